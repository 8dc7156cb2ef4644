import { describe, expect, test } from "vitest";
import { CONVERSATIONS } from "@/lib/simulator/conversations";
import { draftLines, fill } from "@/lib/simulator/conversations/conversation";
import { agentOfDesk, customerOf, factsOf } from "@/lib/simulator/people";
import { Random } from "@/lib/simulator/random";

function drafts(key: string, call: number) {
  const conversation = CONVERSATIONS.find((one) => one.key === key);
  if (conversation === undefined) throw new Error(key);
  const random = new Random("test", key, call);
  const customer = customerOf(conversation.language, random);
  const facts = factsOf(
    conversation.language,
    customer,
    agentOfDesk(conversation.desk),
    Date.parse("2026-11-20T14:00:00Z"),
    random,
  );
  return { lines: draftLines(conversation, facts, random, 3), summary: fill(conversation.summary, facts, random) };
}

const keys = CONVERSATIONS.map((one) => one.key);

describe("the talks", () => {
  test("are at least 25, all different, in four languages and some that call out for every desk", () => {
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThanOrEqual(40);
    expect(new Set(CONVERSATIONS.map((one) => one.language))).toEqual(new Set(["en", "es", "de", "fi"]));
    const calling = CONVERSATIONS.filter((one) => one.direction === "outbound").map((one) => one.desk);
    expect(new Set(calling)).toEqual(new Set(CONVERSATIONS.map((one) => one.desk)));
  });

  test.each(keys)("%s fills every slot and leaves no mark of the writing behind", (key) => {
    for (let call = 0; call < 12; call++) {
      const { lines, summary } = drafts(key, call);
      for (const text of [...lines.map((line) => line.content), summary]) {
        expect(text).not.toMatch(/undefined|[|<>]|^\s|\s$/);
        if (!text.includes('"')) expect(text).not.toMatch(/[{}]/);
      }
    }
  });

  test.each(keys)("%s gives two callers two different talks", (key) => {
    const said = (call: number) =>
      drafts(key, call)
        .lines.map((line) => line.content)
        .join("\n");
    expect(said(1)).not.toBe(said(2));
    expect(said(1)).toBe(said(1));
  });

  test("a caller never speaks so long that the agent's answer would look late", () => {
    for (const key of keys) {
      for (const line of drafts(key, 3).lines)
        if (line.voice === "caller") expect(line.content.length).toBeLessThan(105);
    }
  });
});

describe("fill", () => {
  test("refuses a slot that nobody knows", () => {
    expect(() => fill("Hello {nobody}", {}, new Random("x"))).toThrow("no fact named nobody");
  });

  test("leaves the braces of a tool's JSON alone", () => {
    expect(fill('find {"order":"{order}"}', { order: "123" }, new Random("x"))).toBe('find {"order":"123"}');
  });
});
