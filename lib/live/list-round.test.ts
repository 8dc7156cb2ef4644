import { describe, expect, test } from "vitest";
import { aListItem } from "@/lib/calls/build";
import type { CallPage } from "@/lib/calls/call-list";
import { emptyKnowledge, finishRound, isComplete, isRoundDone, startRound, stepFilters, takePage } from "./list-round";

const NOW = Date.UTC(2026, 0, 5, 12);
const item = (id: string, status = "active", ageMs = 0) =>
  aListItem({ id, status, createdAt: new Date(NOW - ageMs).toISOString() });
const page = (calls: CallPage["calls"], hasMore = false): CallPage => ({
  calls,
  pagination: { total: null, limit: 100, offset: 0, hasMore },
  droppedRows: 0,
});
const knowing = (...items: ReturnType<typeof item>[]) => ({
  ...emptyKnowledge(),
  listed: new Map(items.map((one) => [one.id, one])),
  sweptAtMs: NOW - 2_000,
  newestCreatedMs: NOW - 10_000,
});

describe("which way the list is read", () => {
  test.each([
    ["the first reading is complete", emptyKnowledge(), 60, 2_000, "sweep"],
    ["sweeps while they are cheap", knowing(), 600, 2_000, "sweep"],
    ["single pages when sweeps would eat the budget", knowing(), 200, 2_000, "page"],
    [
      "a sweep as soon as its share of the budget is there",
      { ...knowing(), sweptAtMs: NOW - 4_100 },
      200,
      2_000,
      "sweep",
    ],
    ["a sweep now and then even so", { ...knowing(), sweptAtMs: NOW - 10_000 }, 200, 2_000, "sweep"],
    ["a sweep when a page did not reach back to what was known", { ...knowing(), hasGap: true }, 200, 2_000, "sweep"],
    ["a measured dear sweep counts as what it cost", { ...knowing(), sweepRequests: 9 }, 600, 2_000, "page"],
  ])("%s", (_name, known, allowed, interval, mode) => {
    expect(startRound(known, NOW, allowed, interval).mode).toBe(mode);
  });

  test("a sweep asks for each live status, a page for the newest of all", () => {
    const statuses = startRound(emptyKnowledge(), NOW, 600, 2_000).todo.map((step) => stepFilters(step).status);
    expect(statuses).toEqual(["initiated", "connecting", "ringing", "active"]);
    const [only] = startRound(knowing(), NOW, 200, 2_000).todo;
    expect(only && stepFilters(only)).toEqual({ limit: 100, offset: 0, sortBy: "createdAt", sortOrder: "desc" });
  });
});

