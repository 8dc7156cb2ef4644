import { z } from "zod";
import type { Person } from "@/lib/access/actor";
import { can } from "@/lib/access/can";
import type { View } from "@/lib/access/view";
import { isNamed } from "@/lib/errors/named";
import { defineJob, type Jobs } from "@/lib/jobs/jobs";
import type { RequestError } from "@/lib/wire/request-error";
import type { ExportFolder } from "./folder";
import { type TakenCall, WRITINGS } from "./many";
import type { ExportStore, Progress, StoredExport } from "./store";

/** Writing goes on in another attempt after this long: what else waits has its turn, and rights are looked at anew. */
const SLICE_MS = 30_000;
/** So much at most is written anew after a process was killed. */
const SETTLE_BYTES = 2 * 1_048_576;
const SETTLE_MS = 2_000;
const MOST_BYTES = 2 * 1024 * 1_048_576;

export const exportJob = defineJob({
  name: "call-export",
  schema: z.strictObject({ exportId: z.string() }),
  limitSeconds: 120,
  retries: 20,
  retryDelaySeconds: 2,
});

/**
 * Calls that follow each other; `after`: where to go on, null: these were the last; `unsearched`: so many more among them may
 * match by words that are not ready to be searched for this view.
 */
type Taken = { calls: TakenCall[]; after: { happenedMs: number; callId: string } | null; unsearched: number };
export type Take = (
  view: View,
  asked: {
    question: StoredExport["question"]["filters"];
    ids: readonly string[] | null;
    withTalk: boolean;
    after: StoredExport["reached"];
    asker: string;
  },
  signal?: AbortSignal | null,
) => AsyncGenerator<Taken>;

type WriterParts = {
  exports: ExportStore;
  folder: ExportFolder;
  take: Take;
  /** who it is written for, with the rights of now; null: nobody any more */
  personOf: (ownerId: string, ownerRole: Person["role"]) => Promise<Person | null>;
  viewFor: (person: Person) => Promise<View>;
  keyOf: (view: View) => string;
  sliceMs?: number;
  settleBytes?: number;
};

/** Writes exports as jobs, each for one person as they see calls; after a crash it goes on where the file was sure. */
export function createExportWriter(parts: WriterParts) {
  const { exports, folder, take, personOf, viewFor, keyOf, sliceMs = SLICE_MS } = parts;
  const { settleBytes = SETTLE_BYTES } = parts;

  /** @returns the view to write with; null: its person may no longer, or sees calls otherwise than when they asked */
  async function viewOf({ ownerId, ownerRole, view }: StoredExport): Promise<View | null> {
    const person = await personOf(ownerId, ownerRole);
    if (person === null || !can(person, "archive.export").allowed) return null;
    const now = await viewFor(person);
    return keyOf(now) === view ? now : null;
  }

  async function giveUp(id: string, fault: NonNullable<StoredExport["fault"]>): Promise<"over"> {
    await exports.failed(id, fault);
    await folder.remove(id);
    return "over";
  }

  /** @returns more: there is more to write */
  async function write(id: string, signal: AbortSignal): Promise<"over" | "more"> {
    const row = await exports.find(id);
    if (row === null || row.state === "done" || row.state === "failed") {
      if (row === null) await folder.remove(id);
      return "over";
    }
    const view = await viewOf(row);
    if (view === null) return giveUp(id, "rights");
    const { head, piece, tail } = WRITINGS[row.format];
    const { calls: callsBefore, skipped: skippedBefore, bytes, reached, question } = row;
    let progress: Progress = { calls: callsBefore, skipped: skippedBefore, bytes, reached, question };
    const file = await folder.write(id, progress.bytes).catch((error: unknown) => {
      if (isNamed(error, "MissingFileError")) return null;
      throw error;
    });
    // Of several servers another one has begun it, each with a folder of its own.
    if (file === null) return giveUp(id, "gave_up");
    try {
      if (progress.bytes === 0) await file.write(head);
      const startedMs = performance.now();
      let settledMs = startedMs;
      let unsettled = 0;
      let unsaid: string[] = [];
      const asked = { question: row.question.filters, ids: row.question.ids, after: progress.reached };
      const taking = take(view, { ...asked, withTalk: row.format === "training", asker: `export:${id}` }, signal);
      for await (const { calls, after, unsearched } of taking) {
        const written = calls.map(piece);
        const text = written.filter((one) => one !== null).join("");
        if (text !== "") await file.write(text);
        unsettled += text.length;
        for (const { call } of calls) unsaid.push(call.id);
        const skipped = written.filter((one) => one === null).length;
        progress = {
          calls: progress.calls + written.length - skipped,
          skipped: progress.skipped + skipped,
          bytes: progress.bytes,
          reached: after ?? progress.reached,
          question: withUnsearched(progress.question, unsearched),
        };
        if (after === null) break;
        const nowMs = performance.now();
        const isTime = nowMs - startedMs > sliceMs;
        if (!isTime && !signal.aborted && unsettled < settleBytes && nowMs - settledMs < SETTLE_MS) continue;
        progress.bytes = await file.settle();
        [settledMs, unsettled] = [nowMs, 0];
        if (!(await exports.wrote(id, progress, unsaid))) {
          await folder.remove(id);
          return "over";
        }
        unsaid = [];
        if (progress.bytes > MOST_BYTES) return await giveUp(id, "too_large");
        signal.throwIfAborted();
        if (isTime) return "more";
      }
      await file.write(tail({ skipped: progress.skipped, unsearched: progress.question.unsearched ?? 0 }));
      progress.bytes = await file.settle();
      if (!(await exports.finished(id, progress, unsaid))) await folder.remove(id);
      return "over";
    } catch (error) {
      // Asked for in a way that finds nothing: no further attempt helps.
      if (isNamed<RequestError>(error, "RequestError")) return await giveUp(id, "rights");
      throw error;
    } finally {
      await file.close();
    }
  }

  return {
    write,

    /** Has jobs of this process write exports. */
    on(jobs: Pick<Jobs, "on" | "send">): void {
      jobs.on(
        exportJob,
        async ({ exportId }, { signal }) => {
          if ((await write(exportId, signal)) === "more") await jobs.send(exportJob, { exportId });
        },
        { onDead: async ({ exportId }) => void (await giveUp(exportId, "gave_up")) },
      );
    },

    sweep: () => sweepExports(parts),
  };
}

const withUnsearched = (question: StoredExport["question"], more: number): StoredExport["question"] =>
  more === 0 ? question : { ...question, unsearched: (question.unsearched ?? 0) + more };

/** Deletes what is kept no longer, here and in the database. */
export async function sweepExports({ exports, folder }: Pick<WriterParts, "exports" | "folder">): Promise<void> {
  await exports.forget();
  await folder.keepOnly(exports.withFiles);
}
