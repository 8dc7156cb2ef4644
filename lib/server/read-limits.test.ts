import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Person } from "@/lib/access/actor";
import { createReadLimits } from "./read-limits";

const person = (id: string, via: Person["via"] = "session"): Person => ({
  kind: "person",
  id,
  name: id,
  email: null,
  role: "supervisor",
  scope: null,
  via,
  credentialId: null,
  mayAct: true,
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("one person is told transcripts of twenty lengths in a minute, each as often as they like, and the whole always", () => {
  const limits = createReadLimits();
  for (let length = 1; length <= 20; length += 1) limits.cut(person("sue"), length);
  for (let time = 0; time < 200; time += 1) limits.cut(person("sue"), 7);
  for (let time = 0; time < 200; time += 1) limits.cut(person("sue"), null);
  for (const via of ["session", "token"] as const) {
    expect(() => limits.cut(person("sue", via), 21)).toThrow(
      expect.objectContaining({
        reason: "too_many_attempts",
        details: expect.objectContaining({ retryAfterMs: 60_000 }),
      }),
    );
  }
  expect(() => limits.cut(person("ada"), 21)).not.toThrow();
  vi.advanceTimersByTime(60_000);
  expect(() => limits.cut(person("sue"), 21)).not.toThrow();
});

test("where nobody signs in nobody is told from anybody else, and lengths are not counted", () => {
  const limits = createReadLimits();
  for (let length = 1; length <= 100; length += 1) limits.cut(person("off", "off"), length);
});

test("one person is searched for sixty different things in a minute, each as often as they like; a screen as well", () => {
  const limits = createReadLimits();
  const screen = { kind: "wall", id: "w1", name: "Hall", words: false } as const;
  for (const asker of [person("sue"), screen]) {
    for (let word = 1; word <= 60; word += 1) limits.search(asker, `word ${word}`);
    for (let time = 0; time < 200; time += 1) limits.search(asker, "word 7");
    expect(() => limits.search(asker, "word 61")).toThrow(expect.objectContaining({ reason: "too_many_attempts" }));
  }
  expect(() => limits.search(person("ada"), "word 61")).not.toThrow();
  vi.advanceTimersByTime(60_000);
  expect(() => limits.search(person("sue"), "word 61")).not.toThrow();
});
