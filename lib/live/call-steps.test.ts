import { describe, expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS } from "@/lib/calls/attention";
import { aCall, aListItem } from "@/lib/calls/build";
import { ALL_READ } from "@/lib/calls/unreadable";
import { callEvents } from "./call-events";
import { type CallLife, lifeAfter, newLife } from "./call-life";
import { type Input, STEPS, type Stage } from "./call-steps";

const T = Date.UTC(2026, 0, 5, 12);
const S = 1_000;
const id = "c1";
const iso = (ms: number) => new Date(ms).toISOString();

type Said = { status: string; endedAt?: string | null; summary?: string | null };
/** A read of its details that began at `atMs` and took 20 ms. */
function read(atMs: number, { status, endedAt = null, summary = null }: Said, listAsOfMs = atMs): Input {
  const call = aCall({ id, status, endedAt, summary, createdAt: iso(T), startedAt: iso(T), transcript: null });
  const answer = { call, omittedMessages: 0, unreadable: ALL_READ, beganMs: atMs, endedMs: atMs + 20 };
  return { kind: "read", read: answer, skewMs: 0, listAsOfMs, atMs: atMs + 20 };
}
const reading = (atMs: number) => ({ beganMs: atMs, endedMs: atMs + 20 });
const row = (status: string) => aListItem({ id, status });
const named = (atMs: number): Input => ({ kind: "named", item: row("active"), read: reading(atMs), atMs: atMs + 20 });
const unnamed = (atMs: number, status: string | null = null, isAway = false): Input => ({
  ...{ kind: "unnamed", item: status === null ? null : row(status), read: reading(atMs), isAway, atMs: atMs + 20 },
});
const failed = (atMs: number, kind: "timeout" | "not_found"): Input => ({
  ...{ kind: "failed", fault: { kind, retryAfterMs: null }, jitter: 1, atMs },
});
const after = (life: CallLife, ...inputs: Input[]) =>
  inputs.reduce((one, input) => lifeAfter(one, input, DEFAULT_ATTENTION_SETTINGS), life);

const COMPLETED = { status: "completed", endedAt: iso(T + 10 * S), summary: "Done." };
const NOW = T + 100 * S;

/** A life in each stage, at `NOW` at the latest; alone: opened by somebody, and never on the list. */
const LIVES: Record<Stage | `${"running" | "ended" | "settled"} alone`, () => CallLife> = {
  unknown: () => newLife(id, T),
  waiting: () => after(newLife(id, T), read(T, { status: "scheduled" })),
  starting: () => after(newLife(id, T), named(T)),
  running: () => after(newLife(id, T), named(T), read(T + S, { status: "active" })),
  ending: () => after(LIVES.running(), unnamed(T + 5 * S)),
  ended: () => after(LIVES.ending(), read(T + 11 * S, { ...COMPLETED, summary: null })),
  settled: () => after(LIVES.ended(), read(T + 71 * S, COMPLETED), read(T + 80 * S, COMPLETED)),
  "running alone": () => after(newLife(id, T), read(T + S, { status: "active" })),
  "ended alone": () => after(LIVES["running alone"](), read(T + 11 * S, { ...COMPLETED, summary: null })),
  "settled alone": () => after(LIVES["ended alone"](), read(T + 71 * S, COMPLETED), read(T + 80 * S, COMPLETED)),
};

/** What may happen then, in each of its kinds that make a difference. */
const INPUTS: Record<string, Input[]> = {
  hurried: [{ kind: "hurried", atMs: NOW }],
  resumed: [{ kind: "resumed", atMs: NOW }],
  tried: [{ kind: "tried", atMs: NOW }],
  postponed: [{ kind: "postponed", atMs: NOW }],
  identified: [{ kind: "identified", name: "Jane", atMs: NOW }],
  unidentified: [{ kind: "unidentified", atMs: NOW }],
  "read: runs": [read(NOW, { status: "active" })],
  "read: runs, no list read lately": [read(NOW, { status: "active" }, T)],
  "read: waits": [read(NOW, { status: "queued" })],
  "read: has ended": [read(NOW, { ...COMPLETED, endedAt: iso(NOW) })],
  "read: ended an hour ago": [read(NOW + 3_700 * S, COMPLETED)],
  "failed: timeout": [failed(NOW, "timeout")],
  "failed: not found": [failed(NOW, "not_found")],
  named: [named(NOW)],
  "named by a list that lags": [named(T + 12 * S)],
  unnamed: [unnamed(NOW)],
  "unnamed, its row says how it ended": [unnamed(NOW, "failed")],
  "unnamed while nobody looked": [unnamed(NOW, null, true)],
  missed: [{ kind: "missed", atMs: NOW }],
  "missed twice": [
    { kind: "missed", atMs: NOW },
    { kind: "missed", atMs: NOW + S },
  ],
  passed: [{ kind: "passed", atMs: T + 12 * S }],
  "passed, long": [{ kind: "passed", atMs: T + 3_600 * S }],
};

