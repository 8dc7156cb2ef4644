import { type Plan, planCall, plotOf } from "@/lib/simulator/plan";
import { Random } from "@/lib/simulator/random";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HISTORY_DAYS = 60;
/** Calls of a day from Monday to Friday, about. */
const WORKDAY_CALLS = 240;
const WEEKEND_SHARE = 0.34;
/** The floor is busier in some weeks than in others: by so much between the calmest and the busiest of eight. */
const SWING = 0.3;
const SWING_DAYS = 56;

/** Hourly weight of a day, from midnight UTC. */
const DAY_CURVE = [1, 1, 0.5, 0.5, 0.5, 1, 3, 8, 16, 24, 30, 31, 26, 28, 33, 35, 32, 27, 20, 13, 8, 5, 3, 2];
const CURVE_SUM = DAY_CURVE.reduce((sum, weight) => sum + weight, 0);

/** In an id of a call of the past: the day it was made on, so that it is found without every other day being planned. */
const DAY_DIGITS = 3;
const dayMark = (day: number) => day.toString(36).padStart(DAY_DIGITS, "0");

/**
 * The calls of the sixty days before the start. What a day had follows from the seed and the day alone, whenever it is
 * asked for, so that a floor that is started again has the same past.
 */
export class History {
  /** @param endMs nothing of it is younger */
  constructor(
    readonly seed: number,
    readonly endMs: number,
    readonly now: () => number,
  ) {}

  /** The days that have calls made from one moment to another, the oldest first. */
  days(fromMs: number | null, toMs: number | null): number[] {
    const first = Math.max(this.#oldest(), Math.floor((fromMs ?? 0) / DAY_MS));
    const last = Math.floor(Math.min(toMs ?? this.endMs, this.endMs) / DAY_MS);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
  }

  /** The day an id tells of, if there is one of it. */
  dayOf(id: string): number | null {
    const day = Number.parseInt(id.slice("call_".length, "call_".length + DAY_DIGITS), 36);
    return day >= this.#oldest() && day <= Math.floor(this.endMs / DAY_MS) ? day : null;
  }

  /** The calls made on a day, ascending; all of them are over. */
  callsOf(day: number): Plan[] {
    return this.#timesOf(day)
      .map((createdMs, place) =>
        planCall(this.seed, {
          key: `day ${day} ${place}`,
          createdMs,
          idMark: dayMark(day),
          plot: (place + day) % 150 === 75 ? "long_call" : plotOf(place + day * 37, 128),
        }),
      )
      .filter(({ createdMs, plot }) => createdMs < this.endMs - (plot === "long_call" ? HOUR_MS : 0));
  }

  #oldest(): number {
    return Math.floor(this.now() / DAY_MS) - HISTORY_DAYS;
  }

  /** Every day has a size of its own: busier and calmer ones, few at weekends, better and worse weeks. */
  #timesOf(day: number): number[] {
    const random = new Random(this.seed, "day", day);
    const weekday = new Date(day * DAY_MS).getUTCDay();
    const weekend = weekday === 0 || weekday === 6 ? WEEKEND_SHARE : 1;
    const season = 1 + (SWING / 2) * Math.sin((2 * Math.PI * day) / SWING_DAYS);
    const calls = WORKDAY_CALLS * weekend * season * random.between(0.85, 1.15);
    const times = DAY_CURVE.flatMap((weight, hour) => {
      const exact = (weight / CURVE_SUM) * calls;
      const count = Math.floor(exact) + (random.chance(exact % 1) ? 1 : 0);
      return Array.from({ length: count }, () => Math.round(day * DAY_MS + (hour + random.next()) * HOUR_MS));
    });
    return times.sort((one, other) => one - other);
  }
}
