import { describe, expect, test } from "vitest";
import { ANALYTICS_TABLES, type AnalyticsAnswer, type AnalyticsGroups } from "@/lib/wire/analytics-contract";
import { measuresOf, NO_MEASURES } from "./statements";
import { tableOf } from "./tables";
import { createTurns } from "./turns";

const MEASURES = measuresOf({ completed: 3, failed: 1 }, { ...NO_MEASURES, handlingKnown: 3, handlingMean: 61.23456 });
const NONE: AnalyticsGroups = { groups: [], of: 0, otherCalls: 0 };
const group = (key: string) => ({ key, name: `Agent ${key}`, ...MEASURES, trend: [], opens: null });
const bucket = { start: "2026-06-01T00:00:00.000Z", end: "2026-06-02T00:00:00.000Z", isPartial: false };
const FORMULA = '=HYPERLINK("https://example.com")';

const answer: AnalyticsAnswer = {
  data: {
    totals: MEASURES,
    buckets: [{ ...bucket, ...MEASURES, concurrencyPeak: 2, concurrencyMean: 0.123456 }],
    byAgent: { ...NONE, groups: [group(FORMULA), group("+358401112233")] },
    byCampaign: { ...NONE, groups: [group("a, b")] },
    byDirection: NONE,
    weekdayHour: [{ weekday: 1, hour: 9, calls: 4, answerRate: 0.75, watched: 0, neededAttention: 0, opens: null }],
    failureReasons: { groups: [{ key: "@cmd", calls: 1, trend: [], opens: null }], of: 1, otherCalls: 0 },
    attentionReasons: [{ key: "stuck", calls: 1, trend: [], opens: null }],
    distributions: { handlingSeconds: [{ from: 0, below: 15, calls: 1, opens: null }], agentResponseMs: [] },
    previous: null,
  },
  meta: {
    ...{ from: bucket.start, to: bucket.end, timeZone: "UTC", bucket: "day", asOf: bucket.end, isUnfinished: false },
    ...{
      coverage: {} as AnalyticsAnswer["meta"]["coverage"],
      keptFrom: null,
      demo: false,
      masked: false,
      scoped: false,
    },
    ...{ keeps: true, tooCommon: false },
  },
};

describe("a table as a file", () => {
  test.each(ANALYTICS_TABLES)("of %s has as many cells in each row as names in its head", (table) => {
    const { text, name } = tableOf(answer, table);
    const [head = "", ...rows] = text.trimEnd().split("\r\n");
    expect(name).toMatch(/^earshot-analytics-\w+-2026-06-01-2026-06-02\.csv$/);
    expect(head.split(",").length).toBeGreaterThan(1);
    for (const row of rows) {
      const cells = row.replace(/"(?:[^"]|"")*"/g, "quoted").split(",");
      expect(cells).toHaveLength(head.split(",").length);
    }
  });

  test("begins no formula in any cell, and leaves empty what nobody knows", () => {
    const agents = tableOf(answer, "agents").text;
    expect(agents).toContain(`"'=HYPERLINK(""https://example.com"")"`);
    expect(agents).toContain("'+358401112233");
    expect(tableOf(answer, "failures").text).toContain("'@cmd,1");
    const [head = "", row = ""] = tableOf(answer, "buckets").text.split("\r\n");
    const cells = Object.fromEntries(head.split(",").map((name, place) => [name, row.split(",")[place]]));
    expect(cells).toMatchObject({ calls: "4", answer_rate: "0.75", handling_mean_seconds: "61.235", containment: "" });
    expect(cells).toMatchObject({ concurrency_mean: "0.1235", agent_response_p95_seconds: "" });
  });
});

describe("of several questions", () => {
  const gate = () => {
    let open: (value: string) => void = () => undefined;
    const passed = new Promise<string>((resolve) => {
      open = resolve;
    });
    return { open, passed };
  };

  test("one person's are answered one after the other, and the same one once for all", async () => {
    const { take } = createTurns();
    const [first, second] = [gate(), gate()];
    const begun: string[] = [];
    const ask = (asker: string, key: string, { passed }: ReturnType<typeof gate>) =>
      take({ asker, key }, () => {
        begun.push(key);
        return passed;
      });
    const answers = [
      ask("jane", "a", first),
      ask("jane", "b", second),
      ask("joe", "a", second),
      ask("joe", "c", second),
    ];
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(["a", "c"]);
    first.open("first");
    second.open("second");
    expect(await Promise.all(answers)).toEqual(["first", "second", "first", "second"]);
    expect(begun).toEqual(["a", "c", "b"]);
  });

  test("very many at once are refused, and a failure is in nobody's way", async () => {
    const { take } = createTurns();
    const waiting = gate();
    const failing = take({ asker: "jane", key: "0" }, () => waiting.passed.then(() => Promise.reject(new Error("no"))));
    const others = ["1", "2", "3", "4", "5"].map((key) => take({ asker: "jane", key }, async () => key));
    await expect(take({ asker: "jane", key: "6" }, async () => "6")).rejects.toMatchObject({
      reason: "too_many_attempts",
    });
    waiting.open("");
    await expect(failing).rejects.toThrow("no");
    expect(await Promise.all(others)).toEqual(["1", "2", "3", "4", "5"]);
    expect(await take({ asker: "jane", key: "6" }, async () => "6")).toBe("6");
  });
});
