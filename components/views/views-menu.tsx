"use client";

import { useState } from "react";
import { lazyDialog, useIdlePrefetch } from "@/components/shell/lazy-part";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { Bookmark } from "@/components/ui/icons";
import type { ViewPage } from "@/lib/wire/views-contract";

const ViewsDialog = lazyDialog("Views", () => import("./views-dialog").then((part) => part.ViewsDialog));
const LATE = [ViewsDialog];

/** Saved views of this page: chosen, saved, renamed, shared and deleted in a dialog that is loaded when it is wanted. */
export function ViewsMenu({ page }: { page: ViewPage }) {
  const [open, setOpen] = useState(false);
  const { person } = useViewer();
  useIdlePrefetch(LATE);
  // A screen on a wall has nobody whose views these could be.
  if (person === null) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog" className="pointer-coarse:h-11">
        <Bookmark aria-hidden />
        {/* A phone's line has when, filters and export beside it. */}
        <span className={page === "calls" ? "max-sm:sr-only" : undefined}>Views</span>
      </Button>
      {open ? <ViewsDialog page={page} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
