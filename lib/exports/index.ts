/** Calls as files: one at once, many as a stream or written in the background. */
export { createExports, type Download, type Exports } from "./exports";
export { createExportFolder } from "./folder";
export { WRITINGS } from "./many";
export { createExportStores, type ExportStores } from "./store";
export { createExportWriter, exportJob, sweepExports } from "./writer";
