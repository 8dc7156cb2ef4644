import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { callAnswerSchema } from "@/lib/wire/contract";
import { newAccessTokenAnswerSchema } from "@/lib/wire/settings-contract";
import { change } from "./support/access";
import { ask, askUpstream, parsed } from "./support/http";
import { expect, newCallId, test } from "./support/test";

type SeedClients = {
  getCallTranscript(id: string): Promise<unknown>;
  checkLiveCallStatus(id: string): Promise<unknown>;
  analyzeCall(id: string): Promise<unknown>;
  performQAReview(id: string): Promise<unknown>;
  calculateAvgResponseTime(transcript: unknown): number;
  check_live_call_status(id: string): Promise<unknown>;
  monitor_active_call(id: string, intervalSeconds: number): Promise<void>;
  extract_transcript_for_training(id: string): Promise<unknown>;
};
type Setup = { clients: SeedClients; lines: string[] };

const SOURCE = readFileSync(new URL("./support/seed-clients.mjs", import.meta.url), "utf8");
const DOCUMENTED_BASE = "https://v2.heppu.ai/api/v1";
const SEED_CALLS = ["call_abc123", "call_def456", "call_ghi789"];
/** What the samples call and the document leaves open: any function will do that tells equal inputs from different ones. */
const LEFT_OPEN = `
const analyzeSentiment = (transcript) => "of " + JSON.stringify(transcript);
const checkProfessionalism = (transcript) => "of " + JSON.stringify(transcript);
const calculateQAScore = (call) => JSON.stringify(Object.entries(call).sort());
`;

let runs = 0;

/** Runs the document's programs, pointed at another base address; `lines` fills with what they print. */
async function programs(base: string, key = "YOUR_API_KEY"): Promise<Setup> {
  const lines: string[] = [];
  const slot = `seedConsole${++runs}`;
  const print = (...parts: unknown[]) =>
    lines.push(
      parts.map((part) => (typeof part === "string" ? part : inspect(part, { depth: 9, sorted: true }))).join(" "),
    );
  Object.assign(globalThis, { [slot]: { log: print } });
  const text = SOURCE.replaceAll(DOCUMENTED_BASE, base).replaceAll("YOUR_API_KEY", key);
  const source = `const console = globalThis.${slot};${LEFT_OPEN}${text}`;
  const clients: SeedClients = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
  return { clients, lines };
}

/** Everything the samples make of one call. */
async function resultsOf({ clients }: Setup, id: string) {
  return {
    transcript: await clients.getCallTranscript(id),
    live: await clients.checkLiveCallStatus(id),
    analysis: await clients.analyzeCall(id),
    review: await clients.performQAReview(id),
    liveInPython: await clients.check_live_call_status(id),
    training: await clients.extract_transcript_for_training(id),
  };
}

test("the document's programs, pointed at Earshot, print and return what they do against the call service itself", async ({
  earshot,
  upstream,
}) => {
  const ours = await programs(`${earshot.url}/api/v1`);
  const theirs = await programs(upstream.url, upstream.key);
  expect(ours.lines.length).toBe(8);
  for (const id of SEED_CALLS) expect(await resultsOf(ours, id), id).toEqual(await resultsOf(theirs, id));
  expect(ours.lines).toEqual(theirs.lines);
});

test("where people sign in the document's programs run with an access token in the key's place, and not with the key", async ({
  guarded,
  upstream,
}) => {
  const owner = await guarded.newPerson("admin");
  const body = { name: "The document's programs", permission: "read", days: 1 };
  const made = await change(guarded.url, "POST", "/api/v1/tokens", { body, cookie: owner.cookies });
  const { token } = parsed(newAccessTokenAnswerSchema, made).data;
  for (const id of SEED_CALLS) {
    const theirs = await resultsOf(await programs(upstream.url, upstream.key), id);
    expect(await resultsOf(await programs(`${guarded.url}/api/v1`, token), id)).toEqual(theirs);
  }
  const refused = await ask(guarded.url, `/api/v1/calls/${SEED_CALLS[0]}`, { headers: { "x-api-key": upstream.key } });
  expect(refused.status).toBe(401);
});

test("the completed call of the document is analysed with the document's numbers", async ({ earshot }) => {
  const { clients, lines } = await programs(`${earshot.url}/api/v1`);
  expect(lines).toContain("[user]: Hi, I wanted to check on my order status. My order number is 12345.");
  expect(await clients.analyzeCall("call_abc123")).toMatchObject({
    duration: 245,
    outcome: "completed",
    summary: expect.stringContaining("December 5th"),
    messageCount: 7,
    avgResponseTime: 7.5,
  });
  expect(await clients.performQAReview("call_abc123")).toMatchObject({
    callId: "call_abc123",
    agentName: "Customer Support Agent",
    greetingUsed: true,
    closingUsed: true,
    resolutionProvided: false,
    responseTime: 7.5,
    callEfficiency: "efficient",
  });
  expect(await clients.checkLiveCallStatus("call_def456")).toEqual({ isActive: true, participants: 2 });
  expect(await clients.checkLiveCallStatus("call_ghi789")).toEqual({ isActive: false, status: "failed" });
  expect(await clients.extract_transcript_for_training("call_ghi789")).toBeNull();
  expect(await clients.extract_transcript_for_training("call_abc123")).toMatchObject({
    call_id: "call_abc123",
    agent_name: "Customer Support Agent",
    duration: 245,
    outcome: "completed",
    messages: { length: 7 },
  });
  // What its `analyzeCall` makes stands in our answer ready-made. A word list's sentiment is with the call's quality.
  const { meta } = parsed(callAnswerSchema, await ask(earshot.url, "/api/v1/calls/call_abc123"));
  expect(meta.analysis).toEqual({
    ...{ duration: 245, outcome: "completed", messageCount: 7, avgResponseTime: 7.5, sentiment: null },
  });
});

