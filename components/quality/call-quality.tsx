"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { Panel } from "@/components/call/panel";
import { Problem } from "@/components/settings/said";
import { usePause } from "@/components/shell/pause";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { isFinal } from "@/lib/calls/status";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { accessErrorWords } from "@/lib/queries/access-words";
import { unlessPaused } from "@/lib/queries/polled";
import { callNotesQuery, callQualityQuery, qualityProblem, queueReview } from "@/lib/queries/quality";
import type { CallAnswer } from "@/lib/wire/contract";
import type { CallQuality as Judged } from "@/lib/wire/quality-contract";
import { reviewPagePath } from "@/lib/wire/quality-paths";
import { DocumentReview } from "./document-review";
import type { ToLines } from "./evidence-lines";
import { ExternalPart } from "./external-score";
import { JudgedBody } from "./judged-body";
import { lineNotes } from "./line-notes";
import { NoteDialog } from "./note-dialog";
import { NoteEntry } from "./note-entry";
import { indexOfNote, notesByRow } from "./note-lines";
import { useNoteTarget } from "./use-note-target";

type Props = {
  answer: CallAnswer;
  rows: TranscriptRow[];
  rowAtKey: (key: number) => number;
  chosen: () => number;
  /** to a line, by its place among `rows` */
  goTo: (index: number) => void;
  /** what stands beneath lines */
  onAdditions: (beneath: (() => (row: TranscriptRow) => ReactNode) | null) => void;
};

/**
 * How good the call was, with the lines that show it, and what people wrote about it; comes late, beside the call. Of a call
 * that runs there are notes only: it is judged once it is over and kept.
 */
export function CallQuality({ answer, rows, rowAtKey, chosen, goTo, onAdditions }: Props) {
  const { data: call, meta } = answer;
  const client = useQueryClient();
  const isOver = isFinal(call.status);
  const mayNote = useViewer().person?.may.includes("quality.review") === true;
  const { paused } = usePause();
  // One that has just ended is read from the call service for a while: whether it is kept already its notes' answer says.
  const isArchived = meta.archived !== null;
  const noted = useQuery({
    ...callNotesQuery(call.id),
    enabled: (query) => !isArchived && unlessPaused(paused)(query),
  });
  const isKept = isArchived || noted.data?.isKept === true;
  const judged = useQuery({ ...callQualityQuery(call.id), enabled: isOver && isKept });
  const notes = judged.data?.data.notes ?? noted.data?.notes ?? NONE;
  const writing = useNoteTarget({ answer, rows, chosen, mayNote, group: "Call" });
  const refresh = () => void client.invalidateQueries({ queryKey: ["quality"] });
  const byRow = useMemo(() => notesByRow(notes, rows, rowAtKey), [notes, rows, rowAtKey]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when other notes stand at lines
  useEffect(() => {
    onAdditions(() => lineNotes(byRow, refresh));
    return () => onAdditions(null);
  }, [byRow]);
  return (
    <>
      <Panel title="Quality" note={<RubricName judged={judged.data} />}>
        {!isOver ? (
          <p className="text-muted">Not judged yet. A call is judged once it is over, where Earshot keeps calls.</p>
        ) : !isKept ? (
          <p className="text-muted">Not judged: Earshot has not kept this call, or not yet.</p>
        ) : (
          <Judgement
            {...{ judged: judged.data ?? null, answer }}
            problem={judged.data || !judged.error ? null : accessErrorWords(judged.error.reason, "shown").title}
            onEvidence={(key) => goTo(rowAtKey(key))}
            lineAt={meta.lineKeys === null ? null : (key) => rows[rowAtKey(key)] ?? null}
          />
        )}
      </Panel>
      <Panel title="Notes" note={notes.length > 0 ? notes.length : null}>
        {notes.length === 0 ? <p className="text-muted">Nobody wrote about this call.</p> : null}
        <ul className="space-y-1.5" aria-label="Notes on the call">
          {notes.map((note) => {
            const index = indexOfNote(note, rows, rowAtKey);
            return (
              <li key={note.id}>
                <NoteEntry note={note} onLine={index === -1 ? null : () => goTo(index)} onRemoved={refresh} />
              </li>
            );
          })}
        </ul>
        {mayNote ? (
          <div className="mt-2 flex flex-wrap gap-1.5">
            <Button size="sm" title="N" onClick={isOver ? writing.wholeCall : writing.thisMoment}>
              {isOver ? "Note on the call" : "Note this moment"}
            </Button>
            {rows.length > 0 ? (
              <Button size="sm" title="The line chosen in the transcript (C)" onClick={() => writing.noteLine()}>
                Note on the chosen line
              </Button>
            ) : null}
          </div>
        ) : null}
        {noted.error !== null && noted.data === undefined ? (
          <Problem words={accessErrorWords(noted.error.reason, "shown").title} />
        ) : null}
      </Panel>
      {writing.target === null ? null : (
        <NoteDialog callId={call.id} target={writing.target} onSaved={refresh} onClose={writing.close} />
      )}
    </>
  );
}

const NONE: never[] = [];

function RubricName({ judged }: { judged: Judged | undefined }) {
  const rubric = judged?.data.rubric ?? null;
  if (rubric === null) return null;
  return (
    <span className="wrap-anywhere">
      <bdi>{rubric.name}</bdi> · version {rubric.version}
    </span>
  );
}

function Judgement({
  judged,
  answer: { data: call, meta },
  problem,
  ...lines
}: {
  judged: Judged | null;
  answer: CallAnswer;
  problem: string | null;
} & ToLines) {
  if (problem !== null) return <p role="alert">{problem}.</p>;
  // As much room as most of them take, so that what stands below stays there.
  if (judged === null) return <p className="min-h-120 text-muted">Looking how it was judged…</p>;
  return (
    <>
      {judged.data.rubric !== null ? (
        <JudgedBody judged={judged.data} {...lines} />
      ) : (
        <p className="text-muted">
          {meta.archived?.hasTalk === false
            ? "Not judged: what was said is kept no longer, and it had no score before."
            : "Not judged: no rubric is for calls of this agent, campaign and language."}
        </p>
      )}
      <ExternalPart external={judged.data.external} {...lines} />
      <DocumentReview seed={judged.data.seed} />
      {judged.meta.mayReview ? <ReviewThis callId={call.id} isReviewed={judged.data.review !== null} /> : null}
    </>
  );
}

/** Puts the call into the queue, if it is not there, and leads to its review. */
function ReviewThis({ callId, isReviewed }: { callId: string; isReviewed: boolean }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const go = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const { id } = await queueReview(callId);
      router.push(reviewPagePath(id));
    } catch (error) {
      setProblem(qualityProblem(error));
      setBusy(false);
    }
  };
  return (
    <div className="mt-3">
      <Button size="sm" disabled={busy} onClick={() => void go()}>
        {isReviewed ? "Open its review" : "Review this call"}
      </Button>
      <Problem words={problem} />
    </div>
  );
}
