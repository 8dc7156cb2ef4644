/** Calls that are over: kept, found and read. */
export { type Archive, createArchive } from "./archive";
export { createBackfillRun } from "./backfill-run";
export { type Backfills, createBackfills } from "./backfills";
export { createGather } from "./gather";
export { createKeepUp } from "./keep-up";
export { createKeeper } from "./keeper";
export { callsBefore, forgetCalls, forgetTalk, talkBefore } from "./purge";
export { createArchiveStores } from "./stores";
