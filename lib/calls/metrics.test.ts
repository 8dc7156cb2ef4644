import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCall, aParticipant, aRoom, at, BUILD_START_MS } from "./build";
import type { Call, Message } from "./call";
import { callSchema } from "./call-schema";
import { elapsedMs, ringTimeMs, waitingSinceMs } from "./elapsed";
import {
  agentResponsesMs,
  averageResponseTimeS,
  deadAirMs,
  median,
  participantCount,
  pausesEndMs,
  pausesOf,
  percentile,
  silenceNowMs,
  talkShare,
} from "./metrics";

const fixture = (name: string): Call =>
  callSchema.parse(
    JSON.parse(readFileSync(new URL(`../simulator/fixtures/${name}.json`, import.meta.url), "utf8")).data,
  );
const COMPLETED = fixture("call-completed");
const ACTIVE = fixture("call-active");
const FAILED = fixture("call-failed");

const line = (role: string, second: number | null, content = "x".repeat(14)): Message => ({
  role,
  content,
  timestamp: second === null ? null : at(second * 1000),
});
const later = (ms: number) => BUILD_START_MS + ms;

describe("the seed's own numbers", () => {
  it("gives the completed example 7.5 s of average response time, as the seed's formula does", () => {
    expect(averageResponseTimeS(COMPLETED.transcript)).toBe(7.5);
    expect(averageResponseTimeS(COMPLETED.transcript)).toBe(seedsFormula(COMPLETED.transcript));
    expect(averageResponseTimeS(ACTIVE.transcript)).toBe(5);
    expect(averageResponseTimeS(FAILED.transcript)).toBe(0);
  });

  it("agrees with the seed's formula on every transcript in order", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 30 });
    fc.assert(
      fc.property(times, (seconds) => {
        const messages = seconds.sort((a, b) => a - b).map((second) => line("user", second));
        expect(averageResponseTimeS(messages)).toBeCloseTo(seedsFormula(messages), 6);
      }),
    );
  });

  it("measures the completed example", () => {
    expect(elapsedMs(COMPLETED, later(9e9))).toBe(245_000);
    expect(ringTimeMs(COMPLETED)).toBe(5000);
    expect(agentResponsesMs(COMPLETED.transcript)).toEqual([5000, 3000]);
    expect(median(agentResponsesMs(COMPLETED.transcript))).toBe(4000);
    expect(silenceNowMs(COMPLETED, later(0))).toBeNull();
    expect(participantCount(COMPLETED)).toBeNull();
  });

  it("measures the active example", () => {
    const nowMs = Date.parse("2025-12-01T15:31:00Z");
    expect(elapsedMs(ACTIVE, nowMs)).toBe(60_000);
    expect(silenceNowMs(ACTIVE, nowMs)).toBe(50_000);
    expect(participantCount(ACTIVE)).toEqual({ counted: 2, named: 2, disagree: false });
  });

  it("gives the failed example no talk time, though it was started and ended", () => {
    expect(elapsedMs(FAILED, later(0))).toBeNull();
    expect(ringTimeMs(FAILED)).toBe(5000);
    expect(deadAirMs(pausesOf(FAILED.transcript), pausesEndMs(FAILED, later(0)))).toBeNull();
    expect(talkShare(FAILED.transcript)).toBeNull();
  });
});

