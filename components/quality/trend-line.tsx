import type { QualityAgents } from "@/lib/wire/quality-contract";
import { scoreText } from "./words";

type Week = QualityAgents["agents"][number]["weeks"][number];

const WIDTH = 132;
const HEIGHT = 28;
const PAD = 4;
const WEEK_MS = 7 * 86_400_000;
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/**
 * Mean scores from 0 to 100, week by week; a week without a score is a gap. The words beside it say the same: they are what a
 * screen reader hears.
 */
export function TrendLine({ weeks }: { weeks: readonly Week[] }) {
  const known = weeks.filter(({ meanScore }) => meanScore !== null);
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined || known.length === 0) return <span className="text-faint">—</span>;
  const [only] = known;
  if (known.length === 1 && only !== undefined) {
    return (
      <span className="whitespace-nowrap text-faint text-xs">
        Only the week from {DAY.format(new Date(only.start))}
      </span>
    );
  }
  const words = known
    .map(({ start, meanScore }) => `${DAY.format(new Date(start))}: ${scoreText(meanScore)}`)
    .join(", ");
  const startMs = Date.parse(first.start);
  const steps = Math.max(1, Math.round((Date.parse(last.start) - startMs) / WEEK_MS));
  const points = known.map(({ start, meanScore }) => {
    const step = Math.round((Date.parse(start) - startMs) / WEEK_MS);
    const x = PAD + (step / steps) * (WIDTH - 2 * PAD);
    return { step, x, y: PAD + (1 - (meanScore ?? 0) / 100) * (HEIGHT - 2 * PAD) };
  });
  return (
    <span className="inline-flex items-center gap-2" title={`Week from ${words}`}>
      <svg aria-hidden viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} className="text-muted">
        <title>{words}</title>
        {points.map(({ step, x, y }, place) => {
          const before = points[place - 1];
          return (
            <g key={step}>
              {before !== undefined && step - before.step === 1 ? (
                <line x1={before.x} y1={before.y} x2={x} y2={y} stroke="currentColor" strokeWidth={1.5} />
              ) : null}
              <circle cx={x} cy={y} r={place === points.length - 1 ? 3 : 2} fill="currentColor" />
            </g>
          );
        })}
      </svg>
      <span className="sr-only">Week from {words}</span>
    </span>
  );
}
