"use client";

import type { ReactNode } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";
import type { QualityNote } from "@/lib/wire/quality-contract";
import { NoteEntry } from "./note-entry";

/** What people wrote about a line, to stand beneath it. @param byRow as notesByRow made it */
export const lineNotes =
  (byRow: ReadonlyMap<string, readonly QualityNote[]>, onRemoved: () => void) =>
  (row: TranscriptRow): ReactNode => {
    const here = byRow.get(row.key);
    if (here === undefined) return null;
    return (
      <div className="my-1 space-y-1 rounded-md border border-line border-dashed px-2 py-1">
        {here.map((note) => (
          <NoteEntry key={note.id} note={note} onRemoved={onRemoved} />
        ))}
      </div>
    );
  };
