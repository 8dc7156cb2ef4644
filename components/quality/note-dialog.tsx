"use client";

import { type FormEvent, useState } from "react";
import { Problem } from "@/components/settings/said";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CheckField } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { addNote, qualityProblem } from "@/lib/queries/quality";

/** What a note is to be about. `line` and `at` null: the call as a whole. */
export type NoteTarget = {
  line: number | null;
  /** ISO 8601, of a call that runs */
  at: string | null;
  title: string;
  /** the words of the line; null: none */
  words: string | null;
};

/** Writes about a line, a moment or a call. What was typed stays until it is stored. Ctrl or ⌘ with Enter saves. */
export function NoteDialog({
  callId,
  target,
  onSaved,
  onClose,
}: {
  callId: string;
  target: NoteTarget;
  onSaved: () => void;
  onClose: () => void;
}) {
  const [text, setText] = useState("");
  const [isFlag, setFlag] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) return;
    if (text.trim() === "" && !isFlag) return setProblem("Write something, or flag it: only a flag needs no words.");
    setBusy(true);
    setProblem(null);
    try {
      const { line, at } = target;
      await addNote(callId, { line, at, kind: isFlag ? "flag" : "comment", text });
      onSaved();
      onClose();
    } catch (error) {
      setProblem(qualityProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={target.title}
      description={target.words === null ? undefined : <bdi className="line-clamp-2">“{target.words}”</bdi>}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={busy} onClick={() => void save()}>
            Save the note
          </Button>
        </>
      }
    >
      <form onSubmit={(event) => void save(event)} className="space-y-3">
        <TextArea
          label="Note"
          autoFocus
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(event);
          }}
          hint="Whoever may read the call reads it, numbers and names masked as in the call itself."
        />
        <CheckField
          label="Flag it"
          hint="For what somebody should look at."
          checked={isFlag}
          onChange={(event) => setFlag(event.target.checked)}
        />
        <Problem words={problem} />
      </form>
    </Dialog>
  );
}
