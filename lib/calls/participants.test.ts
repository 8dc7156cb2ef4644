import { describe, expect, it } from "vitest";
import { aCall, aParticipant, aRoom } from "./build";
import type { Participant } from "./call";
import { isCallerAlone, isRoomGone, isTakenOver, participantKind } from "./participants";

const AGENT = aParticipant({ identity: "agent", name: "Customer Support Agent" });
const CALLER = aParticipant();
const COLLEAGUE = aParticipant({ identity: "maria", name: "Maria Lopez" });
const RECORDER = aParticipant({ identity: "EG_rec", name: null, kind: "EGRESS" });

const inRoom = (participants: Participant[], numParticipants: number | null = participants.length) =>
  aCall({ liveRoomStatus: aRoom({ participants, numParticipants }) });

describe("participantKind", () => {
  it.each<[Partial<Participant>, string]>([
    [{ identity: "agent", name: null }, "agent"],
    [{ identity: "agent-AJ_x2", name: null }, "agent"],
    [{ identity: "Agent_7", name: null }, "agent"],
    [{ identity: "PA_1", name: null, kind: "AGENT" }, "agent"],
    [{ identity: "PA_1", name: null, kind: 4 }, "agent"],
    [{ identity: "PA_1", name: "Customer Support Agent" }, "agent"],
    [{ identity: "caller", name: null }, "caller"],
    [{ identity: "sip_+14155552671", name: null }, "caller"],
    [{ identity: "sip-9", name: null }, "caller"],
    [{ identity: "PA_1", name: null, kind: "SIP" }, "caller"],
    [{ identity: "PA_1", name: null, kind: 3 }, "caller"],
    [{ identity: "PA_1", name: null, kind: "PARTICIPANT_KIND_SIP" }, "caller"],
    [{ identity: "phone 1 (415) 555-2671", name: null }, "caller"],
    [{ identity: "PA_1", name: "+1 415 555 2671" }, "caller"],
    [{ identity: "maria", name: "Maria Lopez" }, "other"],
    [{ identity: "agentur-mueller", name: null }, "other"],
    [{ identity: "callerina", name: null }, "other"],
    [{ identity: "maria", name: null, kind: "STANDARD" }, "other"],
    [{ identity: "agent", name: null, kind: "EGRESS" }, "other"],
    [{ identity: "PA_1", name: null, kind: { odd: true } }, "other"],
    [{ identity: "", name: "" }, "other"],
  ])("takes %j as %s", (participant, kind) => {
    expect(participantKind(aParticipant(participant), aCall())).toBe(kind);
  });

  it("does not take everybody for the caller when the call has no number", () => {
    expect(participantKind(COLLEAGUE, aCall({ phoneNumber: null, agent: null }))).toBe("other");
    expect(participantKind(COLLEAGUE, aCall({ phoneNumber: "anonymous", agent: null }))).toBe("other");
  });
});

describe("a room where nobody is known to be the caller", () => {
  const WEB = { identity: "voice_assistant_user_4821", name: "user", kind: "STANDARD" };
  const VISITOR = { identity: "b1946ac9", name: null, kind: "STANDARD" };
  const SIP = { identity: "PA_9", name: null, kind: "SIP" };
  const MARIA = { identity: "maria", name: "Maria Lopez", kind: "STANDARD" };
  const LATE = { ...MARIA, joined_at: 1764590460 };
  const EARLY = { ...VISITOR, joined_at: "1764590400" };
  const EGRESS = { identity: "EG_x7", name: null };

  it.each<[string, Participant[], string, { alone: boolean; takenOver: boolean }]>([
    ["a caller from the web alone", [WEB], "caller", { alone: true, takenOver: false }],
    ["one of whom nothing is told", [VISITOR], "caller", { alone: true, takenOver: false }],
    ["beside a recorder", [VISITOR, EGRESS], "caller other", { alone: true, takenOver: false }],
    ["beside the agent", [AGENT, VISITOR], "agent caller", { alone: false, takenOver: false }],
    ["who came before a colleague", [LATE, EARLY], "other caller", { alone: false, takenOver: true }],
    ["who stands before a colleague", [VISITOR, MARIA], "caller other", { alone: false, takenOver: true }],
    [
      "and a colleague beside the agent",
      [VISITOR, MARIA, AGENT],
      "caller other agent",
      { alone: false, takenOver: false },
    ],
    ["a colleague where a caller is there", [SIP, MARIA], "caller other", { alone: false, takenOver: true }],
    ["a caller alone", [SIP], "caller", { alone: true, takenOver: false }],
    ["the agent alone", [AGENT], "agent", { alone: false, takenOver: false }],
    ["only a recorder", [EGRESS], "other", { alone: false, takenOver: false }],
    [
      "a customer by name",
      [{ identity: "x1", name: "Customer" }, MARIA],
      "caller other",
      { alone: false, takenOver: true },
    ],
    [
      "a bot by name",
      [{ identity: "voice-bot", name: null }, VISITOR],
      "agent caller",
      { alone: false, takenOver: false },
    ],
  ])("knows %s", (_, participants, kinds, { alone, takenOver }) => {
    const call = { ...inRoom(participants), phoneNumber: null };
    expect(participants.map((participant) => participantKind(participant, call)).join(" ")).toBe(kinds);
    expect(isCallerAlone(call)).toBe(alone);
    expect(isTakenOver(call)).toBe(takenOver);
  });
});

describe("isRoomGone", () => {
  it.each([
    ["not known without a room status", aCall({ liveRoomStatus: null }), null],
    ["gone when the room does not exist", aCall({ liveRoomStatus: aRoom({ roomExists: false }) }), true],
    ["gone when counted and listed empty", inRoom([], 0), true],
    ["not known when nobody counted and nobody listed", inRoom([], null), null],
    ["there when somebody is counted, though nobody listed", inRoom([], 2), false],
    ["there when somebody is listed, though counted empty", inRoom([CALLER], 0), false],
    ["gone when only a recorder is left", inRoom([RECORDER]), true],
    ["there when more are counted than the recorder", inRoom([RECORDER], 2), false],
  ])("is %s", (_, call, expected) => {
    expect(isRoomGone(call)).toBe(expected);
  });
});

describe("isCallerAlone", () => {
  it.each([
    ["not known without a room status", aCall({ liveRoomStatus: null }), null],
    ["so with nobody else", inRoom([CALLER]), true],
    ["so beside a recorder", inRoom([CALLER, RECORDER]), true],
    ["so when nobody counted", inRoom([CALLER], null), true],
    ["not so with the agent", inRoom([CALLER, AGENT]), false],
    ["not so with a colleague who took over", inRoom([CALLER, COLLEAGUE]), false],
    ["not so when more are counted than listed", inRoom([CALLER], 2), false],
    ["not so in an empty room", inRoom([]), false],
    ["not so when only the agent is there", inRoom([AGENT]), false],
  ])("is %s", (_, call, expected) => {
    expect(isCallerAlone(call)).toBe(expected);
  });
});

describe("isTakenOver", () => {
  it.each([
    ["a colleague without the agent", [CALLER, COLLEAGUE], true],
    ["a colleague beside the agent", [CALLER, COLLEAGUE, AGENT], false],
    ["agent and caller", [CALLER, AGENT], false],
    ["a caller and a recorder", [CALLER, RECORDER], false],
    ["nobody", [], false],
  ])("judges %s", (_, participants, expected) => {
    expect(isTakenOver(inRoom(participants))).toBe(expected);
  });
});
