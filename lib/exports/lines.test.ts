import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aCall, aMessage, at } from "@/lib/calls/build";
import type { Call, Message } from "@/lib/calls/call";
import { transcriptRows } from "@/lib/calls/transcript";
import { LINE_COLUMNS, transcriptCsv, transcriptText, transcriptVtt } from "./lines";

const shown = (transcript: Message[] | null, call: Partial<Call> = {}) => ({
  call: aCall({ status: "completed", startedAt: at(0), transcript, ...call }),
  contactName: null,
});

const message: fc.Arbitrary<Message> = fc
  .record({
    role: fc.constantFrom("assistant", "user", "tool", "Mira <b>Human</b>", "="),
    content: fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.constantFrom(
        "a\nb",
        "a\r\n\r\nb",
        "--> 00:00",
        "=1+1",
        "x;=cmd",
        "\t@sum",
        '"quoted", so',
        "<v Agent>I",
        "&amp;",
      ),
    ),
    second: fc.option(fc.integer({ min: -5, max: 60 })),
  })
  .map(({ second, ...rest }) => ({ ...rest, timestamp: second === null ? null : at(second * 1_000) }));
const transcripts = fc.array(message, { maxLength: 12 });

/** Reads CSV as RFC 4180 has it. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    cells.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end !== ",") {
      rows.push(cells);
      cells = [];
    }
  }
  return rows.filter((row) => row.length > 1);
}

describe("a transcript as a table", () => {
  test("has a row of as many cells for every line, in reading order, whatever was said", () => {
    fc.assert(
      fc.property(transcripts, (messages) => {
        const [names, ...rows] = readCsv(transcriptCsv(shown(messages)));
        expect(names).toEqual(LINE_COLUMNS);
        const told = transcriptRows(messages);
        expect(rows.map((row) => row.length)).toEqual(told.map(() => LINE_COLUMNS.length));
        // An apostrophe goes before what a spreadsheet would take for a formula, and nothing else changes.
        expect(rows.map((row) => row.at(-1)?.replaceAll("'", ""))).toEqual(
          told.map(({ content }) => content.replaceAll("'", "")),
        );
      }),
    );
  });

  test.each(["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "a;=1", "a\n=1"])("begins no formula by %j", (content) => {
    const text = transcriptCsv(shown([aMessage({ role: content, content })]));
    expect(text).not.toMatch(/(^|[,;\t\r\n"])[ "]*[=+@-]/m);
  });
});

type Cue = { fromMs: number; toMs: number; voice: string; text: string };

/** Reads WebVTT: blocks between empty lines, each with an id, its times and one line of words. */
function readVtt(text: string): Cue[] {
  const [head, ...blocks] = text.split("\n\n");
  expect(head?.trim()).toBe("WEBVTT");
  return blocks.map((block) => {
    const [, times = "", words = "", ...more] = block.trimEnd().split("\n");
    expect(more).toEqual([]);
    const [fromMs = Number.NaN, toMs = Number.NaN] = times.split(" --> ").map((time) => {
      const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
      return Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000);
    });
    const [, voice = "", said = ""] = /^<v ([^<>\n]+)>(.*)$/.exec(words) ?? [];
    const plain = (part: string) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    return { fromMs, toMs, voice: plain(voice), text: plain(said) };
  });
}

const collapsed = (text: string) =>
  text
    .replace(/\s*[\r\n\v\f\u0085\u2028\u2029]+\s*/g, " ")
    .replaceAll("\0", "\uFFFD")
    .trim();

describe("a transcript as subtitles", () => {
  test("has every spoken line once, word for word, in order, at its moment and until the next", () => {
    fc.assert(
      fc.property(transcripts, (messages) => {
        const cues = readVtt(transcriptVtt(shown(messages)));
        const spoken = transcriptRows(messages).filter(({ kind }) => kind === "speech");
        expect(cues.map(({ text }) => text)).toEqual(spoken.map(({ content }) => collapsed(content)));
        for (const [place, { fromMs, toMs }] of cues.entries()) {
          expect(toMs).toBeGreaterThan(fromMs);
          const next = cues[place + 1];
          if (next !== undefined) {
            expect(next.fromMs).toBeGreaterThanOrEqual(fromMs);
            if (next.fromMs > fromMs) expect(toMs).toBeLessThanOrEqual(next.fromMs);
          }
        }
      }),
    );
  });

  test("names who speaks, and counts from the call's start", () => {
    const lines = [
      aMessage({ role: "assistant", content: "Hello.", timestamp: at(5_000) }),
      aMessage({ role: "user", content: "Tom & <Jerry>", timestamp: at(3_605_250) }),
    ];
    expect(transcriptVtt(shown(lines))).toBe(
      "WEBVTT\n\n1\n00:00:05.000 --> 00:00:05.500\n<v Agent>Hello.\n\n" +
        "2\n01:00:05.250 --> 01:00:06.179\n<v Caller>Tom &amp; &lt;Jerry&gt;\n",
    );
  });
});

describe("a transcript as text", () => {
  test("is one line for every line that was said, so that no words of a caller can stand for another's", () => {
    fc.assert(
      fc.property(transcripts, (messages) => {
        const text = transcriptText(shown(messages));
        const lines = text
          .slice(text.indexOf("\nTranscript\n") + "\nTranscript\n".length)
          .trimEnd()
          .split("\n");
        expect(lines).toHaveLength(Math.max(1, messages.length));
      }),
    );
  });

  test.each([
    ["without a transcript", null, "There is none."],
    ["in which nothing was said", [], "Nothing was said."],
  ])("of a call %s says so", (_, transcript, words) => {
    expect(transcriptText(shown(transcript))).toContain(words);
  });

  test("says what is known of the call and leaves out what is not", () => {
    const text = transcriptText(shown([], { duration: 245, failureReason: null, summary: "Asked\nfor a refund." }));
    expect(text).toContain("Duration: 4:05\n");
    expect(text).toContain("Summary\nAsked for a refund.\n");
    expect(text).not.toContain("Failure");
  });
});
