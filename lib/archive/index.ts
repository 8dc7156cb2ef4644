/** Calls that are over: kept, found and read. */
export { type Archive, createArchive } from "./archive";
export { createBackfillRun } from "./backfill-run";
export { type Backfills, createBackfills } from "./backfills";
export { inScope } from "./filters";
export { createGather } from "./gather";
export { createKeepUp } from "./keep-up";
export { createKeeper } from "./keeper";
export { keyLines } from "./line-keys";
export { callsBefore, forgetCalls, forgetTalk, talkBefore } from "./purge";
export { type ArchivedCall, archivedCallOf, type CallRecord } from "./record";
export { type ArchiveStores, createArchiveStores } from "./stores";
export { createTaking } from "./taking";
