import { Swatch } from "./draw/inks";
import type { Drawing } from "./prepare/chart";

/** What is drawn in what; nothing where one series says it by the title alone. */
export function ChartLegend({ drawing }: { drawing: Drawing }) {
  if (drawing.kind !== "columns" && drawing.kind !== "lines") return null;
  const { series, hasBefore, kind, points } = drawing;
  const isUnfinished = points.some(({ isPartial }) => isPartial);
  if (series.length < 2 && !hasBefore && !isUnfinished) return null;
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 pl-11 text-muted text-xs">
      {series.map(({ key, label, ink }, place) => (
        <li key={key} className="flex items-center gap-1.5">
          <Swatch ink={ink} line={kind === "lines"} dashed={place > 0} />
          {label}
        </li>
      ))}
      {hasBefore ? (
        <li className="flex items-center gap-1.5">
          <svg aria-hidden="true" width={14} height={12}>
            <path d="M0 6H14" stroke="var(--chart-before)" strokeWidth={1.5} strokeDasharray="3 3" />
          </svg>
          Span before
        </li>
      ) : null}
      {isUnfinished ? <li>{kind === "lines" ? "Dotted" : "Pale"}: not over</li> : null}
    </ul>
  );
}