/** Where it is then, and what is told; a star: on the board. Empty: as it was, and nothing is told. */
function outcome(name: keyof typeof LIVES, inputs: Input[]): string {
  let life = LIVES[name]();
  const place = ({ stage, listing }: CallLife) => `${stage}${listing?.isOnBoard ? "*" : ""}`;
  const before = place(life);
  const told: string[] = [];
  for (const input of inputs) {
    const next = after(life, input);
    told.push(...callEvents(life, next).map(({ type }) => type.replace("call.", "")));
    life = next;
  }
  return place(life) === before && told.length === 0 ? "" : [place(life), ...told].join(" ");
}

/** Every stage × what may happen. What does not stand here leaves the call where it is, and nothing is told of it. */
const TABLE: Record<keyof typeof LIVES, Partial<Record<keyof typeof INPUTS, string>>> = {
  unknown: {
    "read: runs": "running started",
    "read: runs, no list read lately": "running started",
    "read: waits": "waiting changed",
    "read: has ended": "ended ended",
    "read: ended an hour ago": "settled ended settled",
    named: "starting* started",
    "named by a list that lags": "starting* started",
  },
  waiting: {
    identified: "waiting changed",
    "read: runs": "running changed started",
    "read: runs, no list read lately": "running changed started",
    "read: waits": "waiting changed",
    "read: has ended": "ended changed ended",
    "read: ended an hour ago": "settled changed ended settled",
    named: "running* changed started",
    "named by a list that lags": "running* changed started",
  },
  starting: {
    identified: "starting* changed",
    "read: runs": "running* changed",
    "read: runs, no list read lately": "running* changed",
    "read: waits": "running* changed",
    "read: has ended": "ended* changed ended",
    "read: ended an hour ago": "settled* changed ended settled",
    unnamed: "ending* changed",
    "unnamed, its row says how it ended": "ended* changed ended",
    "unnamed while nobody looked": "ending changed",
  },
  running: {
    identified: "running* changed",
    "read: waits": "running* changed",
    "read: has ended": "ended* changed ended",
    "read: ended an hour ago": "settled* changed ended settled",
    unnamed: "ending* changed",
    "unnamed, its row says how it ended": "ended* changed ended",
    "unnamed while nobody looked": "ending changed",
  },
  ending: {
    identified: "ending* changed",
    "read: runs, no list read lately": "running changed",
    "read: waits": "ending* changed",
    "read: has ended": "ended* changed ended",
    "read: ended an hour ago": "settled* changed ended settled",
    "failed: not found": "ending",
    named: "running* changed",
    "named by a list that lags": "running* changed",
    "unnamed, its row says how it ended": "ended* changed ended",
    "unnamed while nobody looked": "ending",
    "missed twice": "ended* changed ended",
  },
  ended: {
    identified: "ended* changed",
    "read: runs": "ended* changed",
    "read: runs, no list read lately": "running changed revived",
    "read: waits": "ended* changed",
    "read: has ended": "ended* changed",
    "read: ended an hour ago": "settled* changed settled",
    "failed: not found": "ended",
    named: "running* changed revived",
    "unnamed, its row says how it ended": "ended* changed",
    "unnamed while nobody looked": "ended",
    "passed, long": "ended",
  },
  settled: {
    identified: "settled* changed",
    "read: runs": "ended* changed",
    "read: runs, no list read lately": "running changed revived",
    "read: waits": "ended* changed",
    "read: has ended": "ended* changed",
    "failed: not found": "settled",
    named: "running* changed revived",
    "unnamed, its row says how it ended": "settled* changed",
    "unnamed while nobody looked": "settled",
    "passed, long": "settled",
  },
  "running alone": {
    identified: "running changed",
    "read: waits": "waiting changed",
    "read: has ended": "ended changed ended",
    "read: ended an hour ago": "settled changed ended settled",
    named: "running* changed",
    "named by a list that lags": "running* changed",
  },
  "ended alone": {
    identified: "ended changed",
    "read: runs": "running changed revived",
    "read: runs, no list read lately": "running changed revived",
    "read: waits": "waiting changed revived",
    "read: has ended": "ended changed",
    "read: ended an hour ago": "settled changed settled",
    named: "running* changed revived",
    "named by a list that lags": "ended* changed",
  },
  "settled alone": {
    identified: "settled changed",
    "read: runs": "running changed revived",
    "read: runs, no list read lately": "running changed revived",
    "read: waits": "waiting changed revived",
    "read: has ended": "ended changed",
    named: "running* changed revived",
    "named by a list that lags": "settled* changed",
  },
};

describe.each(Object.keys(LIVES) as (keyof typeof LIVES)[])("a call that is %s", (name) => {
  test.each(Object.entries(INPUTS))("%s", (what, inputs) => {
    expect(outcome(name, inputs)).toBe(TABLE[name][what] ?? "");
  });
});

test("the table has each stage, and each input in every stage", () => {
  const kinds = new Set(Object.values(INPUTS).flatMap((inputs) => inputs.map(({ kind }) => kind)));
  for (const stage of Object.keys(STEPS) as Stage[]) {
    expect(LIVES[stage]().stage).toBe(stage);
    expect(new Set(Object.keys(STEPS[stage]))).toEqual(kinds);
  }
});
