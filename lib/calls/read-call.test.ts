import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, BUILD_START_MS } from "./build";
import { readCall, readListItem } from "./read-call";
import { asSent, newestLines, rowWithSent, withSent } from "./sent";
import { transcriptRows } from "./transcript";

const NOW_MS = BUILD_START_MS + 600_000;
const read = (fields: object) => {
  const reading = readCall({ id: "call_1", startedAt: at(0), ...fields }, NOW_MS);
  if (reading === null) throw new Error("no call");
  return reading;
};
/** "agent 5: Hello", "- tool: …" for no time. */
const lines = (transcript: unknown, fields: object = {}) =>
  transcriptRows(read({ transcript, ...fields }).call.transcript).map(({ speaker, kind, content, event, atMs }) => {
    const when = atMs === null ? "-" : String((atMs - BUILD_START_MS) / 1000);
    return kind === "event"
      ? `${when} [${event}]${content === "" ? "" : ` ${content}`}`
      : `${when} ${speaker}: ${content}`;
  });

describe("lines of other platforms", () => {
  const s = BUILD_START_MS / 1000;
  const shapes: [string, unknown, string[]][] = [
    [
      "one text",
      "Agent: Hello.\nUser: Hi there,\nit is me.\nAI: Fine.",
      ["- agent: Hello.", "- caller: Hi there,\nit is me.", "- agent: Fine."],
    ],
    [
      "one text with times",
      "[00:05] Agent: Hello.\n[01:02:03.5] Customer: Hi.",
      ["5 agent: Hello.", "3723.5 caller: Hi."],
    ],
    [
      "one text with times behind",
      "Agent (0:05): Hello.\nMaria Lopez (0:09): Hi.",
      ["5 agent: Hello.", "9 other: Hi."],
    ],
    ["one text of nobody", "hello and good bye", ["- other: hello and good bye"]],
    ["a text of JSON", JSON.stringify([{ role: "user", content: "Hi", timestamp: at(1000) }]), ["1 caller: Hi"]],
    ["texts", ["Agent: Hello.", "user: Hi", "what?"], ["- agent: Hello.", "- caller: Hi", "- other: what?"]],
    ["an object with the lines in it", { messages: [{ role: "user", content: "Hi" }] }, ["- caller: Hi"]],
    [
      "an object with numbers for names",
      { 0: { role: "user", content: "Hi" }, 1: "AI: Yes?" },
      ["- caller: Hi", "- agent: Yes?"],
    ],
    [
      "pairs",
      [
        ["agent", "Hello"],
        ["Customer", "Hi"],
      ],
      ["- agent: Hello", "- caller: Hi"],
    ],
    [
      "who as a name of a field",
      [{ assistant: "Hello", time: s + 2 }, { user: "Hi" }],
      ["2 agent: Hello", "- caller: Hi"],
    ],
    [
      "a role that tells nothing beside one that does",
      [{ role: "message", speaker: "agent", content: "Hi", timestamp: at(0) }],
      ["0 agent: Hi"],
    ],
    ["message and seconds", [{ role: "bot", message: "Hello", time: s + 3 }], ["3 agent: Hello"]],
    [
      "message and milliseconds",
      [{ role: "bot", message: "Hello", time: (s + 3) * 1000, secondsFromStart: 3 }],
      ["3 agent: Hello"],
    ],
    ["seconds from the start only", [{ role: "user", message: "Hi", secondsFromStart: 4.5 }], ["4.5 caller: Hi"]],
    ["seconds in the call", [{ role: "agent", message: "Hi", time_in_call_secs: 7 }], ["7 agent: Hi"]],
    ["start of an utterance", [{ speaker: "Customer", text: "Hi", start: 2.25, end: 3 }], ["2.25 caller: Hi"]],
    ["start_time as a text of a number", [{ speaker: "agent", text: "Hi", start_time: "12.5" }], ["12.5 agent: Hi"]],
    ["milliseconds from the start", [{ speaker: "agent", utterance: "Hi", start_ms: 1500 }], ["1.5 agent: Hi"]],
    ["a clock since the start", [{ speaker: "agent", utterance: "Hi", time: "00:01:05" }], ["65 agent: Hi"]],
    [
      "words with times",
      [{ role: "agent", words: [{ word: "Good", start: 1.5 }, { word: "day" }] }],
      ["1.5 agent: Good day"],
    ],
    ["created_at", [{ user: "assistant", text: "Hi", created_at: at(9000) }], ["9 agent: Hi"]],
    ["createdAt without a zone", [{ sender: "AGENT", body: "Hi", createdAt: "2025-12-01 12:00:09" }], ["9 agent: Hi"]],
    ["digits", [{ role: "user", content: "Hi", timestamp: String(s + 8) }], ["8 caller: Hi"]],
    ["microseconds", [{ role: "user", content: "Hi", timestamp: (s + 8) * 1e6 }], ["8 caller: Hi"]],
    ["another zone", [{ role: "user", content: "Hi", timestamp: "2025-12-01T14:00:08+02:00" }], ["8 caller: Hi"]],
    [
      "a participant that is an object",
      [{ participant: { identity: "agent-1", name: "Ada" }, text: "Hi" }],
      ["- other: Hi"],
    ],
    ["a participant with a role", [{ participant: { role: "customer", name: "Ada" }, text: "Hi" }], ["- caller: Hi"]],
    [
      "parts",
      [{ role: "user", content: ["Hi", { type: "text", text: "there" }, { type: "image_url" }, 7] }],
      ["- caller: Hi there"],
    ],
    ["output parts", [{ role: "assistant", content: [{ type: "output_text", text: "Hi" }] }], ["- agent: Hi"]],
    ["audio parts", [{ role: "user", content: [{ type: "input_audio", transcript: "Hi" }] }], ["- caller: Hi"]],
    [
      "text in an object",
      [{ role: "user", content: [{ type: "text", text: { value: "Hi", annotations: [] } }] }],
      ["- caller: Hi"],
    ],
    ["parts of a model", [{ role: "model", parts: [{ text: "Hi" }] }], ["- agent: Hi"]],
    ["null content beside text", [{ role: "user", content: null, text: "Hi" }], ["- caller: Hi"]],
    [
      "a chat item",
      [{ id: "1", type: "message", role: "assistant", content: ["Hi"], interrupted: false }],
      ["- agent: Hi"],
    ],
    [
      "a chat item's call",
      [{ type: "function_call", call_id: "c", name: "lookup_order", arguments: "{}" }],
      ["- [Tool · lookup_order]"],
    ],
    [
      "its output",
      [{ type: "function_call_output", name: "lookup_order", output: "{}", is_error: false }],
      ["- [Tool result · lookup_order] {}"],
    ],
    ["a handover", [{ type: "agent_handoff", old_agent_id: "a", new_agent_id: "billing" }], ["- [Handover · billing]"]],
    [
      "a call of a tool",
      [{ role: "assistant", content: null, tool_calls: [{ id: "x", function: { name: "lookup_order" } }] }],
      ["- [Tool · lookup_order]"],
    ],
    [
      "two of them",
      [{ role: "assistant", content: "", tool_calls: [{ function: { name: "a" } }, { tool_name: "b" }] }],
      ["- [Tool · a, b]"],
    ],
    [
      "a call beside words",
      [{ role: "assistant", content: "One moment.", toolCalls: [{ name: "a" }] }],
      ["- agent: One moment."],
    ],
    [
      "a tool in parts",
      [{ role: "assistant", content: [{ type: "tool_use", name: "a", input: {} }] }],
      ["- [Tool · a]"],
    ],
    [
      "a tool's answer in the parts of a line that is the caller's by name",
      [{ role: "user", content: [{ type: "tool_result", tool_use_id: "1", content: "42" }] }],
      ["- [Tool result]"],
    ],
    [
      "words beside a tool's answer",
      [
        {
          role: "user",
          content: [
            { type: "tool_result", content: "42" },
            { type: "text", text: "Hi" },
          ],
        },
      ],
      ["- caller: Hi"],
    ],
    [
      "a tool as the name of a part",
      [
        { role: "model", parts: [{ functionCall: { name: "a", args: {} } }] },
        { role: "user", parts: [{ functionResponse: { name: "a", response: { result: "42" } } }] },
        { role: "model", parts: [{ text: "It is 42." }] },
      ],
      ["- [Tool · a]", "- [Tool result · a]", "- agent: It is 42."],
    ],
    [
      "the call of a tool as a role",
      [{ role: "tool_call_invocation", tool_call_id: "1", name: "a", arguments: "{}" }],
      ["- [Tool · a]"],
    ],
    [
      "a role for tools whose names stand in a list",
      [{ role: "tool_calls", message: "", toolCalls: [{ function: { name: "a" } }, { function: { name: "b" } }] }],
      ["- [Tool · a, b]"],
    ],
    ["the call of a server's tool", [{ type: "mcp_call", name: "a", output: "42" }], ["- [Tool · a] 42"]],
    [
      "what an agent does as its own role",
      [{ user: "agent-action", text: "Transferring", created_at: at(1000) }],
      ["1 [null] Transferring"],
    ],
    ["sentences", { sentences: [{ transcript: "Hello", speaker: "agent", start_time: "0.5" }] }, ["0.5 agent: Hello"]],
    ["a tool's answer", [{ role: "tool", name: "a", content: "42" }], ["- [Tool result · a] 42"]],
    ["a tool without a name", [{ role: "tool", content: "42" }], ["- [Tool result] 42"]],
    ["keys", [{ type: "dtmf", digits: "42#" }], ["- [Key press · 42#]"]],
    ["keys as a role", [{ role: "DTMF", content: "5", timestamp: at(3000) }], ["3 [Key press · 5]"]],
    ["something else", [{ type: "metrics", latency: 3 }], ["- [Event · metrics]"]],
    ["system", [{ role: "system", content: "Be kind." }], ["- [null] Be kind."]],
    [
      "no words at all",
      [
        { role: "user", content: "" },
        { role: "user", content: "…" },
      ],
      ["- caller: ", "- caller: …"],
    ],
    ["a time far ahead", [{ role: "user", content: "Hi", timestamp: "2026-12-01T12:00:00Z" }], ["- caller: Hi"]],
  ];
  it.each(shapes)("reads %s", (_name, transcript, expected) => {
    expect(lines(transcript)).toEqual(expected);
  });

  it.each(shapes)("reads what goes out of %s to the same", (_name, transcript, expected) => {
    const sent = { id: "call_1", startedAt: at(0), transcript };
    const again = JSON.parse(JSON.stringify(asSent(withSent(read(sent), sent))));
    expect(again).toMatchObject({ transcript });
    expect(lines(again.transcript)).toEqual(expected);
  });

  it("takes the lines one by one where they come as one text, too", () => {
    const messages = [{ role: "bot", message: "Hello", secondsFromStart: 1 }];
    expect(lines(null, { messages })).toEqual(["1 agent: Hello"]);
    expect(read({ transcript: null, messages: [] }).call.transcript).toBeNull();
    expect(lines("AI: Hello\n", { messages })).toEqual(["1 agent: Hello"]);
    expect(lines(undefined, { transcript_object: messages })).toEqual(["1 agent: Hello"]);
  });

  it("says a line once where its own id comes twice with the same words, and keeps what was said twice", () => {
    const yes = { role: "user", content: "Yes.", timestamp: at(1000) };
    expect(lines([yes, yes])).toHaveLength(2);
    expect(
      lines([
        { ...yes, id: "1" },
        { ...yes, id: "2" },
      ]),
    ).toHaveLength(2);
    expect(lines([{ ...yes, id: "1" }, yes, { ...yes, id: "1" }])).toHaveLength(2);
    expect(
      lines([
        { ...yes, id: "1" },
        { ...yes, id: "1", content: "Yes, please." },
      ]),
    ).toHaveLength(2);
  });
});

