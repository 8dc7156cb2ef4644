import type { TranscriptRow } from "@/lib/calls/transcript";
import { isolated } from "@/lib/format/bidi";
import { formatClock } from "@/lib/format/clock";
import { cutText } from "@/lib/format/cut-text";
import { formatOffset } from "@/lib/format/duration";

const MOST_CHARACTERS = 120;

/** A line to be pasted elsewhere: "13:03:30 +0:23 Caller: My parcel is late." */
export function lineWords(row: TranscriptRow, startMs: number | null): string {
  const who = { agent: "Agent", caller: "Caller", other: row.role }[row.speaker];
  const times = row.atMs === null ? [] : [formatClock(row.atMs)];
  if (row.atMs !== null && startMs !== null) times.push(formatOffset(row.atMs - startMs));
  return `${[...times, who].join(" ")}: ${row.content || (row.event ?? "")}`;
}

/** A line in short: when, who, and how it begins. */
export function rowWords(row: TranscriptRow, startMs: number): string {
  const who = { agent: "Agent", caller: "Caller", other: row.event ?? row.role }[row.speaker];
  return `${row.atMs === null ? "" : `${formatOffset(row.atMs - startMs)} · `}${isolated(who)}: ${isolated(cutText(row.content, MOST_CHARACTERS))}`;
}
