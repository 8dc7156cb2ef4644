import "server-only";
import type { SQL } from "drizzle-orm";
import type { Actor } from "@/lib/access/actor";
import type { Authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { OpenedStores } from "@/lib/access/stores";
import { withZone } from "@/lib/access/unknown-zone";
import { keyOf, type View } from "@/lib/access/view";
import { unescapeText } from "@/lib/database/any-text";
import type { AnalyticsAnswer, AnalyticsBucket, AnalyticsMeasures } from "@/lib/wire/analytics-contract";
import type { ArchiveQuestion } from "@/lib/wire/archive-filters";
import { RequestError } from "@/lib/wire/request-error";
import { type Buckets, bucketFor, bucketsOf, daysBefore, isTooLong, momentBefore, offsetsOf } from "./buckets";
import { addStatus, failuresOf, groupsOf, trendsOf } from "./groups";
import { opensReason, opensResponse, opensSeconds, rangeOf, type Tells } from "./opening";
import { oldestOf, type Reading, readFigures } from "./reading";
import { answerRateOf, measuresOf, NO_MEASURES } from "./statements";
import { createTurns } from "./turns";

const DAY_MS = 86_400_000;
const HANDLING_BARS = [0, 15, 30, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1_200, 1_800];
const RESPONSE_BARS = [0, 500, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 7_500, 10_000, 15_000, 20_000];

/** What somebody asks: lib/wire/api/analytics.ts reads it. */
export type AnalyticsQuestion = {
  filters: ArchiveQuestion;
  timeZone?: string | undefined;
  bucket?: AnalyticsBucket | undefined;
  compare?: "previous" | undefined;
};

type AnalyticsParts = {
  stores: OpenedStores<object>;
  authorize: Authorize;
  viewFor: (actor: Actor) => Promise<View>;
  /** Who asks, as far as one is told from another. */
  askerOf: (actor: Actor) => string | undefined;
  /** @throws RequestError too_many_attempts */
  countSearch: (actor: Actor, key: string) => void;
  /** Filters of the archive as conditions on `call_figures`, with what the view sees at all. @throws RequestError */
  narrow: (
    view: View,
    filters: ArchiveQuestion,
    seesShares: boolean,
  ) => Promise<{ conditions: SQL[]; isTooCommon: boolean }>;
  tells: Tells;
  keeps: () => Promise<boolean | null>;
  demo: () => boolean;
  nowMs: () => number;
  /** so many calls are read at once */
  mostCalls?: number | undefined;
};

/** Figures over calls that are over and kept. */
export function createAnalytics(parts: AnalyticsParts) {
  const { stores, authorize, viewFor, tells, nowMs } = parts;
  const turns = createTurns();

  /**
   * All that the page of statistics shows, of the calls that this actor may see.
   * @throws RequestError invalid_request, not_permitted for what their role finds nothing by, too_many_attempts
   */
  async function read(actor: Actor, question: AnalyticsQuestion): Promise<AnalyticsAnswer> {
    await authorize(actor, "archive.read");
    const view = await viewFor(actor);
    const askedMs = nowMs();
    const { filters, timeZone = "UTC", compare } = question;
    const range = rangeOf(filters, askedMs);
    const bucket = question.bucket ?? bucketFor(range.toMs - range.fromMs);
    if (isTooLong({ ...range, bucket })) {
      const message = "from and to are too far apart for this bucket: choose a longer bucket, or a shorter time.";
      throw new RequestError("invalid_request", { message });
    }
    // What is said by so many words is looked for in every call.
    if (filters.q !== undefined) parts.countSearch(actor, `analytics ${filters.q}`);
    const seesShares = can(actor, "shares.manage").allowed;
    const key = JSON.stringify([keyOf(view), seesShares, question]);
    // Where nobody signs in, nobody is told from anybody else.
    const isEverybody = actor.kind !== "person" || actor.via === "demo" || actor.via === "off";
    return turns.take({ asker: parts.askerOf(actor) ?? actor.kind, key, isEverybody }, () =>
      withZone(answerOf({ view, seesShares, filters, askedMs }, { ...range, timeZone, bucket }, compare)),
    );
  }

  type Asked = { view: View; seesShares: boolean; filters: ArchiveQuestion; askedMs: number };

  async function answerOf(
    asked: Asked,
    range: Parameters<typeof bucketsOf>[0],
    compare: AnalyticsQuestion["compare"],
  ): Promise<AnalyticsAnswer> {
    const { view, askedMs } = asked;
    const { timeZone, bucket } = range;
    const buckets = bucketsOf(range, askedMs);
    const now = await figuresOf(asked, buckets);
    return {
      data: {
        ...(await chartsOf(asked, now, { ...buckets, timeZone })),
        previous: compare === undefined ? null : await previousOf(asked, buckets, { timeZone, bucket }),
      },
      meta: {
        ...{ from: iso(buckets.fromMs), to: iso(buckets.toMs), timeZone, bucket, asOf: iso(askedMs) },
        isUnfinished: buckets.toMs > askedMs,
        coverage: coverageOf(now.totals),
        keptFrom: await keptFrom(view),
        ...{ demo: parts.demo(), masked: view.masked, scoped: view.scope !== null },
        keeps: await parts.keeps(),
        tooCommon: now.isTooCommon,
      },
    };
  }

  async function keptFrom(view: View): Promise<string | null> {
    const { conditions } = await parts.narrow(view, {}, false);
    const ms = await oldestOf((await stores()).database, conditions);
    return ms === null ? null : iso(ms);
  }

  /** Totals and buckets of a range. */
  async function figuresOf({ view, seesShares, filters, askedMs }: Asked, range: Buckets) {
    const { database } = await stores();
    // Calls that began before the range may go on within it.
    const wide = { ...filters, from: range.fromMs - DAY_MS, to: range.toMs };
    const { conditions, isTooCommon } = await parts.narrow(view, wide, seesShares);
    const { mostCalls } = parts;
    const reading = await readFigures(database, range, { conditions, wideMs: DAY_MS, mostCalls });
    const statusOf = (stored: string) => {
      const status = unescapeText(stored);
      return tells.isFindable(view, status) ? status : "other";
    };
    const counts = range.buckets.map((): Record<string, number> => ({}));
    const total: Record<string, number> = {};
    for (const { place, status, calls } of await reading.statuses()) {
      addStatus(counts[place] ?? {}, statusOf(status), calls);
      addStatus(total, statusOf(status), calls);
    }
    const measures = await reading.byBucket();
    const levels = await reading.concurrency(askedMs);
    const buckets = range.buckets.map(({ startMs, endMs, isPartial }, place) => {
      const passedMs = Math.min(endMs, askedMs) - startMs;
      const { peak, levelMs } = levels[place] ?? { peak: 0, levelMs: 0 };
      return {
        ...{ start: iso(startMs), end: iso(endMs), isPartial },
        ...measuresOf(counts[place] ?? {}, measures[place] ?? NO_MEASURES),
        concurrencyPeak: passedMs > 0 ? peak : null,
        concurrencyMean: passedMs > 0 ? levelMs / passedMs : null,
      };
    });
    const totals = await reading.totals();
    return { totals: measuresOf(total, totals), buckets, reading, statusOf, isTooCommon };
  }

  type Figures = Awaited<ReturnType<typeof figuresOf>>;

  async function chartsOf({ view, filters }: Asked, now: Figures, range: Buckets & { timeZone: string }) {
    const { timeZone } = range;
    const offsets = offsetsOf(range);
    const { reading, statusOf, totals, buckets } = now;
    const groups = { reading, view, tells, statusOf, buckets: buckets.length };
    return {
      ...{ totals, buckets },
      byAgent: await groupsOf("agent", groups),
      byCampaign: await groupsOf("campaign", groups),
      byDirection: await groupsOf("direction", groups),
      weekdayHour: (await reading.weekHours(offsets)).map(
        ({ weekday, hour, calls, completed, unanswered, watched, needed }) => ({
          ...{ weekday, hour, calls, watched, neededAttention: needed },
          answerRate: answerRateOf({ completed, failed: unanswered }),
          opens: { weekHour: `${weekday}-${hour}@${timeZone}` },
        }),
      ),
      failureReasons: await failuresOf(groups),
      attentionReasons: await attentionOf(reading, buckets.length, filters),
      distributions: {
        handlingSeconds: await barsOf(reading, "handling", HANDLING_BARS, (from, below) =>
          opensSeconds(from, below, filters),
        ),
        agentResponseMs: await barsOf(reading, "response", RESPONSE_BARS, (from, below) =>
          opensResponse(from, below, filters),
        ),
      },
    };
  }

  /** The same span before, on the same weekdays, as far as this one has come. */
  async function previousOf(
    asked: Asked,
    { fromMs, toMs }: Buckets,
    { timeZone, bucket }: { timeZone: string; bucket: AnalyticsBucket },
  ) {
    const days = daysBefore({ fromMs, toMs, timeZone });
    const range = {
      fromMs: momentBefore(fromMs, days, timeZone),
      toMs: momentBefore(Math.max(fromMs + 1, Math.min(toMs, asked.askedMs)), days, timeZone),
    };
    const buckets = bucketsOf({ ...range, timeZone, bucket }, asked.askedMs);
    const { totals, buckets: before } = await figuresOf(asked, buckets);
    return { from: iso(range.fromMs), to: iso(range.toMs), daysBefore: days, totals, buckets: before };
  }

  return { read };
}

export type Analytics = ReturnType<typeof createAnalytics>;

const iso = (ms: number) => new Date(ms).toISOString();

async function attentionOf(reading: Reading, buckets: number, filters: ArchiveQuestion) {
  const rows = await reading.attention();
  const keys = [...new Set(rows.map(({ key }) => key))];
  return [...trendsOf(rows, keys, buckets)]
    .map(([key, trend]) => ({
      key: unescapeText(key),
      calls: trend.reduce((sum, calls) => sum + calls, 0),
      trend,
      opens: opensReason(unescapeText(key), filters),
    }))
    .sort((one, other) => other.calls - one.calls || (one.key < other.key ? -1 : 1));
}

type Opens = (from: number, below: number | null) => Record<string, string> | null;

async function barsOf(reading: Reading, value: "handling" | "response", bars: readonly number[], opens: Opens) {
  const found = new Map(await reading.distribution(value, bars));
  return bars.map((from, place) => {
    const below = bars[place + 1] ?? null;
    return { from, below, calls: found.get(place) ?? 0, opens: opens(from, below) };
  });
}

function coverageOf({ calls, byStatus, known }: AnalyticsMeasures): AnalyticsAnswer["meta"]["coverage"] {
  const completed = byStatus.completed ?? 0;
  return {
    handling: { covered: known.handling, of: completed },
    response: { covered: known.response, of: calls },
    pauses: { covered: known.pauses, of: calls },
    talkShare: { covered: known.talkShare, of: calls },
    attention: { covered: known.watched, of: calls },
    containment: { covered: known.containment, of: completed },
    concurrency: { covered: known.times, of: calls },
    quality: { covered: known.quality, of: calls },
    sentiment: { covered: known.sentiment, of: calls },
  };
}
