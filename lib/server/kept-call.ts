import "server-only";
import { shownMessages, type Visibility } from "@/lib/access/visibility";
import { type ArchivedCall, type CallRecord, keyLines } from "@/lib/archive";
import { isNamed } from "@/lib/errors/named";
import type { CallView } from "@/lib/live/call-view";
import { freshnessOf } from "@/lib/live/freshness";
import type { CallResult } from "@/lib/live/live";
import type { SourceFault } from "@/lib/live/source";
import type { CallAnswer } from "@/lib/wire/contract";
import { access } from "./access";
import { earshot } from "./earshot";

/** A call that is over, as the archive has it. */
export type KeptCall = { record: CallRecord; archived: ArchivedCall };

/** A page waits no longer than this for what is kept, where the call service may answer instead. */
const MOST_WAITED_MS = 400;
/** Opened again and again while somebody reads; read and looked through once. */
const MOST_HELD = 40;
/** Of those, characters of what was said: a transcript can have as many by itself. */
const MOST_CHARACTERS = 8_000_000;
const HELD = Symbol.for("earshot.kept-calls");

/** This process's, whichever bundle asks. */
function heldCalls(): Map<string, KeptCall> {
  const store = globalThis as { [HELD]?: Map<string, KeptCall> };
  store[HELD] ??= new Map();
  return store[HELD];
}

/** What is kept of a call; null: nothing, or the database cannot say. Whether somebody may see it has been asked before. */
export async function keptCall(id: string): Promise<KeptCall | null> {
  try {
    const { archive } = await access();
    const changedMs = await archive.changedMs(id);
    const held = heldCalls();
    const known = held.get(id);
    held.delete(id);
    if (changedMs === null) return null;
    const kept = known?.record.changedAt.getTime() === changedMs ? known : await archive.read(id);
    if (kept === null) return null;
    held.set(id, kept);
    let characters = [...held.values()].reduce((sum, one) => sum + charactersOf(one), 0);
    for (const [oldest, one] of held) {
      if (held.size === 1 || (held.size <= MOST_HELD && characters <= MOST_CHARACTERS)) break;
      held.delete(oldest);
      characters -= charactersOf(one);
    }
    return kept;
  } catch (error) {
    if (isNamed(error, "DatabaseUnavailableError")) return null;
    throw error;
  }
}

const sizes = new WeakMap<KeptCall, number>();

function charactersOf(kept: KeptCall): number {
  const lines = kept.archived.call.transcript ?? [];
  const size = sizes.get(kept) ?? lines.reduce((sum, { content }) => sum + content.length, 0);
  sizes.set(kept, size);
  return size;
}

/** The same; null also when the database takes long. */
export async function keptSoon(id: string): Promise<KeptCall | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), MOST_WAITED_MS);
  });
  const kept = await Promise.race([keptCall(id), late]);
  clearTimeout(timer);
  return kept;
}

const ANSWERED: readonly SourceFault["kind"][] = [
  "not_found",
  "key_rejected",
  "rate_limited",
  "upstream_error",
  "timeout",
  "unreachable",
  "too_large",
  "malformed",
  "paused",
  "request_budget",
];

/** Whether what is kept may stand in for what the call service would not give; not for a call of somebody else's. */
export const answersFromArchive = ({ kind }: SourceFault): boolean => ANSWERED.includes(kind);

/**
 * A kept call as lib/live would give it. Settled it is as true as when it was read; else as old as its last read.
 * @param fault why the call service was not heard; null: it was not asked
 */
export function keptResult(
  { record, archived }: KeptCall,
  fault: SourceFault | null,
): Extract<CallResult, { kind: "call" }> {
  const { clock, settings } = earshot();
  const { call, contactName, campaignId, roster, omittedMessages, unreadable } = archived;
  const view: CallView = {
    ...{ call, contactName, campaignId, roster, omittedMessages, unreadable, attention: [] },
    settled: record.isSettled,
    version: `kept.${record.changedAt.getTime()}`,
  };
  const nowMs = clock.nowMs();
  const askedMs = settings.callIntervalMs;
  if (record.isSettled) {
    const freshness = {
      asOfMs: nowMs,
      oldestAsOfMs: null,
      health: "live",
      refreshMs: askedMs,
      slowReason: null,
    } as const;
    return { kind: "call", view, freshness };
  }
  const quiet = { gapMs: 0, rateLimited: false, isShort: fault?.kind === "request_budget" };
  return {
    kind: "call",
    view,
    freshness: freshnessOf({ nowMs, asOfMs: record.readAt.getTime(), askedMs, fault, ...quiet }),
  };
}

/** What an answer says of a call's being kept. */
export function keptMeta(
  kept: KeptCall | null,
  known: CallView,
  visibility: Visibility,
): Pick<CallAnswer["meta"], "archived" | "lineKeys" | "reasons"> {
  if (kept === null) return { archived: null, lineKeys: null, reasons: null };
  const { record, archived } = kept;
  const { wasWatched: watched, keptAt, reasons } = record;
  return {
    archived: { keptAt: keptAt.toISOString(), hasTalk: archived.hasTalk, watched },
    lineKeys: lineKeysOf(kept, known, visibility),
    reasons: watched ? reasons : null,
  };
}

/** The key of each line as this view shows them. What was read since the call was kept has the keys it would be given. */
function lineKeysOf({ record, archived }: KeptCall, { call }: CallView, visibility: Visibility): number[] | null {
  const { transcript } = call;
  if (!archived.hasTalk || !visibility.lines || transcript === null) return null;
  const lines = archived.call.transcript ?? [];
  const before = { lines, keys: archived.lineKeys, nextKey: record.nextLineKey };
  const keys = transcript === lines ? archived.lineKeys : keyLines(before, transcript).keys;
  const byLine = new Map(transcript.map((line, place) => [line, keys[place] ?? -1]));
  return shownMessages(visibility, call).map((line) => byLine.get(line) ?? -1);
}
