import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { anAnswer, dayOf, groupOf, measures, NONE_KNOWN } from "@/e2e/support/figures";
import { type Chart, contextOf } from "./chart";
import { handling, placeOf, responses } from "./distributions";
import { figures } from "./figures";
import { agents } from "./groups";
import { heat } from "./heat";
import { outcomes } from "./outcomes";
import { answerRate, concurrency, containment, endings, pauses, talkShare } from "./over-time";
import { quality, sentiment } from "./quality";
import { attention, failures } from "./reasons";

const QUESTION = "from=2026-11-23T00:00:00.000Z&to=2026-11-26T00:00:00.000Z&timeZone=UTC";
const of = (fields: Parameters<typeof anAnswer>[0] = {}) => contextOf(anAnswer(fields), QUESTION);
const ALL = [
  outcomes,
  concurrency,
  answerRate,
  endings,
  containment,
  talkShare,
  pauses,
  quality,
  sentiment,
  handling,
  responses,
  heat,
  failures,
  attention,
];
const search = (href: string | null | undefined) => Object.fromEntries(new URL(href ?? "", "http://e").searchParams);
const points = ({ drawing }: Chart) => ("points" in drawing ? drawing.points : []);

describe("calls by outcome", () => {
  it("say how many, when most, and that the last day is not over", () => {
    expect(outcomes(of()).sentence).toBe("14 calls; most on Mon 23 Nov (10). The last day is not over.");
  });

  it("have a series for each outcome there is, and none for one there is not", () => {
    const { drawing } = outcomes(of());
    expect("series" in drawing && drawing.series.map(({ label }) => label)).toEqual(["Completed", "No answer"]);
  });

  it("open exactly the calls of a bar, and of one outcome by the table", () => {
    const chart = outcomes(of());
    const span = { from: "2026-11-23T00:00:00.000Z", to: "2026-11-24T00:00:00.000Z" };
    expect(search(points(chart)[0]?.href)).toEqual(span);
    expect(points(chart)[1]?.href).toBeNull();
    expect(search(chart.table.rows[0]?.cells[3]?.href)).toEqual({ ...span, status: "no_answer" });
  });

  it("mark the bar that is not over, by shade and by word", () => {
    const chart = outcomes(of());
    expect(points(chart).map(({ isPartial }) => isPartial)).toEqual([false, false, true]);
    expect(points(chart)[2]?.tip).toContain("Not over yet");
    expect(chart.table.rows[2]?.cells[0]?.text).toBe("Wed 25 Nov (not over yet)");
  });

  it("call an hour that the clocks show twice by two names", () => {
    const hour = (start: string) => ({
      ...dayOf(start, { calls: 1 }),
      end: new Date(Date.parse(start) + 3_600_000).toISOString(),
    });
    const meta = { timeZone: "Europe/Helsinki", bucket: "hour" as const };
    const buckets = [hour("2026-10-25T00:00:00.000Z"), hour("2026-10-25T01:00:00.000Z")];
    const labels = points(outcomes(of({ data: { buckets }, meta }))).map(({ tip }) => tip[0]);
    expect(labels).toEqual(["Sun 25 Oct, 03:00–03:00", "Sun 25 Oct, 03:00–04:00"]);
    expect(new Set(labels).size).toBe(2);
  });
});

describe("a comparison", () => {
  const previous = (calls: number) => ({
    ...{ from: "2026-11-16T00:00:00.000Z", to: "2026-11-19T00:00:00.000Z", daysBefore: 7 },
    totals: measures({ calls, answerRate: 0.5 }),
    buckets: [dayOf("2026-11-16T00:00:00.000Z", { calls })],
  });

  test.each([
    [7, "14 calls, 100 % more than in the span before"],
    [28, "14 calls, 50 % fewer than in the span before"],
    [14, "14 calls, as many as in the span before"],
    [0, "14 calls, none in the span before"],
  ])("with %i calls before says: %s", (before, words) => {
    expect(outcomes(of({ data: { previous: previous(before) } })).sentence).toContain(words);
  });

  it("draws the span before in the same places, and gaps where it has none", () => {
    const chart = outcomes(of({ data: { previous: previous(7) } }));
    expect(points(chart).map(({ before }) => before)).toEqual([7, null, null]);
  });

  it("is none where calls were not kept in the span before: nothing is made of what nobody knows", () => {
    const context = of({ data: { previous: previous(0) }, meta: { keptFrom: "2026-11-22T00:00:00.000Z" } });
    expect(context.isComparable).toBe(false);
    expect(figures(context).every(({ change }) => change === null)).toBe(true);
    expect(points(outcomes(context)).every(({ before }) => before === null)).toBe(true);
  });
});

