import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCall, aMessage, aRoom, at } from "./build";
import type { Call } from "./call";
import { mergeCall } from "./transcript";

type Read = { call: Call; asOfMs: number | null };

const merged = (reads: Read[]) =>
  reads.reduce<Call | null>((known, { call, asOfMs }) => mergeCall(known, call, asOfMs), null);

const contents = (call: Call | null) => call?.transcript?.map((message) => message.content) ?? null;

const anyMessage = fc.record({
  role: fc.constantFrom("assistant", "user"),
  content: fc.constantFrom("", "Hel", "Hello", "Bye"),
  timestamp: fc.option(fc.integer({ min: 0, max: 3 }).map((second) => at(second * 1000))),
});

/** Few values on purpose: ties, duplicates, edits and shrinking must happen often. */
const anyRead: fc.Arbitrary<Read> = fc.record({
  asOfMs: fc.option(fc.integer({ min: 0, max: 3 })),
  call: fc
    .record({
      status: fc.constantFrom("ringing", "active", "completed", "failed"),
      updatedAt: fc.option(fc.integer({ min: 0, max: 3 }).map((second) => at(second * 1000))),
      endedAt: fc.option(fc.constant(at(9000))),
      transcript: fc.option(fc.array(anyMessage, { maxLength: 4 })),
      summary: fc.option(fc.constantFrom("", "Short", "Long")),
      metadata: fc.constantFrom({}, { a: 1, b: 2 }, { b: 2, a: 1 }, { a: [1, { c: null }] }),
      liveRoomStatus: fc.constantFrom(null, aRoom(), aRoom({ participants: [] })),
    })
    .map((overrides) => aCall(overrides)),
});

describe("mergeCall", () => {
  it("ends in the same call for every arrival order, with repetitions", () => {
    const reads = fc.array(anyRead, { minLength: 1, maxLength: 6 });
    const orders = reads.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length }),
        fc.array(fc.constantFrom(...list), { maxLength: 6 }),
      ),
    );
    fc.assert(
      fc.property(orders, ([first, second, again]) => {
        const expected = merged(first);
        expect(merged(second)).toEqual(expected);
        expect(merged([...again, ...second])).toEqual(expected);
        expect(merged([...second, ...again])).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("is associative: joining two halves is joining the whole", () => {
    const halves = fc.tuple(
      fc.array(anyRead, { minLength: 1, maxLength: 4 }),
      fc.array(anyRead, { minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(halves, ([left, right]) => {
        const one = merged(left) as Call;
        const other = merged(right) as Call;
        expect(mergeCall(one, other)).toEqual(merged([...left, ...right]));
        expect(mergeCall(other, one)).toEqual(mergeCall(one, other));
        expect(mergeCall(one, one)).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  it("takes the newest snapshot as a whole, whenever it arrives", () => {
    const older = aCall({ updatedAt: at(1000), status: "ringing", duration: 3, roomId: "old" });
    const newer = aCall({ updatedAt: at(2000), status: "active", duration: null, roomId: null });
    expect(mergeCall(older, newer)).toEqual(newer);
    expect(mergeCall(newer, older)).toEqual(newer);
  });

  it("keeps the lines and the summary it knows when a newer snapshot has none", () => {
    const older = aCall({ updatedAt: at(1000), transcript: [aMessage({ content: "Hi" })], summary: "Asked for help." });
    const newer = aCall({ updatedAt: at(2000), transcript: null, summary: null, status: "completed" });
    const call = mergeCall(older, newer);
    expect(call).toEqual({ ...newer, transcript: older.transcript, summary: older.summary });
  });

  it("remembers which lines it kept when a snapshot from between arrives last", () => {
    const first = aCall({ updatedAt: at(1000), transcript: [aMessage({ content: "first" })] });
    const between = aCall({ updatedAt: at(2000), transcript: [aMessage({ content: "between" })] });
    const last = aCall({ updatedAt: at(3000), transcript: null });
    expect(contents(mergeCall(mergeCall(first, last), between))).toEqual(["between"]);
  });

  it("lets a newer, shorter transcript replace a longer one, an empty one too: the upstream took lines back", () => {
    const longer = aCall({
      updatedAt: at(1000),
      transcript: [aMessage({ content: "card number" }), aMessage({ content: "b" })],
    });
    for (const transcript of [[aMessage({ content: "b" })], []]) {
      const shorter = aCall({ updatedAt: at(2000), transcript });
      expect(mergeCall(longer, shorter).transcript).toEqual(transcript);
      expect(mergeCall(shorter, longer).transcript).toEqual(transcript);
    }
  });

  it("takes the longer of two snapshots that differ in nothing but lines", () => {
    const shorter = aCall({ transcript: [aMessage({ content: "a" })] });
    const longer = aCall({ transcript: [aMessage({ content: "a" }), aMessage({ content: "b" })] });
    expect(contents(mergeCall(longer, shorter))).toEqual(["a", "b"]);
    const grown = aCall({ transcript: [aMessage({ content: "a, and more" })] });
    expect(contents(mergeCall(grown, shorter))).toEqual(["a, and more"]);
  });

  it("takes the ended one of two snapshots of one update, and one of two endings for good", () => {
    const running = aCall({ status: "active", transcript: [aMessage(), aMessage({ content: "more" })] });
    const completed = aCall({ status: "completed", transcript: [aMessage()] });
    const failed = aCall({ status: "failed", transcript: [aMessage()] });
    expect(mergeCall(completed, running).status).toBe("completed");
    expect(mergeCall(running, completed).status).toBe("completed");
    expect(mergeCall(completed, failed)).toEqual(mergeCall(failed, completed));
  });

  it("takes who is in the room from the later read, as people come and go without an update of the call", () => {
    const two = aCall();
    const one = aCall({ liveRoomStatus: aRoom({ participants: [{ identity: "caller", name: null }] }) });
    expect(mergeCall(mergeCall(null, two, 1000), one, 2000).liveRoomStatus?.numParticipants).toBe(1);
    expect(mergeCall(mergeCall(null, one, 1000), two, 2000).liveRoomStatus?.numParticipants).toBe(2);
    expect(mergeCall(mergeCall(null, one, 2000), two, 1000).liveRoomStatus?.numParticipants).toBe(1);
  });

  it("judges a snapshot without updatedAt by the latest time it tells of", () => {
    const early = aCall({ updatedAt: null, transcript: [aMessage({ timestamp: at(1000), content: "early, long" })] });
    const late = aCall({ updatedAt: null, transcript: [aMessage({ timestamp: at(2000), content: "late" })] });
    expect(contents(mergeCall(late, early))).toEqual(["late"]);
  });

  it("does not change what it is given", () => {
    const older = Object.freeze(aCall({ updatedAt: at(1000) }));
    const newer = Object.freeze(aCall({ updatedAt: at(2000), transcript: null }));
    const before = JSON.stringify([older, newer]);
    mergeCall(older, newer);
    expect(JSON.stringify([older, newer])).toBe(before);
  });

  it("adds no field of its own", () => {
    expect(Reflect.ownKeys(mergeCall(null, aCall()))).toEqual(Reflect.ownKeys(aCall()));
  });

  it("refuses to mix two calls", () => {
    expect(() => mergeCall(aCall({ id: "one" }), aCall({ id: "two" }))).toThrow("two");
  });
});
