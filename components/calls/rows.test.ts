import { describe, expect, test } from "vitest";
import type { UnkeptCall } from "@/lib/wire/archive-contract";
import { type CallsRow, mergedRows, nextHit } from "./rows";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 12, minute)).toISOString();
const kept = (id: string, minute: number, lines: (number | null)[] = []): CallsRow => ({
  ...{ id, isKept: true, status: "completed", direction: null, agent: { id: null, name: null }, campaignId: null },
  ...{ phoneNumber: null, contactName: null, happenedAt: at(minute), duration: 60, failureReason: null },
  ...{ summary: null, messageCount: 2, attention: null, endedByPerson: false, hasTalk: true },
  hits: lines.map((line) => ({ line, role: null, at: null, parts: [] })),
});
const listed = (id: string, minute: number | null): UnkeptCall => ({
  ...{ id, status: "completed", direction: null, agent: { id: null, name: null }, phoneNumber: null },
  ...{ contactName: null, happenedAt: minute === null ? null : at(minute), duration: null, outcome: null },
});
const ids = (rows: CallsRow[]) => rows.map(({ id }) => id).join(" ");

describe("kept calls and those that are only listed", () => {
  test.each<[string, CallsRow[], UnkeptCall[], string]>([
    ["stand by their time", [kept("k9", 9), kept("k5", 5)], [listed("l7", 7), listed("l10", 10)], "l10 k9 l7 k5"],
    ["of no time come last", [kept("k9", 9)], [listed("l", null), listed("l1", 1)], "k9 l1 l"],
    ["are there once", [kept("k9", 9)], [listed("k9", 8)], "k9"],
    ["leave the kept ones in their order", [kept("a", 3), kept("b", 5)], [], "a b"],
    ["may be all there is", [], [listed("l1", 1), listed("l2", 2)], "l2 l1"],
  ])("%s", (_, keptRows, listedRows, expected) => expect(ids(mergedRows(keptRows, listedRows))).toBe(expected));
});

describe("from hit to hit", () => {
  const rows = [kept("a", 9, [null, 4, 9]), kept("b", 8), kept("c", 7, [2])];
  test.each<[string, Parameters<typeof nextHit>[1], 1 | -1, number[] | null, [string, number | null] | null]>([
    ["begins at the first", null, 1, null, ["a", null]],
    ["backwards begins at the last", null, -1, null, ["c", 2]],
    ["goes on in the call", { callId: "a", line: null }, 1, null, ["a", 4]],
    ["goes over a call without any", { callId: "a", line: 9 }, 1, null, ["c", 2]],
    ["goes back over calls", { callId: "c", line: 2 }, -1, null, ["a", 9]],
    ["knows more of the call at hand", { callId: "a", line: 9 }, 1, [4, 9, 30], ["a", 30]],
    ["leaves the call after its last", { callId: "a", line: 30 }, 1, [4, 9, 30], ["c", 2]],
    ["begins at a call's first from a line that is none", { callId: "a", line: 77 }, 1, [4, 9], ["a", null]],
    ["from a call without any goes to the next", { callId: "b", line: null }, 1, [], ["c", 2]],
    ["ends at the last", { callId: "c", line: 2 }, 1, [2], null],
    ["ends at the first", { callId: "a", line: null }, -1, null, null],
  ])("%s", (_, from, step, within, expected) => {
    const found = nextHit(rows, from, step, within);
    expect(found && [found.callId, found.line]).toEqual(expected);
  });
});
