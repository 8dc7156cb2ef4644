"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Braces, Captions, FileText, type Icon, Printer, Table2, Waypoints } from "@/components/ui/icons";
import { saveFile } from "@/components/ui/save-file";
import { changeProblem } from "@/lib/queries/change";
import { askForFile } from "@/lib/queries/files";
import type { CallFormat } from "@/lib/wire/exports-contract";
import { callExportApiPath } from "@/lib/wire/paths";

const FORMATS: { format: CallFormat; icon: Icon; name: string; text: string }[] = [
  { format: "text", icon: FileText, name: "Text", text: "To read: who, when, the summary and every line" },
  { format: "csv", icon: Table2, name: "Table (CSV)", text: "A line of the transcript a row, for a spreadsheet" },
  { format: "vtt", icon: Captions, name: "Subtitles (WebVTT)", text: "What was spoken, beside a recording" },
  { format: "training", icon: Waypoints, name: "Training record (JSON)", text: "As models are trained on it" },
  { format: "json", icon: Braces, name: "The call (JSON)", text: "Field for field as the call service has it" },
];

/** One call as a file, in whichever form somebody needs it; what its reader may not see is in none of them. */
export function ExportCallDialog({ callId, onClose }: { callId: string; onClose: () => void }) {
  const [busy, setBusy] = useState<CallFormat | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (format: CallFormat) => {
    setBusy(format);
    setProblem(null);
    try {
      saveFile(await askForFile(callExportApiPath(callId), { format }));
      onClose();
    } catch (error) {
      setProblem(changeProblem(error));
      setBusy(null);
    }
  };
  const print = () => {
    onClose();
    // The dialog is gone from the page before it is printed.
    setTimeout(() => window.print(), 50);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Export this call"
      description="As you see it: what is masked or taken out for you is so in the file. That you took it is written into the audit trail."
    >
      <ul className="-mx-2 grid gap-0.5">
        {FORMATS.map(({ format, icon, name, text }) => (
          <li key={format}>
            <Choice {...{ icon, name, text }} disabled={busy !== null} onChoose={() => void save(format)} />
          </li>
        ))}
        <li>
          <Choice icon={Printer} name="Print" text="On paper or as a PDF" disabled={busy !== null} onChoose={print} />
        </li>
      </ul>
      <p role="status" className="mt-2 min-h-5 text-muted text-sm">
        {busy === null ? null : "The file is being made…"}
      </p>
      {problem === null ? null : (
        <p role="alert" className="text-critical text-sm">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

function Choice(props: { icon: Icon; name: string; text: string; disabled: boolean; onChoose: () => void }) {
  const { icon: Icon, name, text, disabled, onChoose } = props;
  return (
    <button
      type="button"
      onClick={onChoose}
      disabled={disabled}
      className="flex min-h-12 w-full items-center gap-3 rounded-lg px-2 py-1.5 text-left hover:bg-raised disabled:opacity-60"
    >
      <Icon aria-hidden className="size-4.5 shrink-0 text-muted" />
      <span className="min-w-0">
        <span className="block font-medium text-sm">{name}</span>
        <span className="block text-muted text-xs">{text}</span>
      </span>
    </button>
  );
}
