"use client";

import { useState } from "react";
import { useKeys } from "@/components/shell/keys";
import { useNow } from "@/components/ui/clock";
import { isFinal } from "@/lib/calls/status";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { formatClock } from "@/lib/format/clock";
import type { CallAnswer } from "@/lib/wire/contract";
import type { NoteTarget } from "./note-dialog";
import { keyOfRow } from "./note-lines";

/**
 * What a note is being written about. A line of a call that runs has no key yet: its moment is noted, which leads to the
 * same line once the call is kept.
 * @param of.chosen the line the reader is at, -1 for none
 */
export function useNoteTarget({
  answer: { data: call, meta },
  rows,
  chosen,
  mayNote,
  group,
}: {
  answer: CallAnswer;
  rows: readonly TranscriptRow[];
  chosen: () => number;
  mayNote: boolean;
  group: "Call" | "Quality";
}) {
  const [target, setTarget] = useState<NoteTarget | null>(null);
  const now = useNow();
  const wholeCall = () => setTarget({ line: null, at: null, title: "Note on the call", words: null });
  const thisMoment = () =>
    setTarget({ line: null, at: new Date(now()).toISOString(), title: "Note this moment", words: null });
  const noteLine = (index = chosen()) => {
    const row = rows[index];
    if (!mayNote) return;
    if (row === undefined) return isFinal(call.status) ? wholeCall() : thisMoment();
    const line = keyOfRow(call.transcript, meta.lineKeys, index);
    const at = line === null && row.atMs !== null ? new Date(row.atMs).toISOString() : null;
    if (line === null && at === null) return isFinal(call.status) ? wholeCall() : thisMoment();
    const when = row.atMs === null ? "" : ` of ${formatClock(row.atMs)}`;
    setTarget({ line, at, title: `Note on the line${when}`, words: row.content || null });
  };
  const isOver = isFinal(call.status);
  const wholeOrMoment = {
    ...{ keys: "n", group, label: isOver ? "Note on the call" : "Note this moment" },
    run: isOver ? wholeCall : thisMoment,
  };
  useKeys(
    mayNote ? [{ keys: "c", label: "Comment on the chosen line", group, run: () => noteLine() }, wholeOrMoment] : [],
  );
  return { target, close: () => setTarget(null), wholeCall, thisMoment, noteLine };
}
