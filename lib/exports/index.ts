/** Calls as files: one at once, many as a stream or written in the background. */
export { createExports, type Download, type Exports } from "./exports";
export { createExportFolder } from "./folder";
export { createExportStores } from "./store";
export { createExportWriter, exportJob } from "./writer";
