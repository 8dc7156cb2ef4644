import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attentionSchema, boardCallSchema, boardTotalsSchema, rosterEntrySchema } from "./board";
import { aBoard, aBoardCall, aCall, aListItem, anAttention, aRosterEntry } from "./build";
import { callListItemSchema, callSchema } from "./call-schema";

const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../simulator/fixtures/${name}.json`, import.meta.url), "utf8")).data;

describe("callSchema", () => {
  it.each(["call-active", "call-completed", "call-failed"])("round-trips the upstream's own example %s", (name) => {
    const data = fixture(name);
    expect(callSchema.parse(data)).toEqual(data);
    expect(JSON.parse(JSON.stringify(callSchema.parse(data)))).toEqual(data);
  });

  it("reads what it has read before to the same", () => {
    fc.assert(
      fc.property(fc.record({ id: fc.constant("call_1") }, { requiredKeys: ["id"] }), fc.object(), (base, drift) => {
        const once = callSchema.parse({ ...drift, ...base });
        expect(callSchema.parse(once)).toEqual(once);
      }),
    );
  });

  it("fills every missing field of a bare id", () => {
    expect(callSchema.parse({ id: "call_1" })).toEqual({
      id: "call_1",
      status: "unknown",
      direction: null,
      phoneNumber: null,
      duration: null,
      startedAt: null,
      endedAt: null,
      failureReason: null,
      agent: null,
      summary: null,
      transcript: null,
      metadata: {},
      roomId: null,
      jobId: null,
      sipParticipantId: null,
      liveRoomStatus: null,
      createdAt: null,
      updatedAt: null,
    });
  });

  const odd = [
    null,
    undefined,
    "",
    "text",
    "\0",
    "\ud800",
    `a${"\u0301".repeat(10_000)}`,
    0,
    -1,
    1e308,
    true,
    [],
    [[]],
    {},
  ];
  const fields = Object.keys(fixture("call-active")).filter((field) => field !== "id");

  it.each(fields)("keeps the call and its other fields whatever stands in %s", (field) => {
    const { [field]: _, ...others } = fixture("call-active");
    for (const value of [...odd, Number.NaN, Number.POSITIVE_INFINITY]) {
      const read = callSchema.safeParse({ ...others, [field]: value });
      expect(read.success).toBe(true);
      expect(read.data).toMatchObject(others);
    }
  });

  it("never throws on an object with a usable id, whatever else it holds", () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    const values = fc.record(Object.fromEntries(fields.map((field) => [field, anything])), { requiredKeys: [] });
    fc.assert(
      fc.property(values, (drift) => {
        expect(callSchema.safeParse({ ...drift, id: "call_1" }).success).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([undefined, null, "", "..", "a/b", "%2e%2e", "a\0", {}, ["a"], true, Number.NaN, 1.5e300, 2 ** 53, 0.5])(
    "refuses a call whose id is %j",
    (id) => {
      expect(callSchema.safeParse({ ...fixture("call-active"), id }).success).toBe(false);
    },
  );

  it("reads an id sent as a number", () => {
    expect(callSchema.parse({ id: 42 }).id).toBe("42");
  });

  it.each([
    ["status", "transferring", "transferring"],
    ["status", 7, "unknown"],
    ["direction", "sideways", "sideways"],
    ["phoneNumber", 14155552672, "14155552672"],
    ["duration", "245", 245],
    ["duration", -1, null],
    ["duration", 12.5, 12.5],
    ["startedAt", "yesterday", null],
    ["startedAt", 1764603000, "2025-12-01T15:30:00.000Z"],
    ["startedAt", "2025-12-01 15:30:00", "2025-12-01T15:30:00.000Z"],
    ["startedAt", "0001-01-01T00:00:00Z", null],
    ["summary", "", null],
    ["summary", " \n", null],
    ["phoneNumber", "", null],
    ["metadata", '{"campaignId":"winter"}', { campaignId: "winter" }],
    ["metadata", "winter", {}],
    ["metadata", ["a"], {}],
    ["agent", "Sales Agent", { id: null, name: "Sales Agent" }],
    ["agent", { id: "7", name: "" }, { id: "7", name: null }],
    ["agent", { id: 7 }, { id: "7", name: null }],
    ["transcript", { role: "user" }, null],
    ["transcript", [null, 7, "x", [], {}], [{ role: "unknown", content: "x", timestamp: null }]],
    [
      "transcript",
      [{ role: null, content: null, timestamp: "?" }],
      [{ role: "unknown", content: "", timestamp: null }],
    ],
    [
      "transcript",
      [{ role: "user", content: ["Hi", { type: "text", text: "there" }, { type: "image" }, 7] }],
      [{ role: "user", content: "Hi there", timestamp: null }],
    ],
    ["liveRoomStatus", [], null],
    ["liveRoomStatus", {}, { roomExists: null, numParticipants: null, participants: [] }],
    [
      "liveRoomStatus",
      {
        roomExists: "maybe",
        numParticipants: -1,
        participants: [null, { identity: 7 }, { identity: "a", kind: "SIP" }],
      },
      {
        roomExists: null,
        numParticipants: null,
        participants: [
          { identity: "7", name: null },
          { identity: "a", name: null, kind: "SIP" },
        ],
      },
    ],
  ])("reads %s %j as %j", (field, value, expected) => {
    expect(callSchema.parse({ id: "call_1", [field]: value })[field]).toEqual(expected);
  });

  it("keeps hostile text to the letter", () => {
    const content = `<img src=x onerror=alert(1)>\u202e\0\ud800${"\u0301".repeat(10_000)}`;
    const call = callSchema.parse({ id: "call_1", transcript: [{ role: "user", content }], summary: content });
    expect(call.transcript?.[0]?.content).toBe(content);
    expect(call.summary).toBe(content);
  });

  it("keeps fields it does not know, and lets none of them reach a prototype", () => {
    const sent = JSON.parse(
      '{"id":"call_1","cost":{"usd":1},"__proto__":{"polluted":true},"metadata":{"__proto__":{"polluted":true}}}',
    );
    const call = callSchema.parse(sent);
    expect(call.cost).toEqual({ usd: 1 });
    expect(Object.getPrototypeOf(call)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(call.polluted).toBeUndefined();
    expect(call.metadata.polluted).toBeUndefined();
  });

  it("does not share what it fills in between calls", () => {
    const one = callSchema.parse({ id: "call_1", metadata: null, liveRoomStatus: {} });
    const other = callSchema.parse({ id: "call_2", metadata: null, liveRoomStatus: {} });
    expect(one.metadata).not.toBe(other.metadata);
    expect(one.liveRoomStatus?.participants).not.toBe(other.liveRoomStatus?.participants);
  });
});

describe("callListItemSchema", () => {
  it("fills every missing field of a bare id", () => {
    expect(callListItemSchema.parse({ id: "call_1" })).toEqual({
      id: "call_1",
      status: "unknown",
      direction: null,
      scheduledAt: null,
      duration: null,
      outcome: null,
      twilioCallSid: null,
      agent: null,
      contact: null,
      phoneNumber: null,
      createdAt: null,
    });
  });

  it.each([
    ["contact", [], null],
    ["contact", { phone: 14155552671 }, { phone: "14155552671", name: null, email: null }],
    ["scheduledAt", "tomorrow", null],
    ["status", null, "unknown"],
  ])("reads %s %j as %j", (field, value, expected) => {
    expect(callListItemSchema.parse({ id: "call_1", [field]: value })[field]).toEqual(expected);
  });
});

describe("the builders", () => {
  it("build what the schemas read to the same", () => {
    expect(callSchema.parse(aCall())).toEqual(aCall());
    expect(callListItemSchema.parse(aListItem())).toEqual(aListItem());
    expect(boardCallSchema.parse(aBoardCall())).toEqual(aBoardCall());
    expect(attentionSchema.parse(anAttention())).toEqual(anAttention());
    expect(rosterEntrySchema.parse(aRosterEntry())).toEqual(aRosterEntry());
  });

  it("count a board's totals from its calls", () => {
    const calls = [
      aBoardCall({ id: "late", startedAt: "2025-12-01T12:05:00.000Z" }),
      aBoardCall({ id: "early", attention: [anAttention({ severity: "critical" })] }),
      aBoardCall({ id: "rings", status: "ringing", startedAt: null, attention: [anAttention()] }),
      aBoardCall({ id: "over", status: "completed" }),
    ];
    const { totals } = aBoard({ calls }).data;
    expect(boardTotalsSchema.parse(totals)).toEqual(totals);
    expect(totals).toMatchObject({ active: 2, ringing: 1, attention: 2, critical: 1, longestCallId: "early" });
  });
});
