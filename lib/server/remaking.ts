import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { createRemaking, FORM_VISIBILITIES } from "@/lib/archive";
import { type Transaction, transact } from "@/lib/database/transaction";
import { say } from "@/lib/log/log.mjs";
import { access } from "./access";
import { lookThrough } from "./long-transcripts";

const HOUR_MS = 3_600_000;
/** What is not remade yet is found by nobody who reads redacted talk: soon, but starting is busy enough. */
const FIRST_AFTER_MS = 15_000;

/**
 * Has words that another redaction has made made anew, by one process of all: after an upgrade those of all calls, and once an
 * hour those of calls that could not be looked through.
 * @throws DatabaseUnavailableError
 */
export async function startRemaking(): Promise<void> {
  const { database, background, archive, archiveRemaking } = await access();
  const remaking = createRemaking({
    ...{ archive, archiveRemaking },
    transact: <T>(work: (tx: Transaction) => Promise<T>) => transact(database, work),
    async lookThrough(archived) {
      for (const visibility of FORM_VISIBILITIES) await lookThrough(visibility, archived, "archive");
    },
    onProgress: ({ isDone, ...counts }) => {
      const words = isDone
        ? "Words of kept calls have been made anew."
        : "Words of kept calls are made anew, because what is taken out of talk has changed.";
      say("info", "archive.words_remade", words, { ...counts, isDone });
    },
    nowMs: Date.now,
    sleep: async (ms, signal) => void (await pause(ms, undefined, { signal, ref: false })),
  });
  background.periodic({
    name: "archive-words",
    everyMs: HOUR_MS,
    firstAfterMs: FIRST_AFTER_MS,
    work: remaking.run,
  });
}