describe("what could not be read", () => {
  it.each<[string, object, number, string[]]>([
    [
      "nothing of a call that is read",
      { transcript: [{ role: "user", content: "Hi", timestamp: at(0) }], metadata: {} },
      0,
      [],
    ],
    [
      "nothing of what is missing",
      { transcript: null, metadata: null, agent: null, duration: null, summary: "" },
      0,
      [],
    ],
    ["lines", { transcript: [null, 7, [], {}, { foo: 1 }, { role: "user", content: 7.5, timestamp: null }] }, 5, []],
    ["a transcript", { transcript: 7 }, 0, ["transcript"]],
    ["a transcript without lines", { transcript: { foo: "bar" } }, 0, ["transcript"]],
    [
      "the time of lines, once",
      {
        transcript: [
          { role: "user", content: "a", timestamp: "soon" },
          { role: "user", content: "b", time: {} },
        ],
      },
      0,
      ["transcript.timestamp"],
    ],
    [
      "an offset from nowhere",
      { startedAt: null, transcript: [{ role: "user", content: "a", secondsFromStart: 3 }] },
      0,
      ["transcript.timestamp"],
    ],
    ["who spoke", { transcript: [{ role: {}, content: "a" }] }, 0, ["transcript.role"]],
    ["metadata", { metadata: "no JSON" }, 0, ["metadata"]],
    ["a list as metadata", { metadata: ["a"] }, 0, ["metadata"]],
    ["an agent", { agent: 7 }, 0, ["agent"]],
    ["an agent's name", { agent: { id: "a", name: {} } }, 0, ["agent.name"]],
    ["a duration", { duration: "long" }, 0, ["duration"]],
    [
      "times",
      { startedAt: "0001-01-01T00:00:00Z", endedAt: "9999-12-31", createdAt: 0, updatedAt: -1 },
      0,
      ["createdAt", "endedAt", "startedAt", "updatedAt"],
    ],
    ["times to come", { startedAt: "2030-01-01T00:00:00Z" }, 0, ["startedAt"]],
    ["a room", { liveRoomStatus: "open" }, 0, ["liveRoomStatus"]],
    [
      "parts of a room",
      { liveRoomStatus: { roomExists: "maybe", numParticipants: 1.5, participants: [null, 7.5] } },
      0,
      ["liveRoomStatus.numParticipants", "liveRoomStatus.participants", "liveRoomStatus.roomExists"],
    ],
    ["a status", { status: { name: "active" } }, 0, ["status"]],
    [
      "texts",
      { direction: {}, phoneNumber: [], failureReason: true, summary: true },
      0,
      ["direction", "failureReason", "phoneNumber", "summary"],
    ],
  ])("is told: %s", (_name, fields, messages, names) => {
    expect(read(fields).unreadable).toEqual({ messages, fields: names });
  });
});

