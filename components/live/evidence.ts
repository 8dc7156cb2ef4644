import type { Attention } from "@/lib/calls/board";
import { timeMs } from "@/lib/calls/time";
import type { TranscriptRow } from "@/lib/calls/transcript";

/** Reasons that begin with a line; the others are of the room and of the clock. */
const BEGUN_BY_A_LINE: ReadonlySet<Attention["reason"]> = new Set([
  "agent_silent",
  "dead_air",
  "agent_repeats",
  "caller_upset",
]);

/**
 * The lines that reasons for attention rest on: for each, by its key, the most urgent of its reasons. A reason whose line
 * is not among these rows is left out.
 */
export function evidenceOf(
  rows: readonly TranscriptRow[],
  attention: readonly Attention[],
): ReadonlyMap<string, Attention> {
  const evidence = new Map<string, Attention>();
  for (const reason of attention) {
    const sinceMs = BEGUN_BY_A_LINE.has(reason.reason) ? timeMs(reason.since) : null;
    const speaker = SPEAKERS[reason.reason];
    const row =
      sinceMs === null
        ? undefined
        : rows.findLast(
            (line) => line.atMs === sinceMs && line.kind === "speech" && (speaker ?? line.speaker) === line.speaker,
          );
    if (row !== undefined && !evidence.has(row.key)) evidence.set(row.key, reason);
  }
  return evidence;
}

/** Whose line it is, where the reason says so: two lines can be of one moment. */
const SPEAKERS: Partial<Record<Attention["reason"], TranscriptRow["speaker"]>> = {
  agent_silent: "caller",
  caller_upset: "caller",
  agent_repeats: "agent",
};
