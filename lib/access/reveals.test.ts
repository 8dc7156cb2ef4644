import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { createReveals, REVEAL_MS } from "./reveals";

const START_MS = Date.UTC(2025, 11, 1, 12);
let open: OpenDatabase;
let clockMs: number;
let reveals: ReturnType<typeof createReveals>;

/** One database for all; every test has a call of its own. */
beforeAll(async () => {
  open = await openTestDatabase();
  reveals = createReveals({ database: open.database, nowMs: () => clockMs });
}, 60_000);
afterAll(() => open.close());
beforeEach(() => {
  clockMs = START_MS;
});

describe("a revealed call", () => {
  test("is shown for fifteen minutes to the millisecond, to this person, and no other call is", async () => {
    expect(await reveals.untilMs("sam", "call_a")).toBeNull();
    expect(await reveals.reveal("sam", "call_a")).toBe(START_MS + REVEAL_MS);
    expect(await reveals.untilMs("sam", "call_a")).toBe(START_MS + REVEAL_MS);
    expect(await reveals.untilMs("kim", "call_a")).toBeNull();
    expect(await reveals.untilMs("sam", "call_2")).toBeNull();
    clockMs = START_MS + REVEAL_MS - 1;
    expect(await reveals.untilMs("sam", "call_a")).toBe(START_MS + REVEAL_MS);
    clockMs = START_MS + REVEAL_MS;
    expect(await reveals.untilMs("sam", "call_a")).toBeNull();
  });

  test("asked for again begins its time anew, also when two browsers ask at once", async () => {
    await reveals.reveal("sam", "call_b");
    clockMs += 60_000;
    const ends = await Promise.all([reveals.reveal("sam", "call_b"), reveals.reveal("sam", "call_b")]);
    expect(ends).toEqual([clockMs + REVEAL_MS, clockMs + REVEAL_MS]);
    expect(await reveals.untilMs("sam", "call_b")).toBe(clockMs + REVEAL_MS);
  });

  test("is hidden at once when its person says so, and only for them", async () => {
    await reveals.reveal("sam", "call_c");
    await reveals.reveal("kim", "call_c");
    expect(await reveals.hide("sam", "call_c")).toBe(true);
    expect(await reveals.untilMs("sam", "call_c")).toBeNull();
    expect(await reveals.untilMs("kim", "call_c")).not.toBeNull();
    expect(await reveals.hide("sam", "call_c")).toBe(false);
  });

  test("whose time is over is not hidden twice", async () => {
    await reveals.reveal("sam", "call_d");
    clockMs += REVEAL_MS;
    expect(await reveals.hide("sam", "call_d")).toBe(false);
  });
});