describe("calls of other platforms", () => {
  it("reads names in snake case, and leaves them where they are", () => {
    const sent = {
      id: "1",
      started_at: 1764590400,
      phone_number: "+1",
      liveRoomStatus: { room_exists: 1, num_participants: "2" },
    };
    const { call } = read({ ...sent, startedAt: undefined });
    expect(call).toMatchObject({ startedAt: at(0), phoneNumber: "+1", started_at: 1764590400 });
    expect(call.liveRoomStatus).toMatchObject({ roomExists: true, numParticipants: 2, participants: [] });
  });

  it("reads people that are told by name alone, and leaves nobody without one", () => {
    const participants = ["agent", { identity: "", name: "Maria" }, { identity: "  " }, { sid: "PA_1" }, {}];
    const { call } = read({ liveRoomStatus: { roomExists: true, numParticipants: 5, participants } });
    expect(call.liveRoomStatus?.participants.map(({ identity, name }) => [identity, name])).toEqual([
      ["agent", null],
      ["Maria", "Maria"],
      ["unnamed-1", null],
      ["PA_1", null],
      ["unnamed-2", null],
    ]);
  });

  it.each([
    ["contact", { phone: "", name: " ", email: "" }, { phone: null, name: null, email: null }],
    ["contact", "Jane Smith", { phone: null, name: "Jane Smith", email: null }],
    ["contact", "+1 415 555 2671", { phone: "+1 415 555 2671", name: null, email: null }],
    ["phoneNumber", "", null],
    ["agent", { id: "a", name: "" }, { id: "a", name: null }],
    ["scheduledAt", "2031-01-01T00:00:00Z", "2031-01-01T00:00:00Z"],
    ["createdAt", "2031-01-01T00:00:00Z", null],
  ])("reads %s %j of a row as %j", (field, value, expected) => {
    expect(readListItem({ id: "1", [field]: value }, NOW_MS)?.item[field]).toEqual(expected);
  });
});

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>;
const FIELDS = [
  ...["status", "direction", "phoneNumber", "duration", "startedAt", "endedAt", "failureReason", "agent", "summary"],
  ...["transcript", "metadata", "roomId", "liveRoomStatus", "createdAt", "updatedAt", "messages", "contact", "cost"],
];
const LINE_FIELDS = [
  "role",
  "content",
  "timestamp",
  "message",
  "text",
  "time",
  "type",
  "event",
  "tool_calls",
  "id",
  "speaker",
  "start",
  "words",
];
const oddLine = fc.oneof(
  anyJson,
  fc.dictionary(
    fc.constantFrom(...LINE_FIELDS),
    fc.oneof(anyJson, fc.constantFrom("user", "dtmf", "…", at(5), 7, "message")),
  ),
);
const oddCall = fc
  .tuple(fc.dictionary(fc.constantFrom(...FIELDS), anyJson), fc.option(fc.array(oddLine), { nil: undefined }))
  // As JSON carries it: there is no negative zero.
  .map(([fields, transcript]): Record<string, unknown> & { id: string } =>
    JSON.parse(JSON.stringify({ ...fields, transcript, id: "call_1" })),
  );

