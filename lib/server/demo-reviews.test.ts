import { beforeEach, expect, test, vi } from "vitest";
import type { ReviewChange } from "@/lib/wire/quality-contract";
import { reviewInDemo } from "./demo-reviews";

type Given = { who: string; id: string; change: ReviewChange };
const now = vi.hoisted(() => ({ isDown: false, calls: 0, doneBy: [] as string[], given: [] as unknown[] }));

vi.mock("./access", () => ({
  access: async () => ({
    qualityScores: {
      newest: async () => Array.from({ length: now.calls }, (_, place) => ({ callId: `call_${place}` })),
    },
  }),
}));
vi.mock("./features", () => {
  const checks = [
    { key: "greeting", result: "pass", weight: 10, evidence: [] },
    { key: "closing", result: "fail", weight: 10, evidence: [3] },
    { key: "interruptions", result: "unknown", weight: 0, evidence: [] },
  ];
  return {
    quality: {
      calls: {
        ofCall: async (_: unknown, callId: string) => ({
          data: { callId, checks, score: 50, judgedAt: callId === "call_0" ? null : "2026-01-05T10:00:00.000Z" },
        }),
      },
      notes: { add: async () => undefined },
      reviews: {
        async list() {
          if (now.isDown) throw new Error("away");
          return { reviews: now.doneBy.map((by, place) => ({ callId: `call_${place + 1}`, given: { by } })) };
        },
        add: async (_: unknown, callId: string) => ({ id: callId, state: "open", mayReview: true }),
        async change({ id: who }: { id: string }, id: string, change: ReviewChange) {
          now.given.push({ who, id, change });
          return { id: `${id}_second` };
        },
      },
    },
  };
});

beforeEach(() => Object.assign(now, { isDown: false, calls: 30, doneBy: [], given: [] }));
const NEVER = new AbortController().signal;
const given = () => now.given as Given[];
const finished = () => given().filter(({ change }) => change.do === "finish");

test("a demo has reviews of judged calls, some of them by a second person, each verdict otherwise with a reason", async () => {
  expect(await reviewInDemo(NEVER)).toBe(14);
  // What waits to be judged would be held against nothing.
  expect(given().some(({ id }) => id.startsWith("call_0"))).toBe(false);
  const seconds = finished().filter(({ id }) => id.endsWith("_second"));
  expect([finished().length, seconds.length]).toEqual([18, 4]);
  expect(new Set(seconds.map(({ who }) => who))).not.toContain(finished()[0]?.who);
  const verdicts = finished().flatMap(({ change }) => (change.do === "finish" ? change.verdicts : []));
  expect(new Set(verdicts.map(({ key }) => key))).toEqual(new Set(["greeting", "closing"]));
  const otherwise = verdicts.filter(({ key, result }) => key === "closing" && result === "pass");
  expect(otherwise.length).toBeGreaterThan(0);
  expect(otherwise.every(({ reason }) => (reason ?? "") !== "")).toBe(true);
});

test("it goes on where it stopped, and stops where somebody has reviewed", async () => {
  now.doneBy = Array.from({ length: 12 }, () => "Demo set-up");
  expect(await reviewInDemo(NEVER)).toBe(2);
  now.doneBy = ["Demo set-up", "Somebody"];
  expect(await reviewInDemo(NEVER)).toBe(0);
});

test("a database that is away keeps nobody from the demo", async () => {
  now.isDown = true;
  const said = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  expect(await reviewInDemo(NEVER)).toBe(0);
  said.mockRestore();
});
