import { describe, expect, it } from "vitest";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { newsNow, type Told } from "./news";

const row = (key: string, speaker: TranscriptRow["speaker"] = "caller"): TranscriptRow => ({
  key,
  kind: "speech",
  event: null,
  speaker,
  role: speaker === "other" ? "colleague" : "user",
  content: `says ${key}`,
  timestamp: null,
  atMs: null,
});

const newsOf = (rows: TranscriptRow[], told: Told) => newsNow(rows, told, true);

describe("what is told", () => {
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

describe("while the last line grows", () => {
  it("tells the lines before it at once, and it when it is said", () => {
    const rows = [row("a"), row("b"), row("c")];
    const now = newsNow(rows, { key: "a" }, false);
    expect(now.text).toBe("Caller: says b");
    expect(newsNow(rows, now.told, true).text).toBe("Caller: says c");
  });
  it("is never behind by more than that line, however steadily the call grows", () => {
    let told: Told = { key: null };
    const heard: string[] = [];
    const rows: TranscriptRow[] = [];
    for (const key of ["a", "b", "c", "d"]) {
      rows.push(row(key));
      const next = newsNow(rows, told, false);
      told = next.told;
      heard.push(next.text);
    }
    expect(heard).toEqual(["", "Caller: says a", "Caller: says b", "Caller: says c"]);
  });
  it("says nothing again when the last line was told already", () => {
    expect(newsNow([row("a"), row("b")], { key: "b" }, false).text).toBe("");
  });
  it("waits with the first line of a call", () => {
    expect(newsNow([row("a")], { key: null }, false)).toEqual({ text: "", told: { key: null } });
  });
});
