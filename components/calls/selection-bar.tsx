"use client";

import { Button } from "@/components/ui/button";
import { Copy, X } from "@/components/ui/icons";
import { useCopy } from "@/components/ui/use-copy";
import { callPagePath } from "@/lib/wire/paths";
import { ExportCalls } from "./export-calls";
import type { Selection } from "./use-selection";

/** What can be done with calls that were chosen, or with all that the search finds (`question`, as the archive takes it). */
export type SelectionActionProps = { selection: Selection; question: string };

/** How many calls are chosen, and what can be done with them. */
export function SelectionBar(props: SelectionActionProps) {
  const { selection } = props;
  const count = selection.callIds.length;
  if (count === 0) return null;
  return (
    <section
      aria-label="Chosen calls"
      className="sticky bottom-2 z-10 flex flex-wrap items-center gap-2 rounded-xl border border-line-strong bg-surface px-3 py-2 shadow-float"
    >
      <p role="status" className="font-medium text-sm">
        {count === 1 ? "1 call chosen" : `${count} calls chosen`}
      </p>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <SelectionActions {...props} />
        <Button variant="ghost" size="sm" onClick={selection.clear}>
          <X aria-hidden />
          Choose none
        </Button>
      </div>
    </section>
  );
}

/** One button an action: a new one is a line here. */
function SelectionActions({ selection, question }: SelectionActionProps) {
  const { callIds } = selection;
  return (
    <>
      <ExportCalls question={question} ids={callIds} count={{ value: callIds.length, isCapped: false }} />
      <CopyLinks callIds={callIds} />
    </>
  );
}

function CopyLinks({ callIds }: { callIds: readonly string[] }) {
  const { outcome, copy } = useCopy();
  return (
    <Button
      size="sm"
      onClick={() => copy(callIds.map((id) => `${window.location.origin}${callPagePath(id)}`).join("\n"))}
    >
      <Copy aria-hidden />
      {outcome === "copied" ? "Copied" : outcome === "failed" ? "Copying is not allowed here" : "Copy links"}
    </Button>
  );
}
