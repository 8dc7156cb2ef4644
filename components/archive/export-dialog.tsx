"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useViewer } from "@/components/shell/viewer";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { changeProblem } from "@/lib/queries/change";
import { beginExport } from "@/lib/queries/exports";
import type { ManyFormat } from "@/lib/wire/exports-contract";
import { settingsPagePath } from "@/lib/wire/paths";
import { MyExports } from "./my-exports";

const FORMATS: { format: ManyFormat; name: string; text: string }[] = [
  {
    format: "training",
    name: "Training records (JSON Lines)",
    text: "A call a line, as models are trained on it. Calls without a transcript are left out and counted.",
  },
  { format: "calls", name: "Calls (CSV)", text: "A call a row: when, who, how it ended, its summary." },
  {
    format: "measures",
    name: "Measures (CSV)",
    text: "A call a row: response, pauses, shares of talk. Calls without a transcript are left out and counted.",
  },
];

/**
 * Has many calls written into a file, in the background.
 * @param filters as the page's address has them; names that the archive's search does not have are left out by whoever asks
 * @param ids calls that were chosen one by one; null: every call that the filters leave
 * @param count how many these are; `isCapped`: more than that. Null: not known
 */
export function ExportDialog({
  filters,
  ids,
  count,
  onClose,
}: {
  filters: URLSearchParams;
  ids: readonly string[] | null;
  count: { value: number; isCapped: boolean } | null;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const { person } = useViewer();
  const [format, setFormat] = useState<ManyFormat>("training");
  const [begun, setBegun] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const begin = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setBegun((await beginExport({ format, filters, ids })).id);
      await client.invalidateQueries({ queryKey: ["exports"] });
    } catch (error) {
      setProblem(changeProblem(error));
    }
    setBusy(false);
  };
  const mayExport = person?.may.includes("archive.export") === true;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={titleOf(ids, count)}
      description="Written as you see calls now, for you alone, and kept for a week."
      footer={
        begun === null ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            {mayExport ? (
              <Button variant="primary" onClick={() => void begin()} disabled={busy}>
                Export
              </Button>
            ) : null}
          </>
        ) : (
          <>
            <Link href={settingsPagePath("exports")} className={buttonClass()}>
              My exports
            </Link>
            <Button variant="primary" onClick={onClose}>
              Close
            </Button>
          </>
        )
      }
    >
      {!mayExport ? (
        <p>Your role exports single calls, each on its page. Supervisors and admins export many at once.</p>
      ) : begun === null ? (
        <Formats format={format} onFormat={setFormat} />
      ) : (
        <>
          <p role="status" className="mb-3 text-muted text-sm">
            It goes on when you leave this page.
          </p>
          <MyExports only={begun} />
        </>
      )}
      {problem === null ? null : (
        <p role="alert" className="mt-3 text-critical text-sm">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

function titleOf(ids: readonly string[] | null, count: { value: number; isCapped: boolean } | null): string {
  const value = ids?.length ?? count?.value ?? null;
  if (value === null) return "Export calls";
  const number = value.toLocaleString("en-GB");
  if (ids === null && count?.isCapped === true) return `Export more than ${number} calls`;
  return value === 1 ? "Export one call" : `Export ${number} calls`;
}

function Formats({ format: chosen, onFormat }: { format: ManyFormat; onFormat: (format: ManyFormat) => void }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium text-sm">As what</legend>
      {FORMATS.map(({ format, name, text }) => (
        <label key={format} className="flex min-h-11 cursor-pointer gap-2.5 rounded-lg px-2 py-1.5 hover:bg-raised">
          <input
            type="radio"
            name="format"
            value={format}
            checked={format === chosen}
            onChange={() => onFormat(format)}
            className="mt-0.5 size-4.5 shrink-0 accent-action"
          />
          <span className="min-w-0">
            <span className="block text-sm">{name}</span>
            <span className="block text-muted text-xs">{text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