/** What a value looks like that was written as a text by accident. */
const ACCIDENTS = /\[object |undefined|NaN/;

/** What came stays; only fields are added. */
function expectKept(out: unknown, sent: unknown): void {
  expect(out).toMatchObject(sent as object);
}

describe("a status", () => {
  it.each([
    ["Active", "active"],
    [" ringing ", "ringing"],
    ["NO-ANSWER", "no_answer"],
    ["no answer", "no_answer"],
    ["canceled", "cancelled"],
    ["in_progress", "in_progress"],
    ["In Progress", "In Progress"],
    ["on_hold", "on_hold"],
    ["完了", "完了"],
    [null, "unknown"],
    ["  ", "unknown"],
  ])("that comes as %j is %j, and goes out as it came", (status, expected) => {
    const sent = { id: "call_1", status };
    expect(read(sent).call.status).toBe(expected);
    expect(readListItem(sent)?.item.status).toBe(expected);
    expect(asSent(withSent(read(sent), sent))).toMatchObject({ status });
  });
});

describe("any call whatsoever", () => {
  it("is read with its id, and counted consistently", () => {
    fc.assert(
      fc.property(oddCall, (sent) => {
        const reading = readCall(sent, NOW_MS);
        expect(reading?.call.id).toBe("call_1");
        const { messages, fields } = reading?.unreadable ?? { messages: -1, fields: [] };
        expect(messages).toBeGreaterThanOrEqual(0);
        expect(new Set(fields).size).toBe(fields.length);
        if (Array.isArray(sent.transcript) && !("messages" in sent)) {
          expect(messages + (reading?.call.transcript?.length ?? 0)).toBeLessThanOrEqual(sent.transcript.length);
        }
        for (const line of reading?.call.transcript ?? []) {
          expect([typeof line.role, typeof line.content]).toEqual(["string", "string"]);
          const shown = `${line.role} ${line.content} ${line.event ?? ""}`;
          if (!ACCIDENTS.test(JSON.stringify(sent))) expect(shown).not.toMatch(ACCIDENTS);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("goes out as it came, and comes back as it was read", () => {
    fc.assert(
      fc.property(oddCall, (made) => {
        // As it comes over the wire, where -0 is 0.
        const sent = JSON.parse(JSON.stringify(made));
        const reading = readCall(sent, NOW_MS);
        if (reading === null) throw new Error("no call");
        const out = JSON.parse(JSON.stringify(asSent(withSent(reading, sent))));
        expectKept(out, sent);
        const again = readCall(out, NOW_MS);
        const seen = (call: typeof reading.call | undefined) =>
          transcriptRows(call?.transcript ?? null).map(({ speaker, content, event, kind, atMs }) => [
            speaker,
            content,
            event,
            kind,
            atMs,
          ]);
        expect(seen(again?.call)).toEqual(seen(reading.call));
        expect({ ...again?.call, transcript: null }).toEqual({ ...reading.call, transcript: null });
      }),
      { numRuns: 1_000 },
    );
  });

  it("has its newest lines as they came, too", () => {
    fc.assert(
      fc.property(fc.array(oddLine), fc.integer({ min: 1, max: 5 }), (transcript, most) => {
        const sent = { id: "call_1", transcript };
        const reading = readCall(sent, NOW_MS);
        const call = reading && withSent(reading, sent);
        if (!call?.transcript) return;
        const kept = newestLines(call.transcript, most);
        const out = asSent({ ...call, transcript: kept }).transcript as unknown[];
        expect(kept.length).toBe(Math.min(most, call.transcript.length));
        expectKept(
          JSON.parse(JSON.stringify(out)),
          JSON.parse(JSON.stringify(transcript.slice(transcript.length - out.length))),
        );
      }),
    );
  });

  it("is a row of the list that goes out as it came", () => {
    fc.assert(
      fc.property(oddCall, (sent) => {
        const row = readListItem(sent, NOW_MS);
        if (row === null) throw new Error("no row");
        expectKept(JSON.parse(JSON.stringify(asSent(rowWithSent(row)))), JSON.parse(JSON.stringify(sent)));
      }),
    );
  });

  it("does not go out with what came once another snapshot has joined it", () => {
    const sent = { id: "call_1", summary: "", transcript: 7 };
    const reading = readCall(sent);
    if (reading === null) throw new Error("no call");
    const joined = { ...withSent(reading, sent), summary: "All is well." };
    expect(asSent(joined)).toMatchObject({ summary: "All is well." });
  });
});