test("the document's monitor loop follows a call from ringing to its end", async ({
  fresh,
  roughUpstream: upstream,
}) => {
  const id = newCallId();
  await upstream.put({ id, status: "ringing" });
  const { clients, lines } = await programs(`${fresh.url}/api/v1`);
  lines.length = 0;
  const monitored = clients.monitor_active_call(id, 0.05);
  await expect.poll(() => lines).toContain("Status: ringing");
  await upstream.change(id, { status: "active", startedAt: new Date().toISOString() });
  await expect.poll(() => lines).toContain("Status: active");
  const participants = [{ identity: "agent", name: "Ava" }];
  await upstream.change(id, { liveRoomStatus: { roomExists: true, numParticipants: 1, participants } });
  await expect.poll(() => lines).toContain("Active participants: 1");
  await upstream.end(id, { status: "completed", summary: "The caller got a new date." });
  await monitored;
  expect(lines.slice(-3)).toEqual([
    "Status: completed",
    expect.stringMatching(/^Call ended\. Duration: \d+ seconds$/),
    "Summary: The caller got a new date.",
  ]);
});

test("the document's calls are given field for field", async ({ earshot, upstream }) => {
  for (const id of SEED_CALLS) {
    const ours = await ask(earshot.url, `/api/v1/calls/${id}`);
    const theirs = (await askUpstream(upstream, `/calls/${id}`)) as { data: unknown };
    expect((ours.json() as { data: unknown }).data, id).toEqual(theirs.data);
  }
});

test("a call with fields nobody has heard of is given field for field", async ({ earshot, upstream }) => {
  const id = newCallId();
  await upstream.put({
    id,
    status: "on_hold",
    direction: "inbound",
    sentimentScore: 0.25,
    transcript: [{ role: "tool", content: "lookup()", timestamp: "2026-11-22T10:00:00.5Z", confidence: 0.98 }],
    metadata: { nested: { list: [1, null, "two"] }, "odd key": "ümlaut", __proto__: { a: 1 } },
    liveRoomStatus: {
      roomExists: true,
      numParticipants: 3,
      participants: [{ identity: "sip_1", name: "", sid: "PA_1", joined_at: 1_764_597_595, attributes: { a: "b" } }],
      egress: { active: false },
    },
  });
  const theirs = (await askUpstream(upstream, `/calls/${id}`)) as { data: { sentimentScore: number } };
  expect(theirs.data.sentimentScore).toBe(0.25);
  const ours = await ask(earshot.url, `/api/v1/calls/${id}`);
  expect((ours.json() as { data: unknown }).data).toEqual(theirs.data);
});

test("calls that run are given field for field as they change", async ({ earshot, upstream }) => {
  await upstream.reset({ empty: false });
  const list = (await askUpstream(upstream, "/calls?status=active&limit=5")) as { data: { calls: { id: string }[] } };
  expect(list.data.calls.length).toBeGreaterThan(0);
  for (const { id } of list.data.calls) {
    // Both move on: equal at some moment, for every call.
    await expect(async () => {
      const ours = await ask(earshot.url, `/api/v1/calls/${id}`);
      const theirs = (await askUpstream(upstream, `/calls/${id}`)) as { data: unknown };
      expect((ours.json() as { data: unknown }).data).toEqual(theirs.data);
    }).toPass({ intervals: [50], timeout: 60_000 });
  }
});

test("who is in the room is up to date although `updatedAt` stood still", async ({ earshot, upstream }) => {
  const id = newCallId();
  const updatedAt = "2026-11-22T10:00:00.000Z";
  const room = (...names: string[]) => ({
    roomExists: true,
    numParticipants: names.length,
    participants: names.map((name) => ({ identity: name, name })),
  });
  await upstream.put({ id, updatedAt, liveRoomStatus: room("zoe", "agent") });
  const roomNow = async () => {
    const answer = await ask(earshot.url, `/api/v1/calls/${id}`);
    return (answer.json() as { data: { liveRoomStatus: unknown } }).data.liveRoomStatus;
  };
  expect(await roomNow()).toEqual(room("zoe", "agent"));
  for (const names of [["agent"], ["agent", "bob", "caller"], ["zoe"], []]) {
    await upstream.change(id, { updatedAt, liveRoomStatus: room(...names) });
    await expect.poll(roomNow).toEqual(room(...names));
  }
});