describe("figures of the head row", () => {
  const row = (now: Parameters<typeof measures>[0], before: Parameters<typeof measures>[0] | null = null) => {
    const previous =
      before === null
        ? null
        : {
            from: "2026-11-16T00:00:00.000Z",
            to: "2026-11-19T00:00:00.000Z",
            daysBefore: 7,
            totals: measures(before),
            buckets: [],
          };
    return new Map(figures(of({ data: { totals: measures(now), previous } })).map((figure) => [figure.key, figure]));
  };

  it("say what they rest on", () => {
    const known = { ...NONE_KNOWN, handling: 90, response: 80, watched: 312, containment: 40 };
    const all = row({ calls: 400, byStatus: { completed: 100 }, known, neededAttention: 31 });
    expect(all.get("attention")).toMatchObject({ value: "9.9 %", coverage: "of 312 watched" });
    expect(all.get("handling")?.coverage).toBe("of 90 out of 100 completed");
    expect(all.get("response")?.coverage).toBe("of 80 with answers");
  });

  it("are unknown where nobody knows, and not zero", () => {
    const all = row({ calls: 3, answerRate: null });
    for (const key of ["answer-rate", "handling", "response", "attention", "containment"])
      expect(all.get(key)?.value).toBe("—");
  });

  test.each([
    ["calls", { calls: 110 }, { calls: 100 }, "+10 %", "neutral"],
    ["answer-rate", { calls: 1, answerRate: 0.9 }, { calls: 1, answerRate: 0.925 }, "−2.5 points", "worse"],
    ["answer-rate", { calls: 1, answerRate: 0.95 }, { calls: 1, answerRate: 0.9 }, "+5 points", "better"],
    [
      "response",
      { calls: 1, agentResponseMedianMs: 900 },
      { calls: 1, agentResponseMedianMs: 1_200 },
      "−0.3 s",
      "better",
    ],
    ["handling", { calls: 1, handlingMedianSeconds: 70 }, { calls: 1, handlingMedianSeconds: 60 }, "+10 s", "neutral"],
    ["ended", { calls: 1, endedByPerson: 2 }, { calls: 1, endedByPerson: 0 }, "none before", "neutral"],
    ["calls", { calls: 5 }, { calls: 5 }, "±0 %", "neutral"],
  ] as const)("%s tells its change and whether that is better", (key, now, before, text, tone) => {
    expect(row(now, before).get(key)?.change).toMatchObject({ text, tone });
  });

  it("lead to exactly the calls that they count", () => {
    const known = { ...measures().known, watched: 4 };
    const all = row({ calls: 4, endedByPerson: 2, neededAttention: 1, known });
    expect(search(all.get("ended")?.href).ended).toBe("person");
    expect(search(all.get("attention")?.href).attention).toBe("any");
    expect(row({ calls: 4 }).get("ended")?.href).toBeNull();
  });
});

describe("what is not known", () => {
  it("is a gap in a line, and never a zero", () => {
    expect(points(answerRate(of())).map(({ values }) => values)).toEqual([[0.8], [null], [1]]);
    expect(answerRate(of()).table.rows[1]?.cells[1]?.text).toBe("—");
  });

  it("is said where a chart has nothing to draw", () => {
    expect(containment(of()).nothing).toMatch(/nobody knows/);
    expect(attention(of()).nothing).toMatch(/nobody knows/);
    expect(pauses(of()).nothing).not.toBeNull();
  });

  it("says of how many a chart of watched calls is", () => {
    const meta = { coverage: { ...anAnswer().meta.coverage, attention: { covered: 312, of: 400 } } };
    expect(attention(of({ meta })).coverage).toBe("Of 312 watched, out of 400.");
  });
});

describe("quality and sentiment", () => {
  const of3 = (known: number, fields: Parameters<typeof measures>[0]) => ({
    ...{ calls: known, known: { ...NONE_KNOWN, quality: known, sentiment: known } },
    ...fields,
  });
  const buckets = [
    dayOf("2026-11-23T00:00:00.000Z", of3(4, { qualityMean: 60, sentimentNegative: 1, sentimentNeutral: 3 })),
    dayOf("2026-11-24T00:00:00.000Z", of3(2, { qualityMean: 90, sentimentPositive: 2 })),
    dayOf("2026-11-25T00:00:00.000Z", { calls: 3, isPartial: true }),
  ];
  const totals = measures(
    of3(6, { qualityMean: 70, qualityMedian: 75, sentimentNegative: 1, sentimentNeutral: 3, sentimentPositive: 2 }),
  );
  const coverage = {
    ...anAnswer().meta.coverage,
    ...{ quality: { covered: 6, of: 9 }, sentiment: { covered: 6, of: 9 } },
  };
  const context = () => of({ data: { buckets, totals }, meta: { coverage } });

  it("say how calls scored, of how many, and leave a gap where none was", () => {
    const chart = quality(context());
    expect(chart.sentence).toBe(
      "Calls scored 70 in the mean, 75 in the median; lowest on Mon 23 Nov (60). The last day is not over.",
    );
    expect(chart.coverage).toBe("Of 6 scored, out of 9.");
    expect(points(chart).map(({ values }) => values)).toEqual([[60], [90], [null]]);
    expect(quality(of()).nothing).toBe("No call of this time has been scored.");
  });

  it("say a share of calls with words of the list, and name the list", () => {
    const chart = sentiment(context());
    expect(chart.title).toContain("by a word list");
    expect(chart.sentence).toBe(
      "By the word list 17 % of calls sound negative and 33 % positive; most negative on Mon 23 Nov (25 %). The last day is not over.",
    );
    expect(chart.coverage).toBe("Of 6 with words of the list, out of 9.");
    expect(points(chart).map(({ values }) => values)).toEqual([
      [0.25, 0.75, 0],
      [0, 0, 1],
      [null, null, null],
    ]);
  });

  it("of 0 are known: only what nobody knows draws nothing", () => {
    const zero = dayOf("2026-11-23T00:00:00.000Z", of3(2, { qualityMean: 0, answerRate: 0 }));
    for (const make of [quality, answerRate]) expect(make(of({ data: { buckets: [zero] } })).nothing).toBeNull();
  });

  it("stand in the table of agents with how many calls were scored", () => {
    const group = groupOf("a1", of3(4, { calls: 9, qualityMean: 61.25 }));
    const [row] = agents(of({ data: { byAgent: { groups: [group], of: 1, otherCalls: 0 } } })).rows;
    expect([row?.quality, row?.restsOn.quality]).toEqual([61.25, "of 4 scored"]);
  });
});

