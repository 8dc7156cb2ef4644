import "server-only";
import type { Actor } from "@/lib/access/actor";
import type { AuditActor } from "@/lib/access/audit";
import type { Authorize } from "@/lib/access/authorize";
import { isId } from "@/lib/access/secrets";
import type { OpenedStores } from "@/lib/access/stores";
import type { Backfill, BackfillList, BackfillPrice } from "@/lib/wire/backfill-contract";
import { RequestError } from "@/lib/wire/request-error";
import type { StoredBackfill } from "./backfill-store";
import type { ArchiveStores } from "./stores";
import { WALK_PAGE } from "./walk";

const DAY_MS = 86_400_000;
const MOST_UNFINISHED = 10;
/** As fast as the calls are written at most, whatever the budget leaves (backfill-run.ts). */
const MOST_PER_MINUTE = 2_400;

const NO_BACKFILL = { message: "There is no such backfill." };
const NOT_KEPT = { message: "Calls are not kept here. Decide that they are first." };
const HAS_ENDED = { message: "This backfill has ended. Begin another one." };
const TOO_MANY = { message: `There are ${MOST_UNFINISHED} backfills that have not ended. Cancel one first.` };
const NO_RANGE = { message: "The range should begin before it ends, and not in the future." };

type Range = { fromMs: number | null; toMs: number };

type BackfillsParts = {
  stores: OpenedStores<ArchiveStores>;
  authorize: Authorize;
  /** Talk is kept here; null: nobody has decided yet. */
  keeps: () => Promise<boolean | null>;
  keepsUp: () => Promise<boolean>;
  keptDays: () => Promise<{ factDays: number }>;
  /** how many calls the call service has in a range; null: it does not say. @throws RequestError when it cannot be asked */
  countOf: (range: Range) => Promise<number | null>;
  leftPerMinute: () => number;
  /** there is something to do */
  wake: () => Promise<void>;
  /** by the call service's clock: its calls are what a range is of */
  nowMs: () => number;
};

