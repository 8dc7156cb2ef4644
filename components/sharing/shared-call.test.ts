import { describe, expect, test } from "vitest";
import { at } from "@/lib/calls/build";
import { ALL_READ } from "@/lib/calls/unreadable";
import type { SharedAnswer, SharedCall } from "@/lib/wire/sharing-contract";
import { madeWords } from "./made-words";
import { callOf, grantWords, sharedView } from "./shared-call";

const GRANT = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
const NOTHING = { ...GRANT, transcript: false, summary: false, participants: false, metrics: false };
const meta = (grant: SharedAnswer["meta"]["grant"], settled = false): SharedAnswer["meta"] => ({
  ...{ demo: false, sharedBy: "Somebody", expiresAt: at(0), grant, settled, talkKept: true },
});
const bare: SharedCall = {
  ...{ status: "completed", direction: "inbound", agentName: "Aurora", duration: 60, summary: null },
  unreadable: { messages: 0, fields: [] },
  ...{
    createdAt: at(-6_000),
    startedAt: at(0),
    endedAt: at(60_000),
    transcript: null,
    participants: null,
    metrics: null,
  },
};

describe("a shared call on the page", () => {
  test("waits for a summary that the link grants, and says nothing of one that it does not", () => {
    const call = callOf(bare);
    expect(sharedView(call, meta(GRANT), ALL_READ)).toMatchObject({ kind: "ended", summary: { kind: "pending" } });
    expect(sharedView(call, meta(GRANT, true), ALL_READ)).toMatchObject({
      kind: "ended",
      summary: { kind: "missing" },
    });
    expect(sharedView(call, meta(NOTHING), ALL_READ)).toMatchObject({
      kind: "ended",
      summary: { kind: "not_expected" },
    });
  });

  test("has nobody in its room but those who are in it now", () => {
    const person = {
      identity: "caller-1",
      name: "J. S.",
      kind: "caller" as const,
      joinedAt: at(0),
      joinedTold: true,
      leftTold: false,
    };
    const roster = [
      { ...person, leftAt: at(5_000) },
      { ...person, identity: "agent-1", leftAt: null },
    ];
    const participants = { phoneNumber: "•••• 2671", contactName: null, roster, roomExists: true, count: 1 };
    const { liveRoomStatus, phoneNumber } = callOf({ ...bare, participants });
    expect(phoneNumber).toBe("•••• 2671");
    expect(liveRoomStatus?.participants.map(({ identity }) => identity)).toEqual(["agent-1"]);
  });
});

describe("what a link shows, in words", () => {
  test.each([
    [GRANT, "transcript, summary, who took part and timings"],
    [{ ...NOTHING, summary: true }, "summary"],
    [{ ...NOTHING, summary: true, metrics: true }, "summary and timings"],
    [NOTHING, "status and times only"],
  ])("names each part once", (grant, words) => {
    expect(grantWords(grant)).toBe(words);
  });

  test("tells its maker when it shows the call, how long, and what it keeps back", () => {
    const wanted = { callId: "call-1", label: "", grant: { ...NOTHING, transcript: true }, hours: 168, passcode: null };
    expect(madeWords(wanted, false)).toBe(
      "It shows this call as it runs and afterwards: transcript, numbers and names shortened. Whoever has it can open it, for 7 days.",
    );
    const open = { ...wanted.grant, live: false, masked: false };
    expect(madeWords({ ...wanted, grant: open, hours: 5, passcode: "lemon-tree" }, false)).toBe(
      "It shows this call once it has ended: transcript, with numbers and names. Whoever has it and its passcode can open it, for 5 hours.",
    );
    expect(madeWords({ ...wanted, hours: 1 }, true)).toMatch(/^It shows this call: transcript, /);
  });
});
