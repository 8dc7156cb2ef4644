import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCall, aParticipant, aRoom, at, BUILD_START_MS } from "./build";
import type { Call, Participant } from "./call";
import { type Observation, observe } from "./observation";

const AGENT = aParticipant({ identity: "agent", name: "Customer Support Agent" });
const CALLER = aParticipant();
const COLLEAGUE = aParticipant({ identity: "maria", name: "Maria Lopez" });

const inRoom = (...participants: Participant[]) => aCall({ liveRoomStatus: aRoom({ participants }) });
const UNKNOWN = aCall({ liveRoomStatus: null });
const ms = (offsetMs: number) => BUILD_START_MS + offsetMs;

/** Watches the snapshots given, each at its offset from the start in milliseconds. */
function watch(...snapshots: [offsetMs: number, call: Call][]): Observation {
  const seen = snapshots.reduce<Observation | null>(
    (before, [offset, call]) => observe(before, call, ms(offset)),
    null,
  );
  if (seen === null) throw new Error("nothing was watched");
  return seen;
}
const stays = (observation: Observation) =>
  observation.roster.map(({ identity, joinedAt, leftAt }) => [
    identity,
    Date.parse(joinedAt) - BUILD_START_MS,
    leftAt === null ? null : Date.parse(leftAt) - BUILD_START_MS,
  ]);

describe("observe: how long something has been so", () => {
  it("dates an empty room from when it was first seen empty", () => {
    const seen = watch([0, inRoom(CALLER)], [1000, inRoom()], [2000, inRoom()]);
    expect(seen.roomGoneSinceMs).toBe(ms(1000));
  });

  it("forgets it when somebody is back, and dates the next time anew", () => {
    expect(watch([0, inRoom()], [1000, inRoom(CALLER)]).roomGoneSinceMs).toBeNull();
    expect(watch([0, inRoom()], [1000, inRoom(CALLER)], [2000, inRoom()]).roomGoneSinceMs).toBe(ms(2000));
  });

  it("keeps what it knew while the upstream does not say", () => {
    expect(watch([0, inRoom()], [1000, UNKNOWN]).roomGoneSinceMs).toBe(ms(0));
    expect(watch([0, inRoom(CALLER)], [1000, UNKNOWN]).agentGoneSinceMs).toBe(ms(0));
    expect(watch([0, UNKNOWN]).roomGoneSinceMs).toBeNull();
  });

  it("dates a caller left alone from when the agent was first seen missing", () => {
    const seen = watch([0, inRoom(CALLER, AGENT)], [1000, inRoom(CALLER)], [5000, inRoom(CALLER)]);
    expect(seen.agentGoneSinceMs).toBe(ms(1000));
    expect(seen.roomGoneSinceMs).toBeNull();
  });

  it("does not call a caller alone who has a colleague", () => {
    expect(watch([0, inRoom(CALLER)], [1000, inRoom(CALLER, COLLEAGUE)]).agentGoneSinceMs).toBeNull();
  });

  it("expects nobody in the room before the call is active or after it ended", () => {
    for (const status of ["ringing", "completed"]) {
      const seen = watch([0, { ...inRoom(), status }]);
      expect(seen).toMatchObject({ roomGoneSinceMs: null, agentGoneSinceMs: null });
    }
  });

  it("dates the setting up from when it was first seen, through all its steps, until somebody answers", () => {
    const status = (name: string) => aCall({ status: name });
    expect(watch([0, status("initiated")], [1000, status("ringing")]).ringingSinceMs).toBe(ms(0));
    expect(watch([0, status("ringing")], [1000, status("active")]).ringingSinceMs).toBeNull();
    expect(watch([0, status("scheduled")], [1000, status("ringing")]).ringingSinceMs).toBe(ms(1000));
  });
});

