"use client";

import { ClockTime } from "@/components/shell/clock-time";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { countOf } from "./words";

/** Where the lines are that show a finding. */
export type ToLines = {
  onEvidence: (key: number) => void;
  /** the line of a key; null: it is not here. None: which line has which key is not known yet */
  lineAt: ((key: number) => TranscriptRow | null) | null;
};

const MOST_LINES = 6;

/** The lines that show a finding, each leading there. */
export function EvidenceLines({ evidence, onEvidence, lineAt }: { evidence: readonly number[] } & ToLines) {
  if (evidence.length === 0) return null;
  if (lineAt === null) {
    return <span className="block">{countOf(evidence.length, "line")}, to be opened once the call has settled</span>;
  }
  const left = evidence.length - MOST_LINES;
  return (
    <span className="flex flex-wrap gap-x-3">
      {evidence.slice(0, MOST_LINES).map((key) => (
        <EvidenceLine key={key} line={lineAt(key)} onGo={() => onEvidence(key)} />
      ))}
      {left > 0 ? <span>and {countOf(left, "more line")}</span> : null}
    </span>
  );
}

function EvidenceLine({ line, onGo }: { line: TranscriptRow | null; onGo: () => void }) {
  if (line === null) return <span className="text-faint">a line that is not here</span>;
  return (
    <button
      type="button"
      title={line.content}
      onClick={onGo}
      className="underline decoration-dotted underline-offset-2 pointer-coarse:min-h-11 hover:text-text"
    >
      Line {line.atMs === null ? "without a time" : <ClockTime at={line.atMs} />}
    </button>
  );
}