/** The seed document's calculation, in our words: the mean of the gaps between neighbours as they come. */
function seedsFormula(messages: Message[] | null): number {
  if (messages === null || messages.length < 2) return 0;
  const gaps = messages.slice(1).map((message, index) => {
    const previous = messages[index];
    return (Date.parse(message.timestamp ?? "") - Date.parse(previous?.timestamp ?? "")) / 1000;
  });
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

describe("elapsedMs", () => {
  it.each<[string, Partial<Call>, number, number | null]>([
    ["runs from the start while live", { status: "active" }, 65_000, 65_000],
    ["is zero where the call starts in the future", { status: "active" }, -65_000, 0],
    ["is unknown before the start", { status: "ringing", startedAt: null }, 65_000, null],
    ["is unknown where the start cannot be read", { status: "active", startedAt: "soon" }, 65_000, null],
    ["is the duration once ended", { status: "completed", duration: 245, endedAt: at(1000) }, 9e9, 245_000],
    ["keeps a real zero", { status: "completed", duration: 0 }, 9e9, 0],
    ["is start to end where a completed call tells no duration", { status: "completed", endedAt: at(7000) }, 9e9, 7000],
    ["is never negative", { status: "completed", endedAt: at(-7000) }, 9e9, 0],
    ["is unknown for a cancelled call without duration", { status: "cancelled", endedAt: at(7000) }, 9e9, null],
    ["does not run on in a status that is not known", { status: "odd" }, 9e9, null],
  ])("%s", (_, call, offsetMs, expected) => {
    expect(elapsedMs(aCall(call), later(offsetMs))).toBe(expected);
  });
});

describe("ringTimeMs", () => {
  it.each([
    [at(-10_000), at(0), 10_000],
    [at(10_000), at(0), 0],
    [null, at(0), null],
    [at(0), null, null],
    [at(-3 * 3_600_000), at(0), null],
  ])("is, from %s to %s, %s", (createdAt, startedAt, expected) => {
    expect(ringTimeMs({ createdAt, startedAt })).toBe(expected);
  });
});

describe("waitingSinceMs", () => {
  const ringing = { status: "ringing", createdAt: at(0), startedAt: null };
  const ringingLong = [{ reason: "ringing_long" as const, since: at(10_800_000) }];
  it.each<[promise: string, since: number | null, expected: number | null]>([
    ["counts from the creation", waitingSinceMs(ringing, later(30_000)), later(0)],
    ["does not count the hours a call was planned", waitingSinceMs(ringing, later(10_800_000)), null],
    [
      "counts a planned call from when the server saw it ring",
      waitingSinceMs(ringing, later(10_860_000), ringingLong),
      later(10_800_000),
    ],
    ["is unknown without a creation", waitingSinceMs({ ...ringing, createdAt: null }, later(0)), null],
    ["is over when the call is answered", waitingSinceMs({ ...ringing, startedAt: at(5_000) }, later(6_000)), null],
    ["is nothing for a call talked on", waitingSinceMs({ ...ringing, status: "active" }, later(6_000)), null],
    ["is nothing for a call not placed yet", waitingSinceMs({ ...ringing, status: "scheduled" }, later(6_000)), null],
  ])("%s", (_, since, expected) => expect(since).toBe(expected));
});

describe("averageResponseTimeS", () => {
  it("puts late lines in their place first, and leaves out lines without a time", () => {
    expect(averageResponseTimeS([line("user", 10), line("assistant", 0), line("user", null), line("user", 30)])).toBe(
      15,
    );
  });

  it("is 0 with fewer than two lines", () => {
    expect(averageResponseTimeS(null)).toBe(0);
    expect(averageResponseTimeS([line("user", 1)])).toBe(0);
    expect(averageResponseTimeS([line("user", 1), line("user", null)])).toBe(0);
  });
});

describe("agentResponsesMs", () => {
  it.each([
    [
      "from the caller's last line to the agent's next",
      [line("user", 1), line("user", 4), line("assistant", 6)],
      [2000],
    ],
    ["once for an answer in two lines", [line("user", 1), line("assistant", 2), line("assistant", 9)], [1000]],
    ["through the agent's tools", [line("user", 1), line("tool", 2), line("assistant", 6)], [5000]],
    ["not where a colleague answered", [line("user", 1), line("colleague", 2), line("assistant", 6)], []],
    ["not for a greeting or a last word", [line("assistant", 1), line("user", 2)], []],
    ["in order of time", [line("assistant", 6), line("user", 1)], [5000]],
    ["not where no time is told", [line("user", null), line("assistant", 6)], []],
    ["nothing in the same moment", [line("user", 6), line("assistant", 6)], []],
    ["no answer without words", [line("user", 1), line("assistant", 3, ""), line("assistant", 6, "…")], []],
    ["no question without words", [line("user", 1, " "), line("assistant", 3)], []],
    ["through lines without words", [line("user", 1), line("assistant", 3, ""), line("assistant", 6)], [5000]],
  ])("counts %s", (_, messages, expected) => {
    expect(agentResponsesMs(messages)).toEqual(expected);
  });

  it("is empty without a transcript", () => {
    expect(agentResponsesMs(null)).toEqual([]);
  });
});

describe("percentile and median", () => {
  it.each([
    [[], 0.5, null],
    [[7], 0.95, 7],
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[0, 100], 0.95, 95],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
    [[1, 2, 3], 7, 3],
    [[1, Number.NaN, 3], 0.5, 2],
  ])("of %j at %s is %s", (values, fraction, expected) => {
    expect(percentile(values, fraction)).toBe(expected);
    if (fraction === 0.5) expect(median(values)).toBe(expected);
  });

  it("lies between the smallest and the largest, grows with the fraction and leaves the values alone", () => {
    const values = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, fraction) => {
        const before = [...list];
        const value = Number(percentile(list, fraction));
        expect(list).toEqual(before);
        expect(value).toBeGreaterThanOrEqual(Math.min(...list));
        expect(value).toBeLessThanOrEqual(Math.max(...list));
        expect(Number(percentile(list, 1))).toBeGreaterThanOrEqual(value);
      }),
    );
  });
});

