import type { TranscriptRow } from "@/lib/calls/transcript";
import { formatOffset } from "@/lib/format/duration";

const MOST_CHARACTERS = 120;

/** A line in short: when, who, and how it begins. */
export function rowWords(row: TranscriptRow, startMs: number): string {
  const who = { agent: "Agent", caller: "Caller", other: row.event ?? row.role }[row.speaker];
  const text = row.content.length > MOST_CHARACTERS ? `${row.content.slice(0, MOST_CHARACTERS)}…` : row.content;
  return `${row.atMs === null ? "" : `${formatOffset(row.atMs - startMs)} · `}${who}: ${text}`;
}