describe("what a round says", () => {
  test("a status with more rows is read to its end", () => {
    const round = startRound(emptyKnowledge(), NOW, 600, 2_000);
    round.todo.length = 0;
    takePage(round, { status: "active", offset: 0 }, page([item("a"), item("b")], true));
    expect(round.todo).toEqual([{ status: "active", offset: 2 }]);
    expect(isRoundDone(round)).toBe(false);
  });

  test("a full page is followed by one that overlaps it, so that rows which move up in between are not missed", () => {
    const round = startRound(emptyKnowledge(), NOW, 600, 2_000);
    round.todo.length = 0;
    const rows = Array.from({ length: 100 }, (_, place) => item(`call_${place}`));
    takePage(round, { status: "active", offset: 100 }, page(rows, true));
    expect(round.todo).toEqual([{ status: "active", offset: 190 }]);
  });

  test("a sweep is complete when it read every row there is, and a page never is", () => {
    const sweep = () => startRound(emptyKnowledge(), NOW, 600, 2_000);
    expect(isComplete(sweep())).toBe(true);
    const unreadable = sweep();
    takePage(unreadable, { status: "active", offset: 0 }, { ...page([item("a")]), droppedRows: 1 });
    expect(isComplete(unreadable)).toBe(false);
    const endless = sweep();
    endless.requests = 50;
    takePage(endless, { status: "active", offset: 0 }, page([item("a")], true));
    expect([isComplete(endless), endless.todo.length]).toEqual([false, 4]);
    expect(isComplete(startRound(knowing(), NOW, 200, 2_000))).toBe(false);
  });

  test("a page that names a call as live and as ended, in either order, does not end it; a later page does", () => {
    for (const statuses of [
      ["active", "completed"],
      ["completed", "active"],
      ["active", "in_wrap_up"],
    ]) {
      const sweep = startRound(emptyKnowledge(), NOW, 600, 2_000);
      takePage(sweep, { status: "active", offset: 0 }, page(statuses.map((status) => item("a", status))));
      expect(finishRound(emptyKnowledge(), sweep).knowledge.listed.get("a")?.status).toBe("active");
      takePage(sweep, { status: "active", offset: 2 }, page([item("a", "completed")]));
      expect(finishRound(emptyKnowledge(), sweep).knowledge.listed.size).toBe(0);
    }
  });

  test("a status nobody knows loses no call that came as a live one or was one; a page's others are not taken for live", () => {
    const sweep = startRound(emptyKnowledge(), NOW, 600, 2_000);
    takePage(sweep, { status: "active", offset: 0 }, page([item("a", "in_wrap_up"), item("b", "completed")]));
    expect([...finishRound(emptyKnowledge(), sweep).knowledge.listed.keys()]).toEqual(["a"]);
    const known = knowing(item("a"));
    const single = startRound(known, NOW, 200, 2_000);
    takePage(single, { status: null, offset: 0 }, page([item("a", "in_wrap_up"), item("c", "in_wrap_up")]));
    expect([...finishRound(known, single).knowledge.listed.keys()]).toEqual(["a"]);
  });

  test("a call that a sweep does not name has left the list", () => {
    const round = startRound(emptyKnowledge(), NOW, 600, 2_000);
    takePage(round, { status: "active", offset: 0 }, page([item("a")]));
    const { knowledge, vanishedIds } = finishRound(knowing(item("a"), item("b")), round);
    expect([...knowledge.listed.keys()]).toEqual(["a"]);
    expect(vanishedIds).toEqual(["b"]);
  });

  test("a page speaks only for what it reaches: older calls stay, ended and missing ones left", () => {
    const known = knowing(item("old", "active", 90_000), item("ended", "active", 5_000), item("gone", "active", 6_000));
    const round = startRound(known, NOW, 200, 2_000);
    takePage(
      round,
      { status: null, offset: 0 },
      page([item("new"), item("ended", "completed", 5_000), item("x", "busy", 60_000)], true),
    );
    const { knowledge, vanishedIds } = finishRound(known, round);
    expect([...knowledge.listed.keys()].sort()).toEqual(["new", "old"]);
    expect(vanishedIds.sort()).toEqual(["ended", "gone"]);
    expect(knowledge.hasGap).toBe(false);
  });

  test("a page reaches to its last row's very moment: what is as old may lie behind it, what is newer by a millisecond is gone", () => {
    const known = knowing(item("as-old", "active", 5_000), item("newer", "active", 4_999), item("undated"));
    const undated = known.listed.get("undated");
    if (undated) known.listed.set("undated", { ...undated, createdAt: null });
    const round = startRound(known, NOW, 200, 2_000);
    takePage(
      round,
      { status: null, offset: 0 },
      page([item("first", "active", 1_000), item("last", "active", 5_000)], true),
    );
    const { knowledge, vanishedIds } = finishRound(known, round);
    expect([...knowledge.listed.keys()]).toEqual(["first", "last", "as-old", "undated"]);
    expect(vanishedIds).toEqual(["newer"]);
  });

  test("a page full of newer calls than were known leaves a gap", () => {
    const known = knowing();
    const round = startRound(known, NOW, 200, 2_000);
    takePage(round, { status: null, offset: 0 }, page([item("a", "active", 1_000), item("b", "active", 2_000)], true));
    expect(finishRound(known, round).knowledge.hasGap).toBe(true);
  });

  test("a call named twice because rows moved between pages is one call", () => {
    const round = startRound(emptyKnowledge(), NOW, 600, 2_000);
    takePage(round, { status: "ringing", offset: 0 }, page([item("a", "ringing")]));
    takePage(round, { status: "active", offset: 0 }, page([item("a", "active")]));
    const { knowledge } = finishRound(emptyKnowledge(), round);
    expect([...knowledge.listed.values()].map(({ status }) => status)).toEqual(["active"]);
  });
});
