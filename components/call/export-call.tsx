"use client";

import { useState } from "react";
import { useKeys } from "@/components/shell/keys";
import { lazyDialog, useIdlePrefetch } from "@/components/shell/lazy-part";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Download } from "@/components/ui/icons";

/** Loaded once the page is idle: most readers of a call take nothing away. */
const ExportCallDialog = lazyDialog("Export this call", () =>
  import("./export-call-dialog").then((loaded) => loaded.ExportCallDialog),
);
const LATE = [ExportCallDialog];

/** The button that gives this call as a file, or on paper. */
export function ExportCall({ callId }: { callId: string }) {
  const [open, setOpen] = useState(false);
  const { person } = useViewer();
  const show = () => setOpen(true);
  useIdlePrefetch(LATE);
  useKeys([{ keys: "x", label: "Export the call", group: "Call", run: show }]);
  if (!person?.may.includes("call.export")) return null;
  return (
    <>
      <Button onClick={show} aria-haspopup="dialog" aria-keyshortcuts="x">
        <Download aria-hidden />
        <span className="max-lg:sr-only">Export</span>
      </Button>
      {open ? <ExportCallDialog callId={callId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
