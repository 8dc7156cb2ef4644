/** Calls that are over: kept, found and read. */
export { type Archive, createArchive } from "./archive";
export { createKeeper } from "./keeper";
export { keyLines } from "./line-keys";
export type { ArchivedCall, CallRecord } from "./record";
export { type ArchiveStores, createArchiveStores } from "./stores";
export { createTaking } from "./taking";
