/** Calls that are over: kept, found and read. */
export { type Archive, createArchive } from "./archive";
export { createKeeper } from "./keeper";
export { callsBefore, forgetCalls, forgetTalk, talkBefore } from "./purge";
export { createArchiveStores } from "./stores";
