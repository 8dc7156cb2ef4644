/** Figures over calls that are over and kept. */
export { type Analytics, createAnalytics } from "./analytics";
export { tableOf } from "./tables";
