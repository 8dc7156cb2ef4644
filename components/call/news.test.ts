import { describe, expect, it } from "vitest";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { newsOf } from "./news";

const row = (key: string, speaker: TranscriptRow["speaker"] = "caller"): TranscriptRow => ({
  key,
  speaker,
  role: speaker === "other" ? "colleague" : "user",
  content: `says ${key}`,
  timestamp: null,
  atMs: null,
});

describe("newsOf", () => {
  it("says nothing of what stood there on opening", () => {
    expect(newsOf([row("a"), row("b")], { key: "b" }).text).toBe("");
  });
  it("tells each new line once", () => {
    const first = newsOf([row("a"), row("b", "agent")], { key: "a" });
    expect(first.text).toBe("Agent: says b");
    expect(newsOf([row("a"), row("b", "agent")], first.told).text).toBe("");
  });
  it("tells the first line of a call that had none", () => {
    expect(newsOf([row("a")], { key: null }).text).toBe("Caller: says a");
  });
  it("names a colleague by their role", () => {
    expect(newsOf([row("a"), row("b", "other")], { key: "a" }).text).toBe("colleague: says b");
  });
  it("tells the last three of many, and how many came before", () => {
    const rows = ["a", "b", "c", "d", "e", "f"].map((key) => row(key));
    expect(newsOf(rows, { key: "a" }).text).toBe("2 more lines before. Caller: says d Caller: says e Caller: says f");
  });
  it("tells the newest line only when the one told last is gone", () => {
    expect(newsOf([row("x"), row("y")], { key: "gone" }).text).toBe("Caller: says y");
  });
});
