import type { TranscriptRow } from "@/lib/calls/transcript";
import { isolated } from "@/lib/format/bidi";
import { cutText } from "@/lib/format/cut-text";
import { formatOffset } from "@/lib/format/duration";

const MOST_CHARACTERS = 120;

/** A line in short: when, who, and how it begins. */
export function rowWords(row: TranscriptRow, startMs: number): string {
  const who = { agent: "Agent", caller: "Caller", other: row.event ?? row.role }[row.speaker];
  return `${row.atMs === null ? "" : `${formatOffset(row.atMs - startMs)} · `}${isolated(who)}: ${isolated(cutText(row.content, MOST_CHARACTERS))}`;
}
