import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";

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
      <summary className="cursor-pointer px-4 py-3 hover:bg-raised">
        <h2 className="ml-1 inline font-semibold text-sm">{title}</h2>
      </summary>
      <div className="px-4 pb-4">{children}</div>
    </details>
  );
}

/** A value with its name; `hint` says how it is measured and what it cannot know. */
export function Fact({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-6 items-start justify-between gap-3 py-0.5">
      <dt className="flex shrink-0 items-center gap-1 text-muted">
        {label}
        {hint ? (
          <Tooltip text={hint} align="start">
            <button
              type="button"
              aria-label={`${label}: ${hint}`}
              className="grid size-5 place-items-center rounded text-faint hover:text-text"
            >
              <Info aria-hidden className="size-3.5" />
            </button>
          </Tooltip>
        ) : null}
      </dt>
      <dd className="wrap-anywhere min-w-0 text-right">{children}</dd>
    </div>
  );
}
