import { bucketsOf, type Context } from "./prepare/chart";
import { countText } from "./words";

const INK = "var(--chart-completed)";
const FINISHED = { background: INK };
/** Pale within an edge of the whole colour, which is seen on any ground. */
const UNFINISHED = { background: `color-mix(in oklab, ${INK} 45%, transparent)`, border: `1px solid ${INK}` };

/** Calls an hour or a day as bars that are there without a program and on paper; the mark is the span before. */
export function ReportBars({ context }: { context: Context }) {
  const buckets = bucketsOf(context);
  const top = Math.max(1, ...buckets.flatMap(({ bucket, earlier }) => [bucket.calls, earlier?.calls ?? 0]));
  const every = buckets.length > 12 ? 3 : 1;
  return (
    <div role="img" aria-label={buckets.map(({ label, bucket }) => `${label}: ${countText(bucket.calls)}`).join("; ")}>
      <div className="flex h-36 items-end gap-px border-line border-b [print-color-adjust:exact] sm:gap-1">
        {buckets.map(({ key, bucket, earlier }) => (
          <div key={key} className="relative flex h-full flex-1 flex-col justify-end">
            {bucket.calls === 0 ? null : (
              <span className="text-center text-faint text-xs max-sm:hidden print:block">{bucket.calls}</span>
            )}
            {bucket.calls === 0 ? null : (
              <div
                style={{ height: `${(bucket.calls / top) * 84}%`, ...(bucket.isPartial ? UNFINISHED : FINISHED) }}
                className="rounded-t-sm"
              />
            )}
            {earlier === null ? null : (
              <div
                style={{ bottom: `${(earlier.calls / top) * 84}%`, borderColor: "var(--chart-mark)" }}
                className="absolute inset-x-0 border-t-2 border-dotted"
              />
            )}
          </div>
        ))}
      </div>
      <div aria-hidden className="flex gap-px text-faint text-xs sm:gap-1">
        {buckets.map(({ key, tick }, place) => (
          <span key={key} className="min-w-0 flex-1 whitespace-nowrap">
            {place % every === 0 ? tick : ""}
          </span>
        ))}
      </div>
      <p aria-hidden className="mt-1 text-faint text-xs">
        Bars: calls. Dotted: the span before.
      </p>
    </div>
  );
}
