import { describe, expect, it } from "vitest";
import { aCall, aMessage, at } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import { timeMs } from "@/lib/calls/time";
import { callView, emptyTranscriptWords } from "./call-view";

const base = (overrides: Partial<Call>) =>
  aCall({ summary: null, endedAt: null, failureReason: null, transcript: [aMessage()], ...overrides });
const ended = { endedAt: at(60_000) };
const endedMs = timeMs(at(60_000));

describe("callView", () => {
  it.each<[name: string, call: Partial<Call>, settled: boolean, expected: object]>([
    [
      "scheduled, and when",
      { status: "scheduled", scheduledAt: at(0) },
      false,
      { kind: "waiting", reason: "scheduled", dueMs: timeMs(at(0)) },
    ],
    [
      "scheduled, when in the metadata",
      { status: "scheduled", metadata: { scheduledAt: at(5) } },
      false,
      { kind: "waiting", dueMs: timeMs(at(5)) },
    ],
    [
      "scheduled, nobody says when",
      { status: "scheduled", metadata: { scheduledAt: 12 } },
      false,
      { kind: "waiting", dueMs: null },
    ],
    ["queued", { status: "queued" }, false, { kind: "waiting", reason: "queued" }],
    ["initiated", { status: "initiated" }, false, { kind: "setting_up", step: "initiated" }],
    ["ringing", { status: "ringing" }, false, { kind: "setting_up", step: "ringing" }],
    ["connecting", { status: "connecting" }, false, { kind: "setting_up", step: "connecting" }],
    ["active", { status: "active", startedAt: at(7) }, false, { kind: "talking", startedMs: timeMs(at(7)) }],
    [
      "ended, summary pending",
      { status: "completed", ...ended },
      false,
      { kind: "ended", failed: false, endedMs, summary: { kind: "pending", sinceMs: endedMs } },
    ],
    [
      "ended without a time, pending since the last change",
      { status: "completed", updatedAt: at(9) },
      false,
      { endedMs: null, summary: { kind: "pending", sinceMs: timeMs(at(9)) } },
    ],
    [
      "ended, summary here",
      { status: "completed", summary: " All well. " },
      false,
      { summary: { kind: "here", text: "All well." } },
    ],
    [
      "ended, a blank summary is none yet",
      { status: "completed", summary: "  " },
      false,
      { summary: { kind: "pending" } },
    ],
    ["ended, settled without a summary", { status: "completed" }, true, { summary: { kind: "missing" } }],
    [
      "no answer, no transcript: no summary is waited for",
      { status: "no_answer", transcript: null },
      false,
      { sentence: "Nobody answered.", failed: true, summary: { kind: "not_expected" } },
    ],
    [
      "busy",
      { status: "busy", transcript: [] },
      false,
      { sentence: "The line was busy.", summary: { kind: "not_expected" } },
    ],
    [
      "cancelled while talking",
      { status: "cancelled", failureReason: "cancelled_by_user" },
      false,
      { sentence: "The call was cancelled.", failed: false, summary: { kind: "pending" } },
    ],
    [
      "failed, and why",
      { status: "failed", failureReason: "no_answer", transcript: null },
      true,
      { sentence: "The call failed. Nobody answered.", failed: true, summary: { kind: "not_expected" } },
    ],
    [
      "failed, for a reason we do not know",
      { status: "failed", failureReason: "gremlins" },
      true,
      { sentence: "The call failed. The call service gave the reason “gremlins”." },
    ],
    ["failed, nobody says why", { status: "failed" }, true, { sentence: "The call failed." }],
    [
      "a status we do not know",
      { status: "parked" },
      false,
      { kind: "unknown", status: "parked", summary: { kind: "not_expected" } },
    ],
    [
      "a status we do not know, with a summary",
      { status: "parked", summary: "Parked." },
      false,
      { kind: "unknown", summary: { kind: "here", text: "Parked." } },
    ],
    ["a status named like a property of every object", { status: "constructor" }, false, { kind: "unknown" }],
  ])("shows: %s", (_name, call, settled, expected) => {
    expect(callView(base(call), { settled })).toMatchObject(expected);
  });
});

describe("emptyTranscriptWords", () => {
  it("says something else for every way of having no lines", () => {
    const titles = [
      [base({ status: "scheduled" }), null],
      [base({ status: "ringing" }), null],
      [base({ status: "active" }), []],
      [base({ status: "failed" }), null],
      [base({ status: "completed" }), []],
    ] as const;
    const words = titles.map(([call, transcript]) => {
      return emptyTranscriptWords(callView(call, { settled: true }), transcript === null ? null : [...transcript])
        .title;
    });
    expect(new Set(words).size).toBe(titles.length);
    expect(words[3]).toBe("This call has no transcript");
  });
});
