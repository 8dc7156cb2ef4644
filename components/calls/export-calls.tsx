"use client";

import { useState } from "react";
import { lazyDialog } from "@/components/shell/lazy-part";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Download } from "@/components/ui/icons";

const ExportDialog = lazyDialog("Export calls", () =>
  import("@/components/archive/export-dialog").then((part) => part.ExportDialog),
);

/** How a page is read is none of the archive's filters. */
const NO_FILTERS = ["sort", "limit", "cursor"];

/**
 * Has calls written into a file, for whoever may.
 * @param question what the archive was asked for
 * @param ids the chosen ones; null: all that the question finds
 */
export function ExportCalls({
  question,
  ids,
  count,
}: {
  question: string;
  ids: readonly string[] | null;
  count: { value: number; isCapped: boolean } | null;
}) {
  const { person } = useViewer();
  const [isOpen, setOpen] = useState(false);
  if (!person?.may.includes("archive.export")) return null;
  const filters = new URLSearchParams(ids === null ? question : "");
  for (const name of NO_FILTERS) filters.delete(name);
  return (
    <>
      <Button size={ids === null ? undefined : "sm"} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Download aria-hidden />
        <span className={ids === null ? "max-sm:sr-only" : undefined}>Export</span>
      </Button>
      {isOpen ? <ExportDialog filters={filters} ids={ids} count={count} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
