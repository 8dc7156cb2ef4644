import { describe, expect, it, vi } from "vitest";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { jumpWords, newLinesBelow } from "./follow";
import { ReadingPosition } from "./reading-position";

const rows = (...keys: string[]): TranscriptRow[] =>
  keys.map((key) => ({
    key,
    kind: "speech",
    event: null,
    speaker: "agent",
    role: "assistant",
    content: key,
    timestamp: null,
    atMs: null,
  }));

describe("ReadingPosition", () => {
  it("follows the end from the start", () => {
    expect(new ReadingPosition().get().following).toBe(true);
  });

  it("lets go when the reader scrolls up, and follows again at the end", () => {
    const reading = new ReadingPosition();
    reading.scrolled(1_000, 0);
    reading.scrolled(700, 300);
    expect(reading.get().following).toBe(false);
    reading.scrolled(960, 40);
    expect(reading.get().following).toBe(true);
  });

  it("does not take a line that came or grew for a reader who left", () => {
    const reading = new ReadingPosition();
    reading.scrolled(1_000, 0);
    reading.scrolled(1_000, 300);
    reading.scrolled(1_100, 200);
    expect(reading.get().following).toBe(true);
  });

  it("lets go at the smallest way up, and is not pulled back while the call grows", () => {
    const reading = new ReadingPosition();
    reading.scrolled(1_000, 0);
    reading.scrolled(960, 40);
    expect(reading.get().following).toBe(false);
    reading.scrolled(960, 61);
    reading.scrolled(920, 101);
    expect(reading.get().following).toBe(false);
  });

  it("knows when nothing lies below, whatever line the reader chose", () => {
    const reading = new ReadingPosition();
    reading.letGo();
    expect(reading.get()).toMatchObject({ following: false, atEnd: true });
    reading.scrolled(0, 26);
    expect(reading.get()).toMatchObject({ following: false, atEnd: false });
  });

  it("lets go of a reader who goes up a pixel at a time", () => {
    const reading = new ReadingPosition();
    for (let up = 0; up <= 4; up += 1) reading.scrolled(1_000 - up, up);
    expect(reading.get().following).toBe(false);
  });

  it("does not take a late line above, which keeps the reader's line in place, for a way down", () => {
    const reading = new ReadingPosition();
    reading.scrolled(1_000, 0);
    reading.scrolled(960, 40);
    reading.scrolled(1_010, 40);
    expect(reading.get().following).toBe(false);
  });

  it("does not take lines that turn out shorter for a way up", () => {
    const reading = new ReadingPosition();
    reading.scrolled(1_000, 0);
    reading.scrolled(1_000, 30);
    reading.scrolled(980, 30);
    expect(reading.get().following).toBe(true);
  });

  it("counts the lines below the lowest one read, and forgets none when the reader scrolls further up", () => {
    const reading = new ReadingPosition();
    reading.show(rows("a", "b", "c"), 1, 2);
    reading.scrolled(100, 900);
    const more = rows("a", "b", "c", "d", "e", "f");
    reading.show(more, 0, 1);
    expect(newLinesBelow(more, reading.get().lastReadKey)).toBe(3);
    reading.show(more, 2, 4);
    expect(newLinesBelow(more, reading.get().lastReadKey)).toBe(1);
  });

  it("does not call new what stood there on opening, even for a reader who went up at once", () => {
    const reading = new ReadingPosition();
    reading.opened(rows("a", "b", "c"));
    reading.letGo();
    reading.show(rows("a", "b", "c"), 0, 0);
    expect(newLinesBelow(rows("a", "b", "c"), reading.get().lastReadKey)).toBe(0);
    expect(newLinesBelow(rows("a", "b", "c", "d"), reading.get().lastReadKey)).toBe(1);
  });

  it("does not count a late line above the one last read", () => {
    const reading = new ReadingPosition();
    reading.show(rows("a", "b", "c"), 0, 2);
    expect(newLinesBelow(rows("a", "late", "b", "c"), reading.get().lastReadKey)).toBe(0);
  });

  it("tells its listeners of changes only", () => {
    const reading = new ReadingPosition();
    const listener = vi.fn();
    const stop = reading.subscribe(listener);
    reading.show(rows("a"), 0, 0);
    reading.show(rows("a"), 0, 0);
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    reading.letGo();
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe("jumpWords", () => {
  it.each([
    [0, "Jump to latest"],
    [1, "1 new line"],
    [3, "3 new lines"],
  ])("%i", (count, words) => expect(jumpWords(count)).toBe(words));
});
