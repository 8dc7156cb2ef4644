import type { Ribbon } from "./board";
import type { Speaker } from "./speaker";

/** Talk as it is told of a crowded strip: steps of equal length, and of each step what share each speaker talked. */
type Shares = NonNullable<Ribbon["shares"]>;

/** A stretch of time in which somebody talked for a share of it, 0 to 1; 1: all the time. Offsets in ms. */
export type SharedStretch = { speaker: Speaker; startMs: number; endMs: number; share: number };

type Stretch = { speaker: Speaker; startMs: number; endMs: number };

const TENTH_MS = 100;
/** Shares are written as one digit each, to the base of 36: "0" nobody, "z" all the time. */
const BASE = 36;
const WHOLE = BASE - 1;
export const TRACKS = ["agent", "caller", "other"] as const satisfies readonly Speaker[];

/**
 * How long a step must be for all of the talk to fit into `most` of them, ms: a second doubled as often as it takes, so
 * that a growing call keeps its steps, and only its last ones change.
 */
export function stepFor(stretches: readonly Stretch[], most: number): number {
  const lengthMs = stretches.reduce((longest, { endMs }) => Math.max(longest, endMs), 0);
  let stepMs = 1_000;
  while (lengthMs / stepMs > most) stepMs *= 2;
  return stepMs;
}

/** What part of each step everybody talked, as fractions of 0 to 1, one list a speaker, all of the same length. */
export function fractionsOf(stretches: readonly Stretch[], stepMs: number): Record<Speaker, number[]> {
  const steps = stretches.reduce((most, { endMs }) => Math.max(most, Math.ceil(endMs / stepMs)), 0);
  const fractions = { agent: zeros(steps), caller: zeros(steps), other: zeros(steps) };
  for (const { speaker, startMs, endMs } of stretches) {
    const track = fractions[speaker];
    for (let step = Math.floor(startMs / stepMs); step * stepMs < endMs; step += 1) {
      const talkedMs = Math.min(endMs, (step + 1) * stepMs) - Math.max(startMs, step * stepMs);
      track[step] = (track[step] ?? 0) + talkedMs / stepMs;
    }
  }
  return fractions;
}

/** Stretches that never overlap, as shares of steps. Whoever said anything in a step has at least the smallest share of it. */
export function sharesOf(stretches: readonly Stretch[], stepMs: number): Shares {
  const fractions = fractionsOf(stretches, stepMs);
  const [agent, caller, other] = TRACKS.map((speaker) => fractions[speaker].map(digitOf).join(""));
  return { step: Math.round(stepMs / TENTH_MS), agent: agent ?? "", caller: caller ?? "", other: other ?? "" };
}

/** Shares as stretches again; neighbouring steps of one share are one stretch. */
export function stretchesOf(shares: Shares): SharedStretch[] {
  const stepMs = shares.step * TENTH_MS;
  const stretches = TRACKS.flatMap((speaker) => trackOf(speaker, [...shares[speaker]].map(shareOf), stepMs));
  return stretches.sort((one, other) => one.startMs - other.startMs);
}

/** The same of fractions, without the way through digits. */
export function trackOf(speaker: Speaker, fractions: readonly number[], stepMs: number): SharedStretch[] {
  const stretches: SharedStretch[] = [];
  fractions.forEach((share, step) => {
    if (share <= 0) return;
    const last = stretches.at(-1);
    const startMs = step * stepMs;
    if (last !== undefined && last.endMs === startMs && last.share === share) last.endMs = startMs + stepMs;
    else stretches.push({ speaker, startMs, endMs: startMs + stepMs, share: Math.min(1, share) });
  });
  return stretches;
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);

const digitOf = (fraction: number): string => {
  if (fraction <= 0) return "0";
  return Math.min(WHOLE, Math.max(1, Math.round(fraction * WHOLE))).toString(BASE);
};

/** What is no digit counts as nothing said. */
const shareOf = (digit: string): number => (Number.parseInt(digit, BASE) || 0) / WHOLE;
