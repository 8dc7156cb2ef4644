import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aCall, aListItem, aMessage, at } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import type { FaultKind } from "@/lib/calls/fault-kinds";
import type { Database } from "@/lib/database/database";
import { openEmbedded } from "@/lib/database/embedded";
import { archivedCalls } from "@/lib/database/schema";
import { type Transaction, transact } from "@/lib/database/transaction";
import { createBackfillRun } from "./backfill-run";
import { createGather } from "./gather";
import type { Reads } from "./reads";
import type { EndedCall } from "./record";
import { createArchiveStores } from "./stores";
import { createTogether } from "./together";

/** Test code: calls that are over. */

/** A completed call of these lines, alternately the agent's and the caller's, a second apart. */
export function aTalk(lines: readonly string[], overrides: Partial<Call> = {}): Call {
  const transcript = lines.map((content, place) =>
    aMessage({ role: place % 2 === 0 ? "assistant" : "user", content, timestamp: at(place * 1_000) }),
  );
  const ended = {
    status: "completed",
    endedAt: at(lines.length * 1_000),
    duration: lines.length,
    liveRoomStatus: null,
  };
  return aCall({ ...ended, transcript, summary: null, ...overrides });
}

/** The same with what is known beside it; nobody watched it unless said otherwise. */
export function anEnded(call: Call, overrides: Partial<EndedCall> = {}): EndedCall {
  return {
    call,
    contactName: null,
    campaignId: null,
    omittedMessages: 0,
    isSettled: true,
    readAtMs: Date.UTC(2026, 0, 5, 9),
    watched: null,
    endedBy: null,
    ...overrides,
  };
}

/** Stores calls, a change each. */
export async function keepAll(database: Database, calls: readonly EndedCall[], nowMs = Date.UTC(2026, 0, 5, 10)) {
  const { archive: store } = createArchiveStores({ database, nowMs: () => nowMs });
  for (const ended of calls) await transact(database, (tx) => store.put(tx, ended, { keepsTalk: true }));
  return store;
}

/** When a call is made, ends, and gets its summary, ms since the epoch; null: never. */
export type Course = {
  id: string;
  madeMs: number;
  endsMs: number | null;
  summaryMs: number | null;
  isScheduled?: boolean;
};

/** The call as the service has it at a moment. */
function callAt({ id, madeMs, endsMs, summaryMs, isScheduled }: Course, nowMs: number): Call {
  const isOver = endsMs !== null && nowMs >= endsMs;
  const iso = (ms: number) => new Date(ms).toISOString();
  return aCall({
    id,
    status: isOver ? "completed" : isScheduled ? "scheduled" : "active",
    createdAt: iso(madeMs),
    startedAt: isScheduled && !isOver ? null : iso(madeMs),
    endedAt: isOver ? iso(endsMs) : null,
    updatedAt: iso(isOver ? endsMs : madeMs),
    summary: summaryMs !== null && nowMs >= summaryMs ? `What was said in ${id}.` : null,
    transcript: [aMessage({ content: `This is ${id}.`, timestamp: iso(madeMs) })],
    liveRoomStatus: null,
  });
}

/** A call service in memory, with reads of it as lib/live has them. `fail` is asked before every request. */
export function fakeReads(courses: Course[], nowMs: () => number) {
  const fake = {
    requests: [] as { what: "call" | "page"; id: string | null }[],
    fail: (_request: { what: "call" | "page"; id: string | null }): FaultKind | null => null,
    rows: () => courses.filter(({ madeMs }) => madeMs <= nowMs()),
  };
  const ask = (what: "call" | "page", id: string | null): FaultKind | null => {
    fake.requests.push({ what, id });
    return fake.fail({ what, id });
  };
  const fault = (kind: FaultKind) => ({ kind: "fault" as const, fault: { kind, retryAfterMs: null } });
  const reads: Reads = {
    async readCall(id) {
      const failure = ask("call", id);
      if (failure !== null) return fault(failure);
      const course = fake.rows().find((one) => one.id === id);
      if (course === undefined) return fault("not_found");
      const call = callAt(course, nowMs());
      return { kind: "call", call, contactName: null, omittedMessages: 0, readAtMs: nowMs() };
    },
    async readPage({ status, startDate, endDate, sortOrder, limit = 50, offset = 0 }) {
      const failure = ask("page", null);
      if (failure !== null) return fault(failure);
      const calls = fake
        .rows()
        .map((course) => callAt(course, nowMs()))
        .filter((call) => status === undefined || call.status === status)
        .filter(({ createdAt }) => startDate === undefined || (createdAt ?? "") >= startDate)
        .filter(({ createdAt }) => endDate === undefined || (createdAt ?? "") <= endDate)
        .sort(
          (one, other) => ((one.createdAt ?? "") < (other.createdAt ?? "") ? -1 : 1) * (sortOrder === "asc" ? 1 : -1),
        );
      const page = calls.slice(offset, offset + limit);
      return {
        kind: "page",
        page: {
          calls: page.map(({ id, status: now, createdAt }) => aListItem({ id, status: now, createdAt })),
          pagination: { total: calls.length, limit, offset, hasMore: offset + limit < calls.length },
          droppedRows: 0,
        },
        readAtMs: nowMs(),
      };
    },
  };
  return Object.assign(fake, { reads });
}