describe("a distribution", () => {
  const bars: { from: number; below: number | null; calls: number; opens: Record<string, string> }[] = [
    { from: 0, below: 60, calls: 5, opens: { maxSeconds: "59", status: "completed" } },
    { from: 60, below: 120, calls: 5, opens: { minSeconds: "60", maxSeconds: "119", status: "completed" } },
    { from: 120, below: null, calls: 0, opens: { minSeconds: "120", status: "completed" } },
  ];
  const chart = (p95: number | null) =>
    handling(
      of({
        data: {
          totals: measures({ calls: 10, handlingMedianSeconds: 60, handlingP95Seconds: p95 }),
          distributions: { handlingSeconds: bars, agentResponseMs: [] },
        },
      }),
    );

  it("marks its median and its P95 where they lie among the bars", () => {
    const { drawing, sentence } = chart(90);
    expect("marks" in drawing && drawing.marks).toEqual([
      { label: "Median 1:00", at: 1 },
      { label: "P95 1:30", at: 1.5 },
    ]);
    expect(sentence).toBe("Half of the calls took 1:00 or less, 95 % 1:30 or less.");
  });

  it("has no P95 of few calls, and says so", () => {
    const { drawing, sentence } = chart(null);
    expect("marks" in drawing && drawing.marks).toHaveLength(1);
    expect(sentence).toContain("Too few calls for a P95.");
  });

  it("opens the calls of a bar; an empty one opens nothing", () => {
    expect(search(points(chart(90))[1]?.href)).toMatchObject({ min: "60", max: "119", status: "completed" });
    expect(points(chart(90))[2]?.href).toBeNull();
  });

  it("places any value in the bar that counts it", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1_000, noNaN: true }), (value) => {
        const at = placeOf(value, bars);
        const bar = bars[Math.min(2, Math.floor(at ?? -1))];
        expect(bar).toBeDefined();
        expect(value).toBeGreaterThanOrEqual(bar?.from ?? Number.NaN);
      }),
    );
  });
});

it("top n says of how many, and what the others are", () => {
  const failureReasons = {
    groups: [{ key: "busy", calls: 9, trend: [], opens: { failure: "busy" } }],
    of: 48,
    otherCalls: 3,
  };
  expect(failures(of({ data: { failureReasons } })).sentence).toBe(
    "Most often: the line was busy (9 of 12). 1 of 48 reasons are shown. Others: 3.",
  );
  const byAgent = { groups: [groupOf("a1", { name: "Aurora", calls: 9 })], of: 48, otherCalls: 3 };
  expect(agents(of({ data: { byAgent } })).rest).toBe(
    "1 of 48 agents; 3 calls of others, or of none that your role is shown",
  );
});

it("the hours of a week are all there, and one with calls opens them", () => {
  const weekdayHour = [
    { weekday: 1, hour: 9, calls: 4, answerRate: 0.5, watched: 0, neededAttention: 0, opens: { weekHour: "1-9@UTC" } },
  ];
  const chart = heat(of({ data: { weekdayHour } }));
  expect("cells" in chart.drawing && chart.drawing.cells).toHaveLength(168);
  expect(chart.sentence).toBe("Busiest: Mon 09:00–10:00 (4 calls). Hours are those of UTC.");
  expect(search(chart.table.rows[9]?.cells[1]?.href).hour).toBe("1-9@UTC");
});

test.each(ALL.map((make) => [make.name, make] as const))(
  "%s has a title with its unit, a sentence, a definition and a table as wide as its head",
  (_, make) => {
    const { title, sentence, definition, table } = make(of());
    expect(title).toMatch(/, /);
    expect(sentence).toMatch(/[.]$/);
    expect(definition.length).toBeGreaterThan(30);
    for (const { cells } of table.rows) expect(cells).toHaveLength(table.head.length);
  },
);
