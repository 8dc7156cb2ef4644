import { describe, expect, it } from "vitest";
import { aCall, aMessage } from "@/lib/calls/build";
import { isCut } from "@/lib/calls/held-text";
import { MAX_HELD_MESSAGES, trimAnswer } from "./trim.mjs";

const message = (content: unknown) => ({ role: "user", content, timestamp: null });
const answerWith = (transcript: unknown, rest: object = {}) => ({ data: { id: "c1", transcript, ...rest } });

describe("trimming an answer to what can be held", () => {
  it("keeps the newest messages and says how many it left out", () => {
    const answer = answerWith(Array.from({ length: MAX_HELD_MESSAGES + 3 }, (_, index) => message(String(index))));
    expect(trimAnswer(answer)).toBe(3);
    const held = answer.data.transcript as { content: string }[];
    expect(held).toHaveLength(MAX_HELD_MESSAGES);
    expect(held[0]?.content).toBe("3");
  });

  it("leaves a transcript that fits as it is", () => {
    const answer = answerWith([message("Hello"), message("x".repeat(20_000))]);
    const before = structuredClone(answer);
    expect(trimAnswer(answer)).toBe(0);
    expect(answer).toEqual(before);
  });

  it("cuts a message that is too long, with a sign, and never through the middle of a character", () => {
    const answer = answerWith([message("a".repeat(20_001)), message(`${"a".repeat(19_999)}😀tail`)]);
    trimAnswer(answer);
    const [long, emoji] = answer.data.transcript as { content: string }[];
    expect(long?.content).toBe(`${"a".repeat(20_000)}…`);
    expect(emoji?.content).toBe(`${"a".repeat(19_999)}…`);
    // Whoever keeps it sees that there was more.
    for (const content of [long?.content ?? "", emoji?.content ?? ""]) {
      expect(isCut(aCall({ transcript: [aMessage({ content })] }))).toBe(true);
      expect(isCut(aCall({ transcript: [], summary: content }))).toBe(true);
    }
    expect(isCut(aCall({ transcript: [aMessage({ content: "a".repeat(20_000) })], summary: "And then…" }))).toBe(false);
  });

  it("cuts words wherever another platform puts them", () => {
    const long = "a".repeat(30_000);
    const answer = answerWith([{ message: long, content: [{ text: long }] }, long], { messages: [{ text: long }] });
    trimAnswer(answer);
    expect(JSON.stringify(answer).length).toBeLessThan(4 * 20_001 + 200);
  });

  it("keeps the end of a transcript that comes as one text, from the beginning of a line", () => {
    const answer = answerWith(Array.from({ length: 150_000 }, (_, index) => `Agent: line ${index}`).join("\n"));
    const omitted = trimAnswer(answer);
    expect(String(answer.data.transcript)).toMatch(/^Agent: line \d+\n/);
    expect(omitted + String(answer.data.transcript).split("\n").length).toBe(150_000);
    expect(String(answer.data.transcript).length).toBeLessThanOrEqual(2_000_000);
  });

  it("cuts a summary that is too long", () => {
    const answer = answerWith(null, { summary: "s".repeat(30_000) });
    trimAnswer(answer);
    expect((answer.data as { summary?: string }).summary).toHaveLength(20_001);
  });

  it.each([null, 7, "text", [], {}, { data: null }, { data: [] }, answerWith("no array"), answerWith([null, 3, "x"])])(
    "leaves alone what is no call: %j",
    (answer) => {
      const before = structuredClone(answer);
      expect(trimAnswer(answer)).toBe(0);
      expect(answer).toEqual(before);
    },
  );
});
