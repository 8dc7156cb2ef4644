import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { aCall, aMessage, aRoom, at } from "./build";
import type { Call } from "./call";
import { type CallKnowledge, type CallRead, isAfter, joinRead } from "./merge";
import { ALL_READ } from "./unreadable";

const known = (reads: CallRead[]) =>
  reads.reduce<CallKnowledge | null>((knowledge, read) => joinRead(knowledge, read), null) as CallKnowledge;
const shown = (reads: CallRead[]) => known(reads).call;
const contents = (call: Call | null) => call?.transcript?.map((message) => message.content) ?? null;

/** A read of ten milliseconds that began at `beganMs`. */
const read = (overrides: Partial<Call>, beganMs: number, endedMs = beganMs + 10): CallRead => ({
  call: aCall(overrides),
  omittedMessages: 0,
  unreadable: ALL_READ,
  beganMs,
  endedMs,
});

const anyMessage = fc.record({
  role: fc.constantFrom("assistant", "user"),
  content: fc.constantFrom("", "Hel", "Hello", "Bye"),
  timestamp: fc.option(fc.constantFrom(at(0), at(1000), at(3_600_000), "2099-01-01T00:00:00Z")),
});

/** Few values on purpose: ties, duplicates, edits, shrinking and foreign clocks that lie must happen often. */
const anyCall = fc
  .record({
    status: fc.constantFrom("ringing", "active", "completed", "failed"),
    updatedAt: fc.option(fc.constantFrom(at(0), at(1000), at(600_000), "2099-01-01T00:00:00Z")),
    endedAt: fc.option(fc.constantFrom(at(9000), "2099-01-01T00:00:00Z")),
    transcript: fc.option(fc.array(anyMessage, { maxLength: 4 })),
    summary: fc.option(fc.constantFrom("Short", "Long")),
    metadata: fc.constantFrom({}, { a: 1, b: 2 }, { b: 2, a: 1 }, { a: [1, { c: null }] }),
    liveRoomStatus: fc.constantFrom(null, aRoom(), aRoom({ participants: [] })),
  })
  .map((overrides) => aCall(overrides));

/** Reads that overlap in every way, some of them in one instant. */
const anyRead: fc.Arbitrary<CallRead> = fc
  .tuple(anyCall, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1 }))
  .map(([call, beganMs, tookMs, omittedMessages]) => {
    const unreadable = { messages: omittedMessages * 2, fields: [] };
    return { call, omittedMessages, unreadable, beganMs, endedMs: beganMs + tookMs };
  });

describe("lines that were known", () => {
  const lines = () => [aMessage(), aMessage({ role: "user", timestamp: at(2000), confidence: 0.9 })];

  it("are held once, however often they are read: the same list where all of them say the same", () => {
    const once = shown([read({ transcript: lines() }, 0)]).transcript;
    const often = known([read({ transcript: lines() }, 0), ...[20, 40].map((ms) => read({ transcript: lines() }, ms))]);
    expect(often.call.transcript).toEqual(once);
    for (const { call } of [...often.newest, ...often.transcript.filled])
      expect(call.transcript).toBe(often.call.transcript);
  });

  it("stay the known ones where others come, change or go", () => {
    const [first, second] = lines();
    const knowledge = known([read({ transcript: lines() }, 0)]);
    const next = [first, { ...second, confidence: 0.5 }, aMessage({ timestamp: at(3000) })];
    const after = joinRead(knowledge, read({ transcript: structuredClone(next) as Call["transcript"] }, 20)).call
      .transcript;
    expect(after).toEqual(next);
    expect(after?.[0]).toBe(knowledge.call.transcript?.[0]);
    expect(after?.[1]).not.toBe(knowledge.call.transcript?.[1]);
    expect(joinRead(knowledge, read({ transcript: lines().slice(0, 1) }, 20)).call.transcript).toEqual([first]);
  });
});