describe("silenceNowMs", () => {
  it.each<[string, Partial<Call>, number | null]>([
    ["runs from the last spoken line", { transcript: [line("user", 1), line("tool", 8)] }, 9000],
    ["runs through lines without words", { transcript: [line("user", 1), line("assistant", 8, "")] }, 9000],
    ["runs from the latest line, whatever came last", { transcript: [line("user", 4), line("assistant", 1)] }, 6000],
    ["is zero where the last line is in the future", { transcript: [line("user", 99)] }, 0],
    ["is unknown where nobody spoke", { transcript: null }, null],
    ["is unknown where the last line has no time", { transcript: [line("user", 1), line("user", null)] }, null],
    ["is over when the call is", { status: "completed", transcript: [line("user", 1)] }, null],
  ])("%s", (_, call, expected) => {
    expect(silenceNowMs(aCall(call), later(10_000))).toBe(expected);
  });
});

describe("deadAirMs", () => {
  it.each([
    ["a pause of three seconds is none", [line("user", 0), line("assistant", 4)], 0],
    ["a longer one counts whole", [line("user", 0), line("assistant", 4.5)], 3500],
    ["talk that fills the time leaves none", [line("user", 0, "x".repeat(140)), line("assistant", 10)], 0],
    ["pauses add up", [line("user", 0), line("assistant", 6), line("user", 12)], 10_000],
    ["what nobody hears does not break the silence", [line("user", 0), line("tool", 3), line("assistant", 6)], 5000],
    ["lines of one moment have none that is known", [line("user", 3), line("assistant", 3), line("user", 3)], null],
    ["a line without words does not break the silence", [line("user", 0), line("user", 3, "…"), line("user", 6)], 5000],
    ["one line has no pause", [line("user", 0)], null],
    ["lines without times have none that is known", [line("user", null), line("user", null)], null],
  ])("%s", (_, messages, expected) => {
    expect(deadAirMs(pausesOf(messages), null)).toBe(expected);
  });

  const SPOKEN = [line("user", 0), line("assistant", 6)];
  it.each<[string, Partial<Call>, Message[], number, number | null]>([
    ["counts the pause that is open now", { status: "active" }, SPOKEN, 127_000, 5000 + 120_000],
    ["leaves an open pause of three seconds out", { status: "active" }, SPOKEN, 10_000, 5000],
    ["counts the pause before the end of a call", { status: "completed", endedAt: at(37_000) }, SPOKEN, 9e9, 35_000],
    ["ends it with the duration where no end is told", { status: "failed", duration: 37 }, SPOKEN, 9e9, 35_000],
    ["leaves it out where nobody knows the end", { status: "completed" }, SPOKEN, 9e9, 5000],
    ["leaves it out of a status nobody knows", { status: "wrapping_up" }, SPOKEN, 9e9, 5000],
    ["never counts an end before the last words", { status: "completed", endedAt: at(3000) }, SPOKEN, 9e9, 5000],
    ["counts the pause after a single line", { status: "active" }, [line("user", 0)], 61_000, 60_000],
    ["knows none after lines of one moment", { status: "active" }, [line("user", 3), line("assistant", 3)], 9e9, null],
    ["knows none where nothing was said", { status: "active" }, [], 9e9, null],
  ])("%s", (_, fields, messages, nowMs, expected) => {
    const call = aCall({ startedAt: at(0), endedAt: null, duration: null, ...fields, transcript: messages });
    expect(deadAirMs(pausesOf(call.transcript), pausesEndMs(call, later(nowMs)))).toBe(expected);
  });

  it("of a live call never shrinks while nobody speaks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 30 }),
        fc.nat(600),
        (gaps, wait) => {
          let second = 0;
          const messages = gaps.map((gap, index) => {
            second += gap;
            return line(index % 2 ? "user" : "assistant", second);
          });
          const at = (nowS: number) => deadAirMs(pausesOf(messages), later(nowS * 1000)) ?? 0;
          expect(at(second + wait + 1)).toBeGreaterThanOrEqual(at(second + wait));
        },
      ),
    );
  });
});

describe("talkShare", () => {
  it("shares the characters out between those who spoke", () => {
    const messages = [
      line("assistant", 1, "x".repeat(60)),
      line("user", 2, "x".repeat(30)),
      line("colleague", 3, "x".repeat(10)),
    ];
    expect(talkShare([...messages, line("tool", 4, "x".repeat(500))])).toEqual({ agent: 0.6, caller: 0.3, other: 0.1 });
  });

  it("is unknown where nothing was said", () => {
    expect(talkShare([])).toBeNull();
    expect(talkShare([line("user", 1, ""), line("tool", 2)])).toBeNull();
  });
});

describe("participantCount", () => {
  it("gives both numbers, and says when they disagree", () => {
    const room = aRoom({ participants: [aParticipant()], numParticipants: 3 });
    expect(participantCount(aCall({ liveRoomStatus: room }))).toEqual({ counted: 3, named: 1, disagree: true });
    const uncounted = aRoom({ participants: [aParticipant()], numParticipants: null });
    expect(participantCount(aCall({ liveRoomStatus: uncounted }))).toEqual({
      counted: null,
      named: 1,
      disagree: false,
    });
  });
});
