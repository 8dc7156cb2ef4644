"use client";

import { type ReactNode, useId, useState } from "react";
import { Info } from "@/components/ui/icons";

/** One part of the page's right column. */
export function Panel({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-line border-b px-4 py-4 last:border-b-0" aria-label={title}>
      <div className="mb-2 flex items-baseline gap-2">
        <h2 className="font-semibold text-sm">{title}</h2>
        {note ? <div className="ml-auto text-faint text-xs">{note}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** A panel that can be folded away, with no program needed for it. */
export function FoldingPanel({ title, open, children }: { title: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group border-line border-b last:border-b-0">
      <summary className="cursor-pointer px-4 py-3 hover:bg-raised pointer-coarse:py-3.5">
        <h2 className="ml-1 inline font-semibold text-sm">{title}</h2>
      </summary>
      <div className="px-4 pb-4">{children}</div>
    </details>
  );
}

/** A value with its name; `hint` says how it is measured and what it cannot know, for whoever asks. */
export function Fact({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  const [asked, setAsked] = useState(false);
  const hintId = useId();
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 py-0.5">
      <dt className="flex min-h-6 items-start text-muted">
        <span className="py-[0.15625rem]">{label}</span>
        {hint ? (
          <button
            type="button"
            title={hint}
            aria-label={`How ${label} is measured`}
            aria-expanded={asked}
            aria-controls={hintId}
            onClick={() => setAsked(!asked)}
            className="grid size-6 place-items-center rounded text-faint pointer-coarse:-my-2.5 pointer-coarse:size-11 hover:text-text"
          >
            <Info aria-hidden className="size-3.5" />
          </button>
        ) : null}
      </dt>
      {/* One character with thousands of accents is a word that cannot be broken. */}
      <dd className="wrap-anywhere min-h-6 overflow-x-clip py-[0.15625rem] text-right [overflow-clip-margin:4px]">
        {children}
      </dd>
      {hint ? (
        <dd id={hintId} hidden={!asked} className="col-span-2 mb-1 border-line border-l-2 pl-2 text-muted text-xs">
          {hint}
        </dd>
      ) : null}
    </div>
  );
}
