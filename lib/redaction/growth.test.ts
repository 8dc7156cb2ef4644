import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { redactGrown } from "./growth";
import { redactTranscript } from "./redaction";

const said = (content: string, place: number, role = place % 2 === 0 ? "assistant" : "user") => ({
  ...{ role, content },
  timestamp: new Date(Date.UTC(2025, 11, 1, 12) + place * 3_000).toISOString(),
});

const anyContent = fc.constantFrom(
  ...["uh-huh", "go on", "my card is 4111 1111", "1111 1111", "four one one", "it is 415", "555 2671", "okay, 2671"],
  ...["That will be 40 euros.", "jane at example dot com", "on the third of May", "nothing of that kind", "11 22", "7"],
  ...[
    "Your card number, please?",
    "What is your phone number?",
    "How many bags?",
    "four",
    "I have got that, carry on.",
  ],
);
/** A conversation of some hundred lines, and what becomes of its end in a few more versions. */
const anyCall = fc.record({
  start: fc.array(anyContent, { minLength: 390, maxLength: 480 }),
  changes: fc.array(
    fc.record({ back: fc.nat({ max: 12 }), edited: anyContent, more: fc.array(anyContent, { maxLength: 4 }) }),
    { minLength: 1, maxLength: 5 },
  ),
});
let calls = 0;

describe("a transcript that grows", () => {
  test("is redacted line for line as if it were looked through whole, whatever is edited or added near its end", () => {
    fc.assert(
      fc.property(anyCall, ({ start, changes }) => {
        calls += 1;
        let contents = start;
        const versions = [contents];
        for (const { back, edited, more } of changes) {
          const at = contents.length - 1 - back;
          contents = [...contents.map((content, place) => (place === at ? edited : content)), ...more];
          versions.push(contents);
        }
        for (const version of versions) {
          const lines = version.map((content, place) => said(content, place));
          expect(redactGrown(`call_${calls}`, lines)).toEqual(redactTranscript(lines));
        }
      }),
      { numRuns: 12 },
    );
  });

  test("that is replaced by another or becomes shorter keeps nothing of what it was", () => {
    const lines = (word: string, count: number) => Array.from({ length: count }, (_, place) => said(word, place));
    expect(redactGrown("replaced", lines("my number is 415 555 2671", 500))[3]?.content).toContain("[phone number]");
    for (const [word, count] of [
      ["nothing", 500],
      ["nothing", 420],
      ["card 4111 1111 1111 1111", 450],
      ["hello", 3],
    ] as const) {
      expect(redactGrown("replaced", lines(word, count))).toEqual(redactTranscript(lines(word, count)));
    }
  });

  test("of two calls never mixes them", () => {
    const of = (word: string) => Array.from({ length: 450 }, (_, place) => said(`${word} ${place % 9}`, place));
    for (const word of ["one", "other", "one", "other"]) {
      expect(redactGrown(word, of(word))).toEqual(redactTranscript(of(word)));
    }
  });

  test("costs what is new in it: a line more on ten thousand is looked through in a fraction of the whole's time", () => {
    const lines = Array.from({ length: 10_000 }, (_, place) =>
      said(place % 7 === 0 ? `My number is 415 555 2${place % 1000}` : "Let me look that up for you.", place),
    );
    redactGrown("warm", lines.slice(0, 2_000));
    const wholeMs = timed(() => redactGrown("long", lines));
    const moreMs = Math.min(
      ...[1, 2, 3].map((more) =>
        timed(() =>
          redactGrown("long", [...lines, ...Array.from({ length: more }, (_, place) => said("Yes.", 10_000 + place))]),
        ),
      ),
    );
    expect(moreMs).toBeLessThan(wholeMs / 2);
  });
});

test("what was said is let go two minutes after it was last asked for, though nobody asks again", async () => {
  vi.useFakeTimers();
  try {
    // One that no earlier test has given anything to hold.
    vi.resetModules();
    const fresh = await import("./growth");
    const lines = Array.from({ length: 500 }, (_, place) => said("hello", place));
    fresh.redactGrown("left", lines);
    vi.advanceTimersByTime(30_000);
    fresh.redactGrown("watched", lines);
    expect(fresh.heldCalls()).toBe(2);
    vi.advanceTimersByTime(90_000);
    expect(fresh.heldCalls()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

function timed(run: () => void): number {
  const startedMs = performance.now();
  run();
  return performance.now() - startedMs;
}
