import type { TranscriptRow } from "@/lib/calls/transcript";

/** What a tool did is told by its name; a line without words is still somebody's. */
export function QuietName({ row }: { row: TranscriptRow }) {
  if (row.event !== null) {
    return (
      <bdi className="font-medium" data-line-event>
        {row.event}
      </bdi>
    );
  }
  const word = { agent: "Agent", caller: "Caller", other: row.role }[row.speaker];
  return <bdi className="font-medium">{word}</bdi>;
}