describe("observe: whoever stays behind when the caller has left", () => {
  const SIP = aParticipant({ identity: "PA_9", name: null, kind: "SIP" });
  const BY_NUMBER = aParticipant({ identity: "PA_8", name: "+1 (415) 555-2671" });
  const WEB = aParticipant({ identity: "b1946ac9", name: null, kind: "STANDARD" });
  const MARIA = aParticipant({ identity: "x_maria", name: "Maria Lopez", kind: "STANDARD" });
  const JON = aParticipant({ identity: "x_jon", name: null, kind: "STANDARD" });
  const BACK = aParticipant({ identity: "c7f0", name: null, kind: "STANDARD" });
  const LIKE_AGENT = aParticipant({ identity: "PA_7", name: "Customer Support Agent", kind: "SIP" });
  const RECORDER = aParticipant({ identity: "EG_1", name: null, kind: "EGRESS" });

  it.each<[string, Participant[][], boolean]>([
    ["a colleague after a caller by phone", [[AGENT, SIP], [SIP, MARIA], [MARIA]], false],
    [
      "a colleague beside a recorder",
      [
        [AGENT, SIP, RECORDER],
        [SIP, MARIA, RECORDER],
        [MARIA, RECORDER],
      ],
      false,
    ],
    ["a colleague after a caller known by number", [[AGENT, BY_NUMBER], [BY_NUMBER, MARIA], [MARIA]], false],
    ["a colleague who came in the moment the caller left", [[AGENT, SIP], [MARIA]], false],
    ["a colleague after a caller from the web", [[AGENT, WEB], [WEB, MARIA], [MARIA]], false],
    ["the second of two unknown people", [[WEB, MARIA], [MARIA]], false],
    ["the last of three, one after the other", [[WEB, MARIA, JON], [MARIA, JON], [JON]], false],
    ["a colleague who went out and came back", [[AGENT, SIP], [SIP, MARIA], [SIP], [MARIA]], false],
    ["a colleague with whom the room was lost from sight", [[AGENT, SIP, MARIA], [], [MARIA]], false],
    [
      "a colleague after a caller who is called like the agent",
      [[AGENT, LIKE_AGENT], [LIKE_AGENT, MARIA], [MARIA]],
      false,
    ],
    ["the caller from the web when the colleague leaves", [[AGENT, WEB], [WEB, MARIA], [WEB]], true],
    ["the caller from the web under a new identity", [[AGENT, WEB], [AGENT], [BACK]], true],
    ["the caller by phone when the colleague leaves", [[AGENT, SIP], [SIP, MARIA], [SIP]], true],
    ["the caller by phone who calls in once more", [[AGENT, SIP], [MARIA], [SIP]], true],
    ["a caller who is called like the agent", [[AGENT, LIKE_AGENT], [LIKE_AGENT]], true],
  ])("%s", (_, rooms, isAlone) => {
    const seen = watch(...rooms.map((people, at): [number, Call] => [at * 1000, inRoom(...people)]));
    expect(seen.agentGoneSinceMs !== null).toBe(isAlone);
    const last = seen.roster.findLast(({ identity, leftAt }) => leftAt === null && identity !== "EG_1");
    expect(last?.kind).toBe(isAlone ? "caller" : "other");
  });
});

