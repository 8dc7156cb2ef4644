import { describe, expect, test } from "vitest";
import type { ShareGrant } from "@/lib/access/actor";
import { aCall, aRosterEntry, at } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import type { CallAnswer } from "@/lib/wire/contract";
import { sharedCall } from "./shared-call";

const ALL: ShareGrant = {
  live: true,
  transcript: true,
  summary: true,
  participants: true,
  metrics: true,
  masked: false,
};
const NONE: ShareGrant = { ...ALL, transcript: false, summary: false, participants: false, metrics: false };

function answer(fields: Partial<Call> = {}): CallAnswer {
  return {
    data: aCall({ summary: "All is well.", metadata: { secret: "canary" }, ...fields }),
    meta: {
      demo: false,
      contactName: "Jane Smith",
      campaignId: "winter",
      attention: [],
      roster: [aRosterEntry()],
      omittedMessages: 3,
      unreadable: { messages: 0, fields: [] },
      settled: false,
      analysis: { duration: null, outcome: "active", messageCount: 0, avgResponseTime: 0, sentiment: null },
      masked: false,
      redacted: false,
      canReveal: false,
      namesMayShow: false,
      endedBy: null,
      revealedUntil: null,
      may: [],
      archived: null,
      lineKeys: null,
      reasons: null,
    },
  };
}

describe("a shared call", () => {
  test("says what could not be read of what the link grants, and nothing of the rest", () => {
    const one = answer();
    const fields = [
      "liveRoomStatus.participants",
      "metadata",
      "roomId",
      "startedAt",
      "summary",
      "transcript.timestamp",
    ];
    one.meta.unreadable = { messages: 2, fields };
    expect(sharedCall(one, NONE)?.unreadable).toEqual({ messages: 0, fields: ["startedAt"] });
    expect(sharedCall(one, ALL)?.unreadable).toEqual({
      messages: 2,
      fields: ["liveRoomStatus.participants", "startedAt", "summary", "transcript.timestamp"],
    });
  });

  test("shows status, times, direction and agent always, and nothing else that is not granted", () => {
    expect(sharedCall(answer(), NONE)).toEqual({
      status: "active",
      direction: "outbound",
      agentName: "Customer Support Agent",
      createdAt: at(-10_000),
      startedAt: at(0),
      endedAt: null,
      duration: null,
      summary: null,
      unreadable: { messages: 0, fields: [] },
      transcript: null,
      participants: null,
      metrics: null,
    });
  });

  test.each([
    ["transcript", { transcript: { lines: [{ role: "assistant" }, { role: "user" }], omitted: 3 } }],
    ["summary", { summary: "All is well." }],
    ["participants", { participants: { contactName: "Jane Smith", phoneNumber: "+14155552671", count: 2 } }],
    ["metrics", { metrics: { averageResponseMs: 4000 } }],
  ] as const)("shows %s when that alone is granted", (part, shown) => {
    const shared = sharedCall(answer(), { ...NONE, [part]: true });
    expect(shared).toMatchObject(shown);
    const others = (["transcript", "summary", "participants", "metrics"] as const).filter((name) => name !== part);
    for (const other of others) expect(shared?.[other]).toBeNull();
  });

  test("never shows metadata, ids or a field that nobody has described, though everything is granted", () => {
    const call = answer({ roomId: "canary-room", jobId: "canary-job", surprise: "canary" } as Partial<Call>);
    const [line] = call.data.transcript ?? [];
    if (line) Object.assign(line, { confidence: "canary" });
    expect(JSON.stringify(sharedCall(call, ALL))).not.toContain("canary");
  });

  test("never shows what no human or agent says, though it is not masked", () => {
    const transcript = [
      { role: "system", content: "canary: you are an assistant", timestamp: null },
      { role: "user", content: "Hello.", timestamp: at(0) },
      { role: "tool_result", content: '{"customer":{"street":"canary"}}', timestamp: at(1000) },
    ];
    const shared = sharedCall(answer({ transcript }), ALL);
    expect(shared?.transcript?.lines.map(({ content }) => content)).toEqual(["Hello."]);
  });

  test.each(["scheduled", "ringing", "active", "in_wrap_up"])(
    "that is shown only after its end is nothing while it is %s",
    (status) => {
      expect(sharedCall(answer({ status }), { ...ALL, live: false })).toBeNull();
    },
  );

  test.each(["completed", "failed", "no_answer", "busy", "cancelled"])(
    "that is shown only after its end is there once it has %s",
    (status) => {
      expect(sharedCall(answer({ status }), { ...ALL, live: false })).toMatchObject({
        status,
        summary: "All is well.",
      });
    },
  );
});
