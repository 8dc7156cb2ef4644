/** Calls that are over: kept, found and read. */
export { type Archive, createArchive } from "./archive";
export { createBackfillRun } from "./backfill-run";
export { type Backfills, createBackfills } from "./backfills";
export { inScope } from "./filters";
export { isFindable, isFindableAgent, isFindableFailure } from "./findable";
export { createGather } from "./gather";
export { createKeepUp } from "./keep-up";
export { createKeeper } from "./keeper";
export { keyLines } from "./line-keys";
export { narrow } from "./narrowing";
export { callsBefore, forgetCalls, forgetTalk, talkBefore } from "./purge";
export { isOfOneCall } from "./reads";
export { type ArchivedCall, archivedCallOf, type CallRecord } from "./record";
export { createRemaking } from "./remaking";
export { createArchiveSize } from "./size";
export { type ArchiveStores, createArchiveStores } from "./stores";
export { createTaking } from "./taking";
export { FORM_VISIBILITIES } from "./words";
