"use client";

import clsx from "clsx";
import { useState } from "react";
import { ClockTime } from "@/components/shell/clock-time";
import { useViewer } from "@/components/shell/viewer";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Flag, MessageSquareText, X } from "@/components/ui/icons";
import { qualityProblem, removeNote } from "@/lib/queries/quality";
import type { QualityNote } from "@/lib/wire/quality-contract";

/** What somebody wrote; its writer, and whoever manages quality, can delete it. */
export function NoteEntry({
  note,
  onLine = null,
  onRemoved,
}: {
  note: QualityNote;
  /** leads to the line it stands at; null: it stands there already, or at none */
  onLine?: (() => void) | null;
  onRemoved: () => void;
}) {
  const { id, kind, text, madeBy, madeAt, isOwn } = note;
  const [asking, setAsking] = useState(false);
  const may = useViewer().person?.may ?? [];
  const mayRemove = (isOwn && may.includes("quality.review")) || may.includes("quality.manage");
  const isFlag = kind === "flag";
  const Icon = isFlag ? Flag : MessageSquareText;
  return (
    <div data-note={kind} className="flex items-start gap-2 text-left text-xs leading-5">
      <span className={clsx("mt-0.5", isFlag ? "text-warning" : "text-muted")}>
        <Icon aria-hidden className="size-3.5" />
        <span className="sr-only">{isFlag ? "Flag: " : "Comment: "}</span>
      </span>
      <div className="min-w-0 flex-1">
        {text === "" ? (
          <span className="text-muted">Flagged</span>
        ) : (
          <bdi className="wrap-anywhere whitespace-pre-wrap">{text}</bdi>
        )}{" "}
        <span className="text-faint">
          <bdi>{madeBy}</bdi>, <ClockTime at={madeAt} />
        </span>{" "}
        {onLine === null ? null : (
          <button
            type="button"
            onClick={onLine}
            className="text-muted underline pointer-coarse:min-h-11 hover:text-text"
          >
            Show the line
          </button>
        )}
      </div>
      {mayRemove ? (
        <button
          type="button"
          aria-label="Delete this note"
          title="Delete this note"
          onClick={() => setAsking(true)}
          className="grid size-6 shrink-0 place-items-center rounded text-faint pointer-coarse:size-11 hover:bg-raised hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this note?"
        confirm="Delete"
        onConfirm={async () => {
          try {
            await removeNote(id);
            onRemoved();
            return null;
          } catch (error) {
            return qualityProblem(error);
          }
        }}
      >
        It is deleted for everybody and cannot be brought back.
      </ConfirmDialog>
    </div>
  );
}
