import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at } from "./build";
import type { Message } from "./call";
import { readingOf, timesAsDear } from "./testing";
import { type TranscriptRow, transcriptRows } from "./transcript";

const line = (role: string, seconds: number | null, content: string): Message => ({
  role,
  content,
  timestamp: seconds === null ? null : at(seconds * 1000),
});
const texts = (rows: TranscriptRow[]) => rows.map((row) => row.content).join(" ");
const keyOf = (rows: TranscriptRow[], content: string) => rows.find((row) => row.content === content)?.key;

const anyMessage = fc.record({
  role: fc.constantFrom("assistant", "user", "tool", "colleague"),
  content: fc.constantFrom("", "Yes.", "Hello there", "One moment", "\ud800"),
  timestamp: fc.option(fc.integer({ min: 0, max: 8 }).map((seconds) => at(seconds * 1000))),
});

describe("transcriptRows", () => {
  it("is empty without a transcript", () => {
    expect(transcriptRows(null)).toEqual([]);
    expect(transcriptRows([])).toEqual([]);
  });

  it("puts a line that came late in its place by time", () => {
    expect(texts(transcriptRows([line("assistant", 1, "a"), line("assistant", 9, "c"), line("user", 5, "b")]))).toBe(
      "a b c",
    );
  });

  it("keeps lines of one moment in the order they came", () => {
    expect(texts(transcriptRows([line("user", 2, "b"), line("user", 1, "a"), line("assistant", 2, "c")]))).toBe(
      "a b c",
    );
  });

  it("keeps a line without a time after the line it followed", () => {
    const rows = transcriptRows([
      line("user", null, "0"),
      line("user", 5, "b"),
      line("tool", null, "b+"),
      line("user", 1, "a"),
    ]);
    expect(texts(rows)).toBe("0 a b b+");
    expect(rows.map((row) => row.atMs === null)).toEqual([true, false, false, true]);
  });

  it("drops nothing that was said, however often", () => {
    const rows = transcriptRows([
      line("user", 1, "yes"),
      line("user", 1, "yes"),
      line("assistant", 1, "yes"),
      line("user", 1, "yes!"),
      line("user", 2, "yes"),
      line("user", null, "no"),
      line("user", null, "no"),
      line("assistant", null, "why"),
      line("user", null, "no"),
    ]);
    expect(texts(rows)).toBe("yes yes yes yes! yes no no why no");
  });

  it("takes the same moment written differently as the same", () => {
    const [row] = transcriptRows([line("user", 0, "yes")]);
    const written = at(0).replace("12:", "14:").replace("Z", "+02:00");
    expect(transcriptRows([{ role: "user", content: "yes", timestamp: written }])[0]?.key).toBe(row?.key);
  });

  it("says of each line what it is", () => {
    const told: Message = { ...line("assistant", 2, ""), event: "Tool · lookup_order" };
    const rows = transcriptRows([line("user", 1, "Hi"), told, line("tool", 3, "{}"), line("assistant", 4, "…")]);
    expect(rows.map(({ kind, event }) => [kind, event])).toEqual([
      ["speech", null],
      ["event", "Tool · lookup_order"],
      ["event", null],
      ["empty", null],
    ]);
  });

  it("keeps a line's key while it grows in place", () => {
    const before = transcriptRows([line("assistant", 1, "Hel"), line("user", null, "y")]);
    const after = transcriptRows([line("assistant", 1, "Hello there"), line("user", null, "yes please")]);
    expect(after.map((row) => row.key)).toEqual(before.map((row) => row.key));
  });

  it("keeps every key when a line of another moment comes in above", () => {
    const messages = [
      line("assistant", 1, "a"),
      line("user", null, "u"),
      line("assistant", 9, "c"),
      line("tool", null, "t"),
    ];
    const before = transcriptRows(messages);
    const after = transcriptRows([...messages, line("user", 5, "late")]);
    for (const row of before) expect(keyOf(after, row.content)).toBe(row.key);
  });

  it("gives every row its own key, in time order, losing no distinct line (any transcript)", () => {
    fc.assert(
      fc.property(fc.array(anyMessage, { maxLength: 30 }), (messages) => {
        const rows = transcriptRows(messages);
        expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
        const times = rows.flatMap((row) => (row.atMs === null ? [] : [row.atMs]));
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times).toHaveLength(messages.filter((message) => message.timestamp !== null).length);
        expect(rows).toHaveLength(messages.length);
      }),
    );
  });

  it("shows the same lines however timed messages of different moments are shuffled", () => {
    const distinct = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        distinct.chain((seconds) =>
          fc.tuple(fc.constant(seconds), fc.shuffledSubarray(seconds, { minLength: seconds.length })),
        ),
        ([seconds, shuffled]) => {
          const rows = (order: number[]) =>
            transcriptRows(order.map((second) => line("user", second, `line ${second}`)));
          expect(rows(shuffled)).toEqual(rows(seconds));
        },
      ),
    );
  });

  it("leaves the messages it is given alone", () => {
    const messages = Object.freeze(
      [line("user", 2, "b"), line("user", 1, "a")].map((message) => Object.freeze(message)),
    );
    expect(texts(transcriptRows(messages as Message[]))).toBe("a b");
  });

  it("orders 20,000 messages, a tenth of them late, at a small multiple of what reading them costs", () => {
    const messages = Array.from({ length: 20_000 }, (_, index) =>
      line(
        index % 2 ? "user" : "assistant",
        index % 10 === 0 ? index - 15 : index,
        `This is line number ${index} of a long talk.`,
      ),
    );
    expect(transcriptRows(messages)).toHaveLength(20_000);
    expect(timesAsDear(() => transcriptRows(messages), readingOf(messages))).toBeLessThan(6);
  });
});