describe("joining reads", () => {
  it("ends in the same call for every order of arrival, with repetitions", () => {
    const orders = fc
      .array(anyRead, { minLength: 1, maxLength: 6 })
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length }),
          fc.array(fc.constantFrom(...list), { maxLength: 6 }),
        ),
      );
    fc.assert(
      fc.property(orders, ([first, second, again]) => {
        const expected = known(first);
        for (const reads of [second, [...again, ...second], [...second, ...again]]) {
          const { call, omittedMessages, unreadable, beganMs, endedMs } = known(reads);
          expect(expected).toMatchObject({ call, omittedMessages, unreadable, beganMs, endedMs });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("of reads that follow each other shows what the last one said, whatever the times in them say", () => {
    fc.assert(
      fc.property(fc.array(anyCall, { minLength: 1, maxLength: 8 }), (calls) => {
        const call = shown(calls.map((one, place) => ({ ...read({}, place * 20), call: one })));
        const last = calls.at(-1) as Call;
        const { transcript, summary, ...rest } = last;
        expect(call).toMatchObject(rest);
        if (transcript !== null) expect(call.transcript).toEqual(transcript);
        if (summary !== null) expect(call.summary).toEqual(summary);
        const before = calls.at(-2);
        if (before?.transcript === null && transcript === null) expect(call.transcript).toBeNull();
        if (before?.summary === null && summary === null) expect(call.summary).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it("never lets an answer outrank one whose read began after it had ended, however many overlap with both", () => {
    fc.assert(
      fc.property(fc.array(anyRead, { minLength: 2, maxLength: 6 }), (reads) => {
        const { newest } = known(reads);
        for (const one of newest) expect(reads.some((other) => isAfter(other, one))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the order of reading", () => {
  test.each<[string, Partial<Call>, Partial<Call>]>([
    ["updatedAt ten minutes ahead", { updatedAt: at(600_000) }, { updatedAt: at(1000) }],
    ["updatedAt that stands still", { updatedAt: at(0) }, { updatedAt: at(0) }],
    ["updatedAt that goes missing", { updatedAt: at(5000) }, { updatedAt: null }],
    [
      "a line from the future",
      { updatedAt: null, transcript: [aMessage({ timestamp: at(9e9) })] },
      { updatedAt: null },
    ],
    ["an end from the future", { updatedAt: null, status: "completed", endedAt: at(9e9) }, { updatedAt: null }],
  ])("is ours: %s does not outrank a later read", (_name, first, later) => {
    const second = read({ status: "active", transcript: [aMessage({ content: "now" })], ...later }, 1000);
    expect(shown([read(first, 0), second])).toEqual(second.call);
    expect(shown([second, read(first, 0)])).toEqual(second.call);
  });

  it("shows the end although the first answer came from a clock that is ahead", () => {
    const one = [aMessage({ content: "one" })];
    const two = [...one, aMessage({ content: "two" })];
    const call = shown([
      read({ status: "active", updatedAt: at(600_000), transcript: one }, 0),
      read({ status: "active", updatedAt: at(2_000), transcript: two }, 2000),
      read({ status: "completed", updatedAt: at(4_000), transcript: two, summary: "Done." }, 4000),
    ]);
    expect([call.status, call.summary, contents(call)]).toEqual(["completed", "Done.", ["one", "two"]]);
  });

  it("lets a later, shorter transcript replace a longer one, an empty one too: the upstream took lines back", () => {
    const longer = read({ transcript: [aMessage({ content: "card number" }), aMessage({ content: "b" })] }, 0);
    for (const transcript of [[aMessage({ content: "b" })], []]) {
      expect(shown([longer, read({ transcript }, 1000)]).transcript).toEqual(transcript);
    }
  });
});

describe("reads that overlapped", () => {
  const both = (a: Partial<Call>, b: Partial<Call>) => [read(a, 0, 20), read(b, 10, 30)];

  test.each<[string, Partial<Call>, Partial<Call>]>([
    ["the later update", { updatedAt: at(2000), status: "active" }, { updatedAt: at(1000), status: "completed" }],
    ["the ended one of one update", { status: "completed" }, { status: "active" }],
    [
      "the longer one of one update",
      { transcript: [aMessage({ content: "a" }), aMessage({ content: "b" })] },
      { transcript: [aMessage({ content: "a" })] },
    ],
    [
      "the grown line",
      { transcript: [aMessage({ content: "a, and more" })] },
      { transcript: [aMessage({ content: "a" })] },
    ],
  ])("show %s, whichever arrives first", (_name, wanted, other) => {
    for (const reads of [both(wanted, other), both(other, wanted)]) {
      expect(shown(reads)).toMatchObject(wanted);
      expect(shown([...reads].reverse())).toMatchObject(wanted);
    }
  });

  it("are forgotten once a read began after both", () => {
    const reads = both({ updatedAt: at(9000), status: "completed" }, { status: "active" });
    expect(known([...reads, read({ status: "active", updatedAt: null }, 100)]).newest).toHaveLength(1);
  });
});

describe("lines and a summary that are gone", () => {
  const said = read({ transcript: [aMessage({ content: "Hi" })], summary: "Asked for help." }, 0);
  const gone = { transcript: null, summary: null };

  it("stay until a second read in a row says so", () => {
    expect(shown([said, read(gone, 1000)])).toMatchObject({ summary: "Asked for help." });
    expect(shown([said, read(gone, 1000), read(gone, 2000)])).toMatchObject(gone);
  });

  it("stay when the read that says so too overlapped with the first that did", () => {
    expect(shown([said, read(gone, 1000, 1020), read(gone, 1010, 1030)]).summary).toBe("Asked for help.");
  });

  it("stay through every other answer without them", () => {
    const flapping = [said, read(gone, 1000), { ...said, beganMs: 2000, endedMs: 2010 }, read(gone, 3000)];
    expect(contents(shown(flapping))).toEqual(["Hi"]);
  });

  it("are gone at once when an ended call has come back to life: they were the attempt's before", () => {
    const ended = read({ status: "no_answer", transcript: [aMessage()], summary: "Nobody answered." }, 0);
    expect(shown([ended, read({ status: "ringing", ...gone }, 1000)])).toMatchObject(gone);
  });

  it("come back with the next answer that has them", () => {
    const again = read({ transcript: [aMessage({ content: "Again" })] }, 3000);
    expect(contents(shown([said, read(gone, 1000), read(gone, 2000), again]))).toEqual(["Again"]);
  });

  it("are the latest that were read, also when an answer from between arrives last", () => {
    const between = read({ transcript: [aMessage({ content: "between" })] }, 500);
    expect(contents(shown([said, read(gone, 1000), between]))).toEqual(["between"]);
  });
});

it("takes lines and a summary that came and could not be read for there, however often", () => {
  const said = read({ transcript: [aMessage({ content: "Hi" })] }, 0);
  const odd = (beganMs: number) => ({
    ...read({ transcript: null }, beganMs),
    unreadable: { messages: 0, fields: ["transcript"] },
  });
  const { call, unreadable } = known([said, odd(1000), odd(2000), odd(3000)]);
  expect([contents(call), unreadable]).toEqual([["Hi"], { messages: 0, fields: ["transcript"] }]);
});

it("counts as left out what the answer left out whose lines are shown", () => {
  const cut = { ...read({ transcript: [aMessage()] }, 0), omittedMessages: 40 };
  expect(known([cut, read({ transcript: null }, 1000)]).omittedMessages).toBe(40);
  expect(known([cut, read({ transcript: [] }, 1000)]).omittedMessages).toBe(0);
});

it("does not change what it is given, and adds no field of its own", () => {
  const older = read({}, 0);
  const newer = read({ transcript: null }, 1000);
  Object.freeze(older.call);
  Object.freeze(newer.call);
  const before = JSON.stringify([older, newer]);
  expect(Reflect.ownKeys(shown([older, newer]))).toEqual(Reflect.ownKeys(aCall()));
  expect(JSON.stringify([older, newer])).toBe(before);
});

it("refuses to join two calls", () => {
  expect(() => known([read({ id: "one" }, 0), read({ id: "two" }, 1000)])).toThrow("two");
});
