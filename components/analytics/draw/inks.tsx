import { useId } from "react";
import type { Ink } from "../prepare/chart";

const TILE = 6;
/** Lines and dots on a paler ground of the same colour; an ink that is not here is plain. */
const PATTERNS: Partial<Record<Ink, { d: string; width: number }>> = {
  no_answer: { d: "M-1 7L7 -1M-1 1L1 -1M5 7L7 5", width: 2 },
  busy: { d: "M1.5 1.5h.01M4.5 4.5h.01", width: 2.2 },
  cancelled: { d: "M0 3H6", width: 1.6 },
  other: { d: "M3 0V6", width: 1.6 },
  negative: { d: "M-1 7L7 -1M-1 1L1 -1M5 7L7 5", width: 2 },
  neutral: { d: "M1.5 1.5h.01M4.5 4.5h.01", width: 2.2 },
  caller: { d: "M-1 7L7 -1M-1 1L1 -1M5 7L7 5", width: 2 },
};

export const inkColour = (ink: Ink): string => `var(--chart-${ink})`;

/** How full what is not over yet is drawn; an edge of the whole colour keeps its shape to be seen. */
export const PALE = 0.45;

/** What an ink is drawn with, in a drawing whose patterns are at this place. */
export const inkFill = (ink: Ink, place: string): string =>
  PATTERNS[ink] === undefined ? inkColour(ink) : `url(#${place}${ink})`;

/** The patterns of some inks, within an SVG. */
export function InkPatterns({ place, inks }: { place: string; inks: readonly Ink[] }) {
  return (
    <defs>
      {inks.map((ink) => {
        const pattern = PATTERNS[ink];
        return pattern === undefined ? null : (
          <pattern key={ink} id={`${place}${ink}`} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
            <rect width={TILE} height={TILE} fill={inkColour(ink)} fillOpacity={0.3} />
            <path d={pattern.d} stroke={inkColour(ink)} strokeWidth={pattern.width} strokeLinecap="round" />
          </pattern>
        );
      })}
    </defs>
  );
}

/** An ink as a legend has it. `line`: it is drawn as a line, and `dashed` then. */
export function Swatch({ ink, line, dashed }: { ink: Ink; line?: boolean; dashed?: boolean }) {
  const place = useId();
  return (
    <svg aria-hidden="true" width={14} height={12} className="shrink-0">
      {line ? (
        <path d="M0 6H14" stroke={inkColour(ink)} strokeWidth={2} strokeDasharray={dashed ? "4 3" : undefined} />
      ) : (
        <>
          <InkPatterns place={place} inks={[ink]} />
          <rect width={12} height={12} x={1} rx={2} fill={inkFill(ink, place)} stroke={inkColour(ink)} />
        </>
      )}
    </svg>
  );
}