describe("observe: who was in the room", () => {
  it("keeps who joined and who left, in order", () => {
    const seen = watch(
      [0, inRoom(AGENT)],
      [2000, inRoom(AGENT, CALLER)],
      [9000, inRoom(CALLER, COLLEAGUE)],
      [12_000, inRoom(CALLER, COLLEAGUE)],
    );
    expect(stays(seen)).toEqual([
      ["agent", 0, 9000],
      ["caller", 2000, null],
      ["maria", 9000, null],
    ]);
    expect(seen.roster.map(({ kind }) => kind)).toEqual(["agent", "caller", "other"]);
  });

  it("gives somebody who comes back a second stay", () => {
    expect(stays(watch([0, inRoom(CALLER)], [1000, inRoom()], [3000, inRoom(CALLER)]))).toEqual([
      ["caller", 0, 1000],
      ["caller", 3000, null],
    ]);
  });

  it("opens the first stay again when LiveKit says it was never broken", () => {
    const caller = { ...CALLER, joined_at: at(-4000) };
    expect(stays(watch([0, inRoom(caller)], [1000, inRoom()], [3000, inRoom(caller)]))).toEqual([
      ["caller", -4000, null],
    ]);
    const again = { ...CALLER, joined_at: at(2500) };
    expect(stays(watch([0, inRoom(caller)], [1000, inRoom()], [3000, inRoom(again)]))).toEqual([
      ["caller", -4000, 1000],
      ["caller", 2500, null],
    ]);
  });

  it.each([
    ["seconds", ms(-4000) / 1000, -4000],
    ["milliseconds", ms(-4000), -4000],
    ["seconds in text", String(ms(-4000) / 1000), -4000],
    ["ISO text", at(-4000), -4000],
    ["the future", ms(60_000), 0],
    ["nothing", null, 0],
    ["zero", 0, 0],
    ["nonsense", "soon", 0],
    ["infinity", Number.POSITIVE_INFINITY, 0],
    ["a huge number", 1e300, 0],
  ])("reads LiveKit's joined_at as %s, and never takes it past now", (_, joined, offset) => {
    expect(stays(watch([0, inRoom({ ...CALLER, joined_at: joined })]))).toEqual([["caller", offset, null]]);
  });

  it("tells what LiveKit and the call itself say apart from what was only seen or missed here", () => {
    const told = (joined_at: unknown) => inRoom({ ...CALLER, joined_at });
    const first = (seen: Observation) => seen.roster[0];
    expect(first(watch([0, told(at(-4000))]))).toMatchObject({ joinedAt: at(-4000), joinedTold: true });
    expect(first(watch([0, told(null)]))).toMatchObject({ joinedAt: at(0), joinedTold: false });
    expect(first(watch([0, told(at(60_000))]))).toMatchObject({ joinedAt: at(0), joinedTold: false });
    const later = watch([0, told(null)], [1000, told(at(-4000))], [2000, told(null)]);
    expect(first(later)).toMatchObject({ joinedAt: at(-4000), joinedTold: true });
    expect(first(watch([0, told(null)], [2000, inRoom()]))).toMatchObject({ leftAt: at(2000), leftTold: false });
    const ended = (endedAt: string | null) => aCall({ status: "completed", liveRoomStatus: null, endedAt });
    expect(first(watch([0, told(null)], [9000, ended(at(5000))]))).toMatchObject({ leftTold: true });
    expect(first(watch([0, told(null)], [9000, ended(null)]))).toMatchObject({ leftAt: at(9000), leftTold: false });
    const back = watch([0, told(at(-4000))], [1000, inRoom()], [3000, told(at(-4000))]);
    expect(first(back)).toMatchObject({ joinedTold: true, leftAt: null, leftTold: false });
  });

  it("learns a name that was not known at first, and does not lose it again", () => {
    const nameless = aParticipant({ identity: "maria", name: null });
    const seen = watch([0, inRoom(nameless)], [1000, inRoom(COLLEAGUE)], [2000, inRoom(nameless)]);
    expect(seen.roster).toMatchObject([{ identity: "maria", name: "Maria Lopez" }]);
  });

  it("keeps everybody in the room while the upstream does not say", () => {
    expect(stays(watch([0, inRoom(CALLER)], [1000, UNKNOWN]))).toEqual([["caller", 0, null]]);
    const counted = aCall({ liveRoomStatus: aRoom({ participants: [], numParticipants: 2 }) });
    expect(stays(watch([0, inRoom(CALLER)], [1000, counted]))).toEqual([["caller", 0, null]]);
  });

  it("sees everybody leave when the room is gone", () => {
    const gone = aCall({ liveRoomStatus: aRoom({ roomExists: false, participants: [CALLER] }) });
    expect(stays(watch([0, inRoom(CALLER)], [1000, gone]))).toEqual([["caller", 0, 1000]]);
  });

  it("sees everybody leave when the call ends, at its end, never after now or before they came", () => {
    const ended = (endedAt: string | null) => aCall({ status: "completed", liveRoomStatus: null, endedAt });
    expect(stays(watch([0, inRoom(CALLER)], [9000, ended(at(5000))]))).toEqual([["caller", 0, 5000]]);
    expect(stays(watch([0, inRoom(CALLER)], [9000, ended(null)]))).toEqual([["caller", 0, 9000]]);
    expect(stays(watch([0, inRoom(CALLER)], [9000, ended(at(99_000))]))).toEqual([["caller", 0, 9000]]);
    expect(stays(watch([0, inRoom(CALLER)], [9000, ended(at(-99_000))]))).toEqual([["caller", 0, 0]]);
  });

  it("remembers 200 stays and forgets first who left first, never who is there", () => {
    const visits = Array.from({ length: 300 }, (_, index): [number, Call] => [
      index * 1000,
      inRoom(CALLER, aParticipant({ identity: `visitor-${index}`, name: null })),
    ]);
    const { roster } = watch(...visits);
    expect(roster).toHaveLength(200);
    expect(roster[0]).toMatchObject({ identity: "caller", leftAt: null });
    expect(roster[1]).toMatchObject({ identity: "visitor-101" });
    expect(roster.at(-1)).toMatchObject({ identity: "visitor-299", leftAt: null });
  });

  it("holds 200 of a crowd of 500", () => {
    const crowd = Array.from({ length: 500 }, (_, index) => aParticipant({ identity: `p${index}`, name: null }));
    expect(watch([0, inRoom(...crowd)]).roster).toHaveLength(200);
  });

  it("has at any time exactly those open who are in the room, and no stay that ends before it begins", () => {
    const anybody = fc.subarray(["agent", "caller", "maria", "igor"]);
    const anySnapshot = fc.tuple(fc.integer({ min: -5000, max: 5000 }), anybody);
    fc.assert(
      fc.property(fc.array(anySnapshot, { minLength: 1, maxLength: 12 }), (snapshots) => {
        const seen = watch(
          ...snapshots.map(([offset, identities]): [number, Call] => [
            offset,
            inRoom(...identities.map((identity) => aParticipant({ identity, name: null }))),
          ]),
        );
        const open = seen.roster.filter((entry) => entry.leftAt === null).map((entry) => entry.identity);
        expect(open.sort()).toEqual([...(snapshots.at(-1)?.[1] ?? [])].sort());
        for (const [, joined, left] of stays(seen))
          expect(Number(left ?? joined)).toBeGreaterThanOrEqual(Number(joined));
      }),
    );
  });

  it("leaves what it is given alone", () => {
    const before = watch([0, inRoom(CALLER)]);
    const copy = structuredClone(before);
    observe(before, inRoom(AGENT), ms(1000));
    expect(before).toEqual(copy);
  });
});
