import { setTimeout as pause } from "node:timers/promises";
import type { SQL } from "drizzle-orm";
import type { Database } from "@/lib/database/database";
import type { Buckets } from "./buckets";
import { createDictionary, readWindow, type TextColumn, type Window, type WindowRow, windowFrom } from "./window";

/** So many calls are read at once: the embedded engine is held for some 30 ms. */
const MOST_CALLS = 5_000;
/** Others have the embedded engine's one connection between two statements. */
const GAP_MS = 1;

/** Calls in the order of time, and the texts of theirs by their places; what is at 0 is null. */
export type LoadedCalls = { windows: Window[]; texts: Record<TextColumn, readonly (string | null)[]> };

/**
 * Reads the calls that conditions leave once, in bounded statements with a gap behind each.
 * @param wideMs calls of so long before the range are read too, in no bucket
 */
export async function loadCalls(
  database: Database,
  { fromMs, toMs, buckets }: Buckets,
  {
    conditions,
    wideMs,
    mostCalls = MOST_CALLS,
  }: { conditions: readonly SQL[]; wideMs: number; mostCalls?: number | undefined },
): Promise<LoadedCalls> {
  const dictionaries = {
    ...{ status: createDictionary(), direction: createDictionary(), agent: createDictionary() },
    ...{ campaign: createDictionary(), failure: createDictionary(), reasons: createDictionary() },
  };
  const bucketAt = placeAmong(Float64Array.from(buckets, ({ startMs }) => startMs));
  const windows: Window[] = [];
  const ask = async (sinceMs: number): Promise<WindowRow | null> => {
    const { rows } = await database.execute(windowFrom(sinceMs, toMs, conditions, mostCalls));
    await pause(GAP_MS);
    return (rows as WindowRow[])[0] ?? null;
  };
  let row = await ask(fromMs - wideMs);
  while (row !== null) {
    // The database looks for the next ones while these are read.
    const next: Promise<WindowRow | null> | null = row.nextMs === null ? null : ask(Math.round(row.nextMs));
    // Reading may fail first, and then nobody waits for it.
    next?.catch(() => undefined);
    windows.push(readWindow(row, dictionaries, bucketAt));
    row = await next;
  }
  const { status, direction, agent, campaign, failure, reasons } = dictionaries;
  return {
    windows,
    texts: {
      ...{ status: status.texts, direction: direction.texts, agent: agent.texts },
      ...{ campaign: campaign.texts, failure: failure.texts, reasons: reasons.texts },
    },
  };
}

/** @param starts in order @returns the place of the last that is not greater; -1: all are */
export const placeAmong =
  (starts: ArrayLike<number>) =>
  (value: number): number => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
