import clsx from "clsx";
import { ArrowDown, ArrowUp } from "@/components/ui/icons";
import { Link } from "@/components/ui/link";
import type { Context } from "./prepare/chart";
import { type Figure, figures } from "./prepare/figures";
import { daysWords, spanWords } from "./words";

/** The figures that a lead looks at first, each with its change and what it rests on. */
export function HeadFigures({ context, isNarrow = false }: { context: Context; isNarrow?: boolean }) {
  const { meta, before, isComparable } = context;
  return (
    <section aria-label="Figures">
      <p className="mb-2 text-muted text-sm">
        <span className="font-medium text-text">{spanWords(meta.from, meta.to, meta.timeZone)}</span>
        {before === null
          ? ""
          : isComparable
            ? ` against ${spanWords(before.from, before.to, meta.timeZone)}, ${daysWords(before.daysBefore)}`
            : " · no comparison: calls were not kept in the span before"}
        <span className="text-faint"> · {meta.timeZone.replaceAll("_", " ")}</span>
      </p>
      <ul className={clsx("grid grid-cols-2 gap-2 sm:grid-cols-4", isNarrow ? "print:grid-cols-4" : "xl:grid-cols-7")}>
        {figures(context).map((figure) => (
          <FigureCard key={figure.key} figure={figure} />
        ))}
      </ul>
    </section>
  );
}

function FigureCard({ figure: { key, name, value, change, coverage, href, definition } }: { figure: Figure }) {
  const Arrow = change?.direction === "up" ? ArrowUp : ArrowDown;
  const shown = <span className="font-semibold text-xl tracking-tight">{value}</span>;
  return (
    <li
      data-figure={key}
      title={definition}
      className="relative flex min-w-0 flex-col rounded-xl border border-line bg-surface px-3 py-2.5 last:max-sm:col-span-2"
    >
      <span className="text-muted text-xs">{name}</span>
      {href === null ? (
        shown
      ) : (
        <Link
          href={href}
          aria-label={`${name}: ${value}, opens these calls`}
          className="self-start rounded hover:underline"
        >
          {shown}
        </Link>
      )}
      <span className="mt-0.5 flex min-h-4 flex-wrap items-center gap-x-2 text-xs">
        {change === null ? null : (
          <span
            data-change={change.tone}
            title={change.spoken}
            className={clsx(
              "inline-flex items-center gap-0.5 font-medium",
              { better: "text-green", worse: "text-amber", neutral: "text-muted" }[change.tone],
            )}
          >
            {change.direction === "same" ? null : <Arrow aria-hidden className="size-3" />}
            {change.text}
            <span className="sr-only">{change.tone === "neutral" ? "" : `, ${change.tone}`}</span>
          </span>
        )}
        {coverage === null ? null : <span className="text-faint">{coverage}</span>}
      </span>
    </li>
  );
}