/** Calls of the past that are brought into the archive, because somebody wants them there. */
export function createBackfills(parts: BackfillsParts) {
  const { stores, authorize, keeps, keepsUp, keptDays, countOf, leftPerMinute, wake, nowMs } = parts;

  /** Calls older than facts are kept would be read for nothing. @throws RequestError invalid_request */
  async function rangeOf(wanted: { from?: string | null | undefined; to?: string | null | undefined }): Promise<Range> {
    const oldestMs = nowMs() - (await keptDays()).factDays * DAY_MS;
    const fromMs = wanted.from == null ? null : Date.parse(wanted.from);
    const toMs = Math.min(wanted.to == null ? nowMs() : Date.parse(wanted.to), nowMs());
    if (toMs <= (fromMs ?? Number.NEGATIVE_INFINITY)) throw new RequestError("invalid_request", NO_RANGE);
    if (toMs <= oldestMs)
      throw new RequestError("invalid_request", { message: "Calls of that time are kept no longer." });
    return { fromMs: Math.max(fromMs ?? oldestMs, oldestMs), toMs };
  }

  async function begin(
    actor: AuditActor,
    { fromMs, toMs }: Range,
    {
      planned,
      startedByName,
      onlyFirst = false,
    }: { planned: number | null; startedByName: string | null; onlyFirst?: boolean },
  ): Promise<StoredBackfill | null> {
    const { archiveBackfills, change } = await stores();
    const begun = await change(actor, async ({ tx, audit }) => {
      if (onlyFirst && !(await archiveBackfills.isFirst(tx))) return null;
      const range = { fromAt: fromMs === null ? null : new Date(fromMs), toAt: new Date(toMs) };
      const made = await archiveBackfills.begin(tx, { ...range, planned, startedByName }, MOST_UNFINISHED);
      if (made === null) throw new RequestError("conflict", TOO_MANY);
      audit.record({ action: "backfill.begun", target: { kind: "backfill", id: made.id }, detail: { planned } });
      return made;
    });
    await wake();
    return begun;
  }

  return {
    /** What a range would cost. @throws RequestError what keeps the call service from saying so */
    async price(actor: Actor, wanted: { from?: string | undefined; to?: string | undefined }): Promise<BackfillPrice> {
      await authorize(actor, "archive.manage");
      const range = await rangeOf(wanted);
      const calls = await countOf(range);
      const kept = await (await stores()).archivePending.keptBetween(range.fromMs, range.toMs);
      const requests = calls === null ? null : Math.ceil(calls / (WALK_PAGE * 0.9)) + Math.max(0, calls - kept);
      const perMinute = leftPerMinute();
      const minutes = requests === null ? null : Math.ceil(requests / Math.min(perMinute, MOST_PER_MINUTE));
      return { calls, kept, requests, minutes, perMinute };
    },

    /** @throws RequestError conflict where nothing is kept, or too many have not ended; invalid_request */
    async begin(
      actor: Actor,
      wanted: { from?: string | null | undefined; to?: string | null | undefined },
    ): Promise<Backfill> {
      await authorize(actor, "archive.manage");
      if ((await keeps()) !== true) throw new RequestError("conflict", NOT_KEPT);
      const range = await rangeOf(wanted);
      // Without a count it runs as well, and learns it from its first page.
      const planned = await countOf(range).catch(() => null);
      const begun = await begin(actor, range, { planned, startedByName: actor.kind === "person" ? actor.name : null });
      if (begun === null) throw new RequestError("conflict", TOO_MANY);
      return told(begun, null);
    },

    /** Everything there is, by Earshot itself, where there was never a backfill before. */
    async beginFirst(): Promise<void> {
      if ((await keeps()) !== true) return;
      const wanted = { planned: null, startedByName: null, onlyFirst: true };
      await begin({ kind: "system" }, await rangeOf({}), wanted);
    },

    async list(actor: Actor): Promise<BackfillList> {
      await authorize(actor, "archive.manage");
      const { archiveBackfills, archivePending } = await stores();
      const all = await archiveBackfills.list();
      const workedOn = (await archiveBackfills.next())?.id ?? null;
      const certainMs = await archivePending.certainMs();
      const { open, over } = await archivePending.counts();
      return {
        data: { backfills: all.map((one) => told(one, workedOn)) },
        meta: {
          ...{ keeps: await keeps(), keepsUp: await keepsUp(), open, over },
          certainAt: certainMs === null ? null : new Date(certainMs).toISOString(),
        },
      };
    },

    /** @throws RequestError not_found */
    async find(actor: Actor, id: string): Promise<Backfill> {
      await authorize(actor, "archive.manage");
      const { archiveBackfills } = await stores();
      const found = isId(id) ? await archiveBackfills.find(id) : null;
      if (found === null) throw new RequestError("not_found", NO_BACKFILL);
      return told(found, (await archiveBackfills.next())?.id ?? null);
    },

    /** @throws RequestError not_found; conflict when it has ended */
    async change(actor: Actor, id: string, state: "paused" | "running" | "cancelled"): Promise<Backfill> {
      await authorize(actor, "archive.manage");
      const { archiveBackfills, change } = await stores();
      const found = isId(id) ? await archiveBackfills.find(id) : null;
      if (found === null) throw new RequestError("not_found", NO_BACKFILL);
      if (found.state === state) return told(found, null);
      const changed = await change(actor, async ({ tx, audit }) => {
        const row = await archiveBackfills.setState(tx, id, state);
        if (row === null) throw new RequestError("conflict", HAS_ENDED);
        audit.record({ action: "backfill.changed", target: { kind: "backfill", id }, detail: { state } });
        return row;
      });
      await wake();
      return told(changed, (await archiveBackfills.next())?.id ?? null);
    },
  };
}

export type Backfills = ReturnType<typeof createBackfills>;

/** @param workedOn the one that is worked on; null: not known, or none */
function told(backfill: StoredBackfill, workedOn: string | null): Backfill {
  const { id, state, planned, stored, failed, perMinute, walk, onPage, startedByName } = backfill;
  const passed = walk.offset + onPage;
  const left = planned === null ? null : Math.max(0, planned - passed);
  const isWorkedOn = state === "running" && workedOn === id;
  const isTimed = isWorkedOn && left !== null && perMinute !== null && perMinute > 0;
  return {
    ...{ id, state, planned, passed, stored, failed },
    from: backfill.fromAt?.toISOString() ?? null,
    to: backfill.toAt.toISOString(),
    perMinute: isWorkedOn ? perMinute : null,
    secondsLeft: isTimed ? Math.ceil((left * 60) / perMinute) : null,
    waitsFor: state === "running" && workedOn !== null && !isWorkedOn ? "another" : backfill.waitsFor,
    startedBy: startedByName,
    createdAt: backfill.createdAt.toISOString(),
    endedAt: backfill.endedAt?.toISOString() ?? null,
  };
}
