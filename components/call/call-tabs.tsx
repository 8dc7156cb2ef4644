"use client";

import clsx from "clsx";
import { SeverityIcon } from "@/components/shell/severity-icon";
import type { Attention } from "@/lib/calls/board";

export type CallPart = "transcript" | "about";

/** The transcript's own box. Out of sight it keeps its width, so that its lines keep their heights. */
export const partClass = (shown: boolean) =>
  clsx(
    "flex min-h-0 min-w-0 flex-1 flex-col",
    shown || "max-lg:invisible max-lg:h-0 max-lg:flex-none max-lg:overflow-hidden",
  );

/** On a small screen one part at a time; why the call needs attention shows on the other part's name. */
export function CallTabs({
  part,
  onPart,
  attention,
  about = "About the call",
}: {
  part: CallPart;
  onPart: (part: CallPart) => void;
  attention: readonly Attention[];
  /** what the part beside the transcript is called */
  about?: string;
}) {
  const worst = attention.find(({ severity }) => severity === "critical") ?? attention[0];
  const names: Record<CallPart, string> = { transcript: "Transcript", about };
  return (
    <fieldset className="flex border-line border-b px-2 lg:hidden" aria-label="Parts of the page">
      {(["transcript", "about"] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={part === name}
          onClick={() => onPart(name)}
          className={clsx(
            "-mb-px inline-flex h-9 items-center gap-1.5 border-b-2 px-2.5 font-medium pointer-coarse:h-11",
            part === name ? "border-action text-text" : "border-transparent text-muted forced-colors:border-[Canvas]",
          )}
        >
          {names[name]}
          {name === "about" && worst ? (
            <span
              className={clsx(
                "inline-flex items-center gap-1 text-xs",
                worst.severity === "critical" ? "text-critical" : "text-warning",
              )}
            >
              <SeverityIcon severity={worst.severity} />
              {attention.length}
              <span className="sr-only">
                {attention.length === 1 ? "reason for attention" : "reasons for attention"}
              </span>
            </span>
          ) : null}
        </button>
      ))}
    </fieldset>
  );
}