/** Calls of the days before, a minute each and a minute apart. */
export const pastCourses = (count: number, beforeMs: number): Course[] =>
  Array.from({ length: count }, (_, place) => {
    const madeMs = beforeMs - 86_400_000 - place * 60_000;
    return { id: `past_${place}`, madeMs, endsMs: madeMs + 60_000, summaryMs: madeMs + 60_000 };
  });

/** Brings the calls of a fake service into a real database. @param onKept hears of every call once it is there */
export function aBackfill(database: Database, reads: Reads, onKept: (callId: string) => void = () => undefined) {
  const parts = { database, nowMs: Date.now };
  const { archive: store, archivePending: pending, archiveBackfills: backfills } = createArchiveStores(parts);
  const commit = <T>(work: (tx: Transaction) => Promise<T>) => transact(database, work);
  const keep = createTogether(async (batch, alongside) => {
    const puts = batch.map(({ ended, keepsTalk }) => ({ ended: { ...ended, endedBy: null }, keepsTalk }));
    const stored = await commit(async (tx) => {
      const ids = await store.putAll(tx, puts);
      for (const { also, callIds } of alongside) await also(tx, callIds.filter((id) => ids.has(id)).length);
      return ids;
    });
    for (const id of stored) onKept(id);
    return stored;
  });
  const { gather } = createGather({
    ...{ reads, skewMs: () => 0, campaignOf: () => null, kept: async () => null },
    keep: (ended, also) => keep({ ended, keepsTalk: true }, also),
  });
  const sleep = async (_ms: number, signal: AbortSignal) => signal.throwIfAborted();
  const common = { backfills, pending, reads, gather, sleep, transact: commit, nowMs: Date.now };
  return { backfills, commit, run: createBackfillRun({ ...common, keeps: async () => true }).run };
}

/** What is there once a backfill that was killed outright so often, each time somewhere else, says that it is done. */
export async function killBackfills({ calls, rounds }: { calls: number; rounds: number }) {
  const { killedIn, readyDatabase } = await import("@/lib/database/testing");
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-backfill-"));
  const killedAfter = (kept: number, delayMs: number) =>
    killedIn("backfill-writer.ts", [dataDir, calls], (said) => (said.length === kept ? delayMs : null));
  try {
    cpSync(await readyDatabase(), dataDir, { recursive: true });
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const said = await killedAfter(5 + ((round * 17) % 40), round % 7);
      acknowledged.push(...said.filter((line) => line.startsWith("kept ")).map((line) => line.slice("kept ".length)));
    }
    const last = await killedAfter(Number.POSITIVE_INFINITY, 0);
    const open = await openEmbedded(dataDir);
    try {
      const rows = await open.database.select({ id: archivedCalls.callId }).from(archivedCalls);
      const there = new Set(rows.map(({ id }) => id));
      const [backfill] = await createArchiveStores({
        database: open.database,
        nowMs: Date.now,
      }).archiveBackfills.list();
      return { saidLast: last.at(-1), lost: acknowledged.filter((id) => !there.has(id)), there: there.size, backfill };
    } finally {
      await open.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What is there when nothing was lost and nothing came twice. */
export const wholeBackfill = (calls: number) => ({
  ...{ saidLast: "done", lost: [], there: calls },
  backfill: { state: "done", stored: calls, failed: 0, walk: { offset: calls } },
});
