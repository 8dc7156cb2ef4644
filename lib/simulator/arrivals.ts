import { type Plan, type Plot, planCall, plotOf } from "@/lib/simulator/plan";
import { Random } from "@/lib/simulator/random";
import { writeScript } from "@/lib/simulator/script";

/** When calls arrive. All of it follows from the seed, the start and the wanted number of live calls. */
export type Arrivals = {
  /** calls of the minutes before the start, ascending by creation */
  past: () => Plan[];
  /** the calls created after the start, and not asked for before, that exist by `nowMs`; the scheduled ones among them */
  until: (nowMs: number) => Plan[];
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** So long before the start the calls of the floor begin, as they go on afterwards; what was before is history. */
export const PRE_ROLL_MS = 20 * MINUTE_MS;
const SCHEDULE_EVERY_MS = 6 * MINUTE_MS;
const SCHEDULE_LEAD_MS = 3 * HOUR_MS;

/** Calls that have been running for `ageMs` at the start, so that the board shows every kind of trouble from the first minute. */
const STAGED: readonly { plot: Plot; ageMs: number; incidentMs?: number }[] = [
  { plot: "long_call", ageMs: 1_262_000 },
  { plot: "long_call", ageMs: 548_000 },
  { plot: "stuck", ageMs: 121_000, incidentMs: 76_000 },
  { plot: "upset", ageMs: 74_000 },
  { plot: "caller_alone", ageMs: 69_000, incidentMs: 52_000 },
  { plot: "agent_silent", ageMs: 58_000, incidentMs: 38_000 },
  { plot: "dead_air", ageMs: 82_000, incidentMs: 55_000 },
  { plot: "ringing_long", ageMs: 43_000 },
  { plot: "repeats", ageMs: 66_000 },
  { plot: "transfer", ageMs: 61_000 },
];

export function planArrivals(seed: number, startMs: number, liveCalls: number): Arrivals {
  // A floor that is started again has other calls, although they go as they went.
  const idMark = Math.floor(startMs / 1_000).toString(36);
  const meanMs = meanLiveMs(seed);
  const stagedCount = Math.min(STAGED.length, Math.floor(liveCalls / 2));
  const spacingMs = liveCalls > 0 ? meanMs / liveCalls : Number.POSITIVE_INFINITY;
  const cycle = Math.round(Math.min(120, Math.max(24, (5 * MINUTE_MS) / spacingMs)));
  /** Every eighth cycle brings a call that goes on for twenty minutes and more. */
  const plotAt = (index: number): Plot => (index % (cycle * 8) === cycle * 4 ? "long_call" : plotOf(index, cycle));
  const streamed = (index: number, plot: Plot) => {
    const jitter = new Random(seed, "arrival", index).next();
    return planCall(seed, {
      key: `live ${index}`,
      idMark,
      createdMs: Math.round(startMs + (index + jitter) * spacingMs),
      plot,
    });
  };

  const past = () => {
    const plans: Plan[] = [];
    if (liveCalls === 0) return plans;
    for (let index = -Math.floor(PRE_ROLL_MS / spacingMs); index < 0; index++) {
      // The staged calls stand in for as many of the youngest ordinary ones.
      const standIn = -index % 2 === 0 && -index / 2 <= stagedCount;
      if (!standIn) plans.push(streamed(index, "none"));
    }
    STAGED.slice(0, stagedCount).forEach(({ plot, ageMs, incidentMs }, index) => {
      plans.push(
        planCall(seed, { key: `staged ${index}`, idMark, createdMs: startMs - ageMs, plot, incidentMs, english: true }),
      );
    });
    return plans.sort((one, other) => one.createdMs - other.createdMs);
  };

  const upcoming = (index: number) => {
    const jitter = new Random(seed, "upcoming", index).next();
    const scheduledMs = Math.round(startMs + (index + 0.2 + jitter * 0.6) * SCHEDULE_EVERY_MS);
    const order = {
      key: `upcoming ${index}`,
      idMark,
      createdMs: scheduledMs - SCHEDULE_LEAD_MS,
      scheduledMs,
      outbound: true,
    };
    return planCall(seed, { ...order, plot: "none" });
  };
  const streams = [oneByOne(upcoming)];
  if (liveCalls > 0) streams.push(oneByOne((index) => streamed(index, plotAt(index))));
  return { past, until: (nowMs) => streams.flatMap((stream) => stream(nowMs)) };
}

/** Hands out plan 0, 1, 2… as their creation is reached; the next one is planned once, not at every look. */
function oneByOne(plan: (index: number) => Plan): (nowMs: number) => Plan[] {
  let index = 0;
  let next = plan(index);
  return (nowMs) => {
    const due: Plan[] = [];
    while (next.createdMs <= nowMs) {
      due.push(next);
      index += 1;
      next = plan(index);
    }
    return due;
  };
}

/** How long a call stays live on average, measured on a sample, so that `calls` means what it says. */
function meanLiveMs(seed: number): number {
  const sample = 96;
  let sumMs = 0;
  for (let index = 0; index < sample; index++) {
    const plan = planCall(seed, { key: `sample ${index}`, createdMs: 0, plot: plotOf(index, 32) });
    sumMs += writeScript(seed, plan).endedMs;
  }
  return sumMs / sample;
}
