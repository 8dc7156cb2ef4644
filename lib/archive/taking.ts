import "server-only";
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import type { OpenedStores } from "@/lib/access/stores";
import type { View } from "@/lib/access/view";
import { callFor } from "@/lib/access/visibility";
import type { Call } from "@/lib/calls/call";
import type { ArchivedMeasuresColumn } from "@/lib/database/schema";
import type { ArchivedCall as CallFacts } from "@/lib/wire/archive-contract";
import type { ArchiveQuestion } from "@/lib/wire/archive-filters";
import { RequestError } from "@/lib/wire/request-error";
import { filtersOf, sentOf } from "./archive";
import { readQuery } from "./query";
import { type ArchivedCall, archivedCallOf } from "./record";
import { type Scanned, type ScanPlace, scanWindow } from "./scan";
import { WORD_MAKING, type WordMaking } from "./store";
import type { ArchiveStores } from "./stores";
import { formOf } from "./words";

/** A kept call as a view sees it. */
type TakenCall = { facts: CallFacts; call: Call; measures: ArchivedMeasuresColumn | null };

/**
 * Calls that follow each other; `after`: where to go on. Null: these were the last. `unsearched`: so many more among them may
 * match by words that are not ready for this view.
 */
export type Taken = { calls: TakenCall[]; after: ScanPlace | null; unsearched: number };

/** Calls read at once: so many, or as heavy as this in the database, where talk is packed. */
const MOST_AT_ONCE = 50;
const MOST_BYTES = 256 * 1024;
/** Others have the embedded engine's one connection between two statements. */
const GAP_MS = 2;
/** Nobody else in the process waits longer than this for calls to be masked. */
const PIECE_MS = 8;

type Asked = {
  question: ArchiveQuestion;
  ids: readonly string[] | null;
  withTalk: boolean;
  after: ScanPlace | null;
  asker: string;
};

type TakingParts = {
  stores: OpenedStores<ArchiveStores>;
  /** Has long talk looked through away from the main thread. */
  lookThrough: (view: View, archived: ArchivedCall, asker: string) => Promise<unknown>;
  making?: Pick<WordMaking, "version">;
};

/** Every call that matches, piece by piece, for exports: in memory are never more than a piece's. */
export function createTaking({ stores, lookThrough, making = WORD_MAKING }: TakingParts) {
  /**
   * From the newest call to the oldest. A call that is kept meanwhile may be missing, and none comes twice.
   * @param asked.ids only these; null: all that match
   * @param asked.withTalk false: nothing of what was said is needed but the summary
   * @param asked.after where to go on; null: from the newest
   * @throws RequestError invalid_request where words are so common that nothing is found by them, not_permitted for what
   * the view finds nothing by; DatabaseUnavailableError; the signal's reason
   */
  async function* take(view: View, asked: Asked, signal: AbortSignal | null = null): AsyncGenerator<Taken> {
    const { archive, archiveSearch, database } = await stores();
    const filters = filtersOf(asked.question, view, true);
    const query = asked.question.q === undefined ? null : readQuery(asked.question.q);
    const languages = query === null ? null : await archiveSearch.languagesFor(query);
    if (languages?.length === 0) {
      throw new RequestError("invalid_request", { message: "These words are in every call. Look for others." });
    }
    const { scope } = view;
    let place = asked.after;
    do {
      signal?.throwIfAborted();
      const form = formOf(view);
      const looked = { filters, scope, languages, form, ids: asked.ids, after: place };
      const window = await scanWindow(database, looked, undefined, making);
      place = window.next;
      const pieces = piecesOf(window.found);
      let unsearched = 0;
      for (const [index, piece] of pieces.entries()) {
        const ids = piece.map(({ callId }) => callId);
        unsearched += piece.reduce((sum, one) => sum + one.unsearched, 0);
        signal?.throwIfAborted();
        await pause(GAP_MS);
        const records = new Map(
          (await archive.findMany(ids, { withLines: asked.withTalk })).map((record) => [record.callId, record]),
        );
        const calls: TakenCall[] = [];
        let last: ScanPlace | null = null;
        let sinceMs = performance.now();
        for (const id of ids) {
          const record = records.get(id);
          if (record === undefined) continue;
          last = { happenedMs: record.happenedAt.getTime(), callId: id };
          const whole = archivedCallOf(record);
          const archived = asked.withTalk ? whole : withoutTalk(whole);
          await lookThrough(view, archived, asked.asker);
          const { call } = callFor(view, archived);
          calls.push({ call, facts: sentOf(record, archived, view, []), measures: record.measures ?? null });
          if (performance.now() - sinceMs < PIECE_MS) continue;
          await nextTurn();
          sinceMs = performance.now();
        }
        if (index === pieces.length - 1) {
          yield { calls, after: place, unsearched: unsearched + window.unsearchedAfter };
        } else if (last !== null) {
          yield { calls, after: last, unsearched };
          unsearched = 0;
        }
      }
      if (pieces.length === 0) yield { calls: [], after: place, unsearched: window.unsearchedAfter };
      await pause(GAP_MS);
    } while (place !== null);
  }

  return { take };
}

export type Taking = ReturnType<typeof createTaking>;

const withoutTalk = (archived: ArchivedCall): ArchivedCall => ({
  ...archived,
  call: { ...archived.call, transcript: null },
});

/** What was found in its order, in pieces that are not too heavy. */
function piecesOf(found: Scanned["found"]): Scanned["found"][] {
  const pieces: Scanned["found"][] = [];
  let bytes = 0;
  for (const one of found) {
    const piece = pieces.at(-1);
    bytes += one.bytes;
    if (piece === undefined || piece.length >= MOST_AT_ONCE || bytes > MOST_BYTES) {
      pieces.push([one]);
      bytes = one.bytes;
    } else piece.push(one);
  }
  return pieces;
}
