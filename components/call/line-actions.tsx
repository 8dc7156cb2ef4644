"use client";

import { Button } from "@/components/ui/button";
import { Copy, Link2 } from "@/components/ui/icons";
import { useCopy } from "@/components/ui/use-copy";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { hashOfLine } from "./line-link";
import { lineWords } from "./row-words";

/** What can be done with the line that the address names: its link, which opens for colleagues, and its words. */
export function LineActions({
  row,
  startMs,
  id,
  canShareLink,
}: {
  row: TranscriptRow;
  startMs: number | null;
  id: string;
  canShareLink: boolean;
}) {
  return (
    <span className="flex shrink-0 flex-wrap items-center justify-end gap-1 max-sm:mt-1" data-line-actions>
      {canShareLink ? (
        <Action
          icon={<Link2 aria-hidden />}
          label="Copy link to line"
          copied="Link copied"
          text={() => `${window.location.origin}${window.location.pathname}${hashOfLine(id)}`}
        />
      ) : null}
      <Action icon={<Copy aria-hidden />} label="Copy line" copied="Line copied" text={() => lineWords(row, startMs)} />
    </span>
  );
}

/** Rows below must not move when a line is chosen with the mouse. */
const AS_HIGH_AS_A_LINE = "pointer-fine:h-[1.3125rem] pointer-fine:px-1.5";

function Action(props: { icon: React.ReactNode; label: string; copied: string; text: () => string }) {
  const { outcome, copy } = useCopy();
  return (
    <Button size="sm" className={AS_HIGH_AS_A_LINE} onClick={() => copy(props.text())}>
      {props.icon}
      <span aria-live="polite">
        {outcome === "idle" ? props.label : outcome === "copied" ? props.copied : "Not allowed here"}
      </span>
    </Button>
  );
}
