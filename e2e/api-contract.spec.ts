import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { ENDPOINTS } from "@/lib/wire/api/registry";
import { applyChanges, CALL_SHAPE } from "@/lib/wire/changes";
import { boardSchema, callAnswerSchema, callListAnswerSchema } from "@/lib/wire/contract";
import { type Answered, ask, askUpstream, parsed, refusal } from "./support/http";
import { ROOT } from "./support/servers";
import { expect, newCallId, test } from "./support/test";

const FRESHNESS = ["age", "earshot-as-of", "earshot-now", "earshot-health", "earshot-refresh-ms", "earshot-build"];

/** A transcript long enough to be worth compressing. */
const talk = (lines: number) =>
  Array.from({ length: lines }, (_, at) => ({
    role: at % 2 === 0 ? "assistant" : "user",
    content: `Line ${at}: the parcel is on its way and will be with you on Thursday.`,
    timestamp: new Date(Date.UTC(2026, 10, 22, 10, 0, at)).toISOString(),
  }));

const expectFresh = (answer: Answered) => {
  for (const name of FRESHNESS) expect(answer.headers[name], name).toMatch(/\S/);
  const ageMs = Date.parse(String(answer.headers["earshot-now"])) - Date.parse(String(answer.headers["earshot-as-of"]));
  expect(ageMs).toBeGreaterThanOrEqual(0);
  expect(Number(answer.headers.age)).toBe(Math.floor(ageMs / 1000));
};

test.describe("answers", () => {
  test("the board, plain and masked, is what the contract says and nothing more", async ({ earshot, upstream }) => {
    await upstream.reset({ empty: false });
    for (const path of ["/api/v1/live", "/api/v1/live?masked=true", "/api/v1/live?masked=false"]) {
      const answer = await ask(earshot.url, path);
      const board = parsed(boardSchema, answer);
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual(board);
      expect(board.meta).toMatchObject({ demo: false, masked: path.endsWith("=true"), droppedRows: 0 });
      expectFresh(answer);
    }
    await expect
      .poll(async () => parsed(boardSchema, await ask(earshot.url, "/api/v1/live")).data.calls.length)
      .toBeGreaterThan(3);
  });

  test("the masked board holds no number, no name and no word of what was said", async ({ earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({
      id,
      phoneNumber: "+358401234567",
      contact: { phone: "+358401234567", name: "Aino Virtanen", email: "aino@example.com" },
      transcript: [{ role: "user", content: "My card is 4111 1111 1111 1111", timestamp: new Date().toISOString() }],
      liveRoomStatus: {
        roomExists: true,
        numParticipants: 2,
        participants: [
          { identity: "agent", name: "Ava" },
          { identity: "sip_+358401234567", name: "+358401234567" },
        ],
      },
    });
    const callOf = async (path: string) => {
      const answer = await ask(earshot.url, path);
      return { text: answer.text(), call: parsed(boardSchema, answer).data.calls.find((call) => call.id === id) };
    };
    await expect.poll(async () => (await callOf("/api/v1/live")).call?.messageCount).toBe(1);
    const plain = await callOf("/api/v1/live");
    const masked = await callOf("/api/v1/live?masked=true");
    for (const personal of ["358401234567", "Aino", "4111"]) {
      expect(plain.text).toContain(personal);
      expect(masked.text).not.toContain(personal);
    }
    expect(masked.call?.status).toBe("active");
  });

  test("a call is what the contract says and nothing more, whole and cut to its newest lines", async ({
    earshot,
    upstream,
  }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: talk(12) });
    const whole = await ask(earshot.url, `/api/v1/calls/${id}`);
    expect(whole.json()).toEqual(parsed(callAnswerSchema, whole));
    expect(parsed(callAnswerSchema, whole).meta).toMatchObject({ demo: false, omittedMessages: 0, settled: false });
    expectFresh(whole);
    const cut = parsed(callAnswerSchema, await ask(earshot.url, `/api/v1/calls/${id}?messages=5`));
    expect(cut.data.transcript).toEqual(talk(12).slice(-5));
    expect(cut.meta.omittedMessages).toBe(7);
  });

  test("a call that has been over for a while and has its summary is settled, and is not read again", async ({
    earshot,
    upstream,
  }) => {
    const id = newCallId();
    const endedAt = new Date(Date.now() - 90_000).toISOString();
    await upstream.put({ id, status: "completed", endedAt, summary: "All done.", transcript: talk(2) });
    const first = parsed(callAnswerSchema, await ask(earshot.url, `/api/v1/calls/${id}`));
    expect(first.meta.settled).toBe(true);
    await upstream.remove(id);
    for (let times = 0; times < 5; times += 1) {
      expect(parsed(callAnswerSchema, await ask(earshot.url, `/api/v1/calls/${id}`))).toEqual(first);
    }
    expect((await upstream.requests()).filter(({ path }) => path.includes(id))).toHaveLength(1);
  });
});

test.describe("the list", () => {
  const HOUR_MS = 3_600_000;
  // Nothing that ended hours ago changes any more, so both sides must agree to the letter.
  const past = `startDate=${new Date(Date.now() - 60 * HOUR_MS).toISOString()}&endDate=${new Date(Date.now() - 6 * HOUR_MS).toISOString()}`;
  const AGENT = "%AGENT%";
  const PHONE = "%PHONE%";
  const QUERIES = [
    past,
    `${past}&limit=7`,
    `${past}&limit=100&offset=100`,
    `${past}&offset=3&limit=2`,
    `${past}&sortOrder=asc&limit=5`,
    `${past}&sortBy=createdAt&sortOrder=desc&limit=5`,
    `${past}&sortBy=scheduledAt&sortOrder=asc&limit=20`,
    ...["inbound", "outbound"].map((direction) => `${past}&limit=9&direction=${direction}`),
    ...["completed", "failed", "cancelled", "no_answer", "busy"].map((status) => `${past}&limit=9&status=${status}`),
    `${past}&limit=9&agentId=${AGENT}`,
    `${past}&limit=9&phoneNumber=${PHONE}`,
    `${past}&limit=9&agentId=${AGENT}&status=completed&direction=inbound&sortOrder=asc&offset=1`,
    "endDate=2001-01-01",
  ];

  test("takes every filter of the call service and gives what it gives", async ({ earshot, upstream }) => {
    await upstream.reset({ empty: false });
    type Page = { data: { calls: { agent: { id: string }; phoneNumber: string }[]; pagination: { total: number } } };
    const any = ((await askUpstream(upstream, `/calls?${past}&limit=1&direction=inbound`)) as Page).data.calls[0];
    if (!any) throw new Error("The simulator has no history.");
    const totals = new Set<number>();
    for (const query of QUERIES) {
      const filled = query.replace(AGENT, any.agent.id).replace(PHONE, encodeURIComponent(any.phoneNumber));
      const ours = await ask(earshot.url, `/api/v1/calls?${filled}`);
      const theirs = (await askUpstream(upstream, `/calls?${filled}`)) as Page;
      expect(parsed(callListAnswerSchema, ours).data, filled).toEqual(theirs.data);
      expectFresh(ours);
      totals.add(theirs.data.pagination.total);
    }
    // Each filter filters: had one been dropped on the way, others would give the same.
    expect(totals.size).toBeGreaterThan(8);
  });

  test("takes every status of a call that runs or waits", async ({ earshot, upstream }) => {
    for (const status of ["initiated", "scheduled", "queued", "connecting", "ringing", "active"]) {
      const id = newCallId();
      await upstream.put({ id, status, scheduledAt: "2026-11-22T10:00:00Z", twilioCallSid: "CA1", outcome: "sold" });
      const query = `status=${status}&sortOrder=asc`;
      const ours = async () =>
        parsed(callListAnswerSchema, await ask(earshot.url, `/api/v1/calls?${query}`)).data.calls;
      // A page that was read within the last interval is given again.
      await expect.poll(async () => (await ours()).map((call) => call.id)).toEqual([id]);
      const theirs = (await askUpstream(upstream, `/calls?${query}`)) as { data: { calls: unknown[] } };
      expect(await ours()).toEqual(theirs.data.calls);
    }
  });

  const WRONG: [string, RegExp][] = [
    ["agentId=7", /^agentId should be a UUID/],
    ["status=gone", /^status should be one of initiated/],
    ["status=active,ringing", /^status should be/],
    ["direction=sideways", /^direction should be inbound or outbound/],
    ["phoneNumber=%3Cscript%3E", /^phoneNumber should be/],
    ["startDate=yesterday", /^startDate should be an ISO 8601 time/],
    ["endDate=2026-13-45", /^endDate should be/],
    ["limit=0", /^limit should be a whole number from 1 to 100/],
    ["limit=101", /^limit should be/],
    ["limit=1e1", /^limit should be/],
    ["limit=", /^limit should be/],
    ["offset=-1", /^offset should be/],
    ["sortBy=duration", /^sortBy should be createdAt or scheduledAt/],
    ["sortOrder=up", /^sortOrder should be/],
    ["limit=5&limit=6", /^limit is given twice/],
    ["q=hello", /does not have/],
    ["limit%00=1", /does not have/],
  ];

  test("refuses what it cannot read with a sentence that names it, before the call service hears of it", async ({
    fresh,
    roughUpstream,
  }) => {
    for (const [query, words] of WRONG) {
      const answer = await ask(fresh.url, `/api/v1/calls?${query}`);
      expect(refusal(answer), query).toEqual({ status: 400, reason: "invalid_request" });
      expect((answer.json() as { error: { message: string } }).error.message, query).toMatch(words);
    }
    for (const path of ["/api/v1/live?masked=yes", "/api/v1/live?x=1", "/api/v1/calls/call_1?messages=0"]) {
      expect(refusal(await ask(fresh.url, path)), path).toEqual({ status: 400, reason: "invalid_request" });
    }
    expect(await roughUpstream.requests()).toEqual([]);
  });

  test.describe("asked for by many", () => {
    // However slowly this machine hands out twenty requests, the last one comes within one interval of the first.
    test.use({ freshSettings: { EARSHOT_BOARD_INTERVAL_MS: "30000" } });

    test("is read once for everybody who asks for the same at the same time", async ({ fresh, roughUpstream }) => {
      await roughUpstream.fault({ kind: "latency", ms: 500 });
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(fresh.url, "/api/v1/calls?limit=3")));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(await roughUpstream.requests()).toHaveLength(1);
    });
  });
});

test.describe("versions and bytes", () => {
  test("an unchanged answer is a 304 without a body, but with a freshness that moves on", async ({
    earshot,
    upstream,
  }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: talk(40), status: "ringing" });
    const path = `/api/v1/calls/${id}`;
    const first = await ask(earshot.url, path);
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^"[\w-]{20,}"$/);
    for (const known of [tag, `W/${tag}`, `"other", W/${tag}`, "*"]) {
      const again = await ask(earshot.url, path, { headers: { "if-none-match": known } });
      expect(again.status, known).toBe(304);
      expect(again.body.length).toBe(0);
      expect(again.headers.etag).toBe(tag);
      expectFresh(again);
    }
    await expect
      .poll(async () => {
        const again = await ask(earshot.url, path, { headers: { "if-none-match": tag } });
        return again.status === 304 && String(again.headers["earshot-as-of"]) > String(first.headers["earshot-as-of"]);
      })
      .toBe(true);
    expect((await ask(earshot.url, path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
    await upstream.say(id, { role: "user", content: "One more thing." });
    await expect
      .poll(async () => (await ask(earshot.url, path, { headers: { "if-none-match": tag } })).status)
      .toBe(200);
  });

  test("what has changed since a version is told alone, and leads to the whole answer", async ({
    earshot,
    upstream,
  }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: talk(300), status: "active" });
    const path = `/api/v1/calls/${id}`;
    const first = await ask(earshot.url, path);
    const version = String(first.headers.etag).slice(1, -1);
    await upstream.say(id, { role: "user", content: "One more thing." });
    await expect
      .poll(async () => (await ask(earshot.url, path, { headers: { "if-none-match": `"${version}"` } })).status)
      .toBe(200);
    const whole = await ask(earshot.url, path);
    const changes = await ask(earshot.url, `${path}?since=${version}`);
    expect(changes.headers.etag).toBe(whole.headers.etag);
    expect(changes.body.length / whole.body.length).toBeLessThan(0.02);
    expect(applyChanges(first.json(), changes.json(), CALL_SHAPE)).toEqual(whole.json());
    const newest = String(whole.headers.etag).slice(1, -1);
    const same = await ask(earshot.url, `${path}?since=${newest}`, { headers: { "if-none-match": `"${newest}"` } });
    expect(same.status).toBe(304);
  });

  test("a version that nobody knows gets the whole answer, and what can be none is refused", async ({ earshot }) => {
    const board = parsed(boardSchema, await ask(earshot.url, "/api/v1/live?since=AAAAAAAAAAAAAAAAAAAAAA&masked=true"));
    expect(board.meta.masked).toBe(true);
    for (const path of ["/api/v1/live?since=", "/api/v1/live?since=a%22b", "/api/v1/calls/call_1?since=x.y"]) {
      expect(refusal(await ask(earshot.url, path)), path).toEqual({ status: 400, reason: "invalid_request" });
    }
  });

  test("a quiet board is a 304 too", async ({ fresh }) => {
    // Its first seconds are not quiet: today's count of answered calls arrives.
    await expect(async () => {
      const { headers } = await ask(fresh.url, "/api/v1/live");
      const again = await ask(fresh.url, "/api/v1/live", { headers: { "if-none-match": String(headers.etag) } });
      expect(again.status).toBe(304);
      expectFresh(again);
    }).toPass();
  });

  test("compressed and plain answers hold the same, and say which", async ({ earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: talk(60), status: "ringing" });
    const path = `/api/v1/calls/${id}`;
    const plain = await ask(earshot.url, path);
    expect(plain.body.length).toBeGreaterThan(4_000);
    const CASES: [string, string | undefined][] = [
      ["br", "br"],
      ["gzip", "gzip"],
      ["gzip, deflate, br, zstd", "br"],
      ["gzip, br;q=0", "gzip"],
      ["br;q=0.0, gzip;q=0", undefined],
      ["identity", undefined],
      ["deflate", undefined],
    ];
    for (const [accepted, encoding] of CASES) {
      const answer = await ask(earshot.url, path, { headers: { "accept-encoding": accepted } });
      expect(answer.headers["content-encoding"], accepted).toBe(encoding);
      expect(answer.json(), accepted).toEqual(plain.json());
      expect(answer.headers.vary, accepted).toMatch(/accept-encoding/i);
      expect(answer.headers.etag, accepted).toBe(plain.headers.etag);
      if (encoding) expect(answer.body.length).toBeLessThan(plain.body.length / 4);
    }
  });

  test("HEAD says what GET would say, without the body", async ({ earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: talk(40), status: "ringing" });
    for (const path of [`/api/v1/calls/${id}`, "/api/v1/calls?limit=1&endDate=2001-01-01"]) {
      const get = await ask(earshot.url, path);
      const head = await ask(earshot.url, path, { method: "HEAD" });
      expect(head.status).toBe(200);
      expect(head.body.length).toBe(0);
      for (const name of ["etag", "content-type", "cache-control"]) {
        expect(head.headers[name], `${path} ${name}`).toBe(get.headers[name]);
      }
    }
    expect((await ask(earshot.url, `/api/v1/calls/${newCallId()}`, { method: "HEAD" })).status).toBe(404);
  });
});

test.describe("the description of the API", () => {
  test("is a valid OpenAPI document of this version, kept by whoever has it while it stands", async ({ earshot }) => {
    const path = "/api/v1/openapi.json";
    const answer = await ask(earshot.url, path, { headers: { "accept-encoding": "br" } });
    expect([answer.status, answer.headers["content-encoding"]]).toEqual([200, "br"]);
    const document = answer.json() as { info: { version: string }; paths: Record<string, unknown> };
    const product = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect(document.info.version).toBe(product.version);
    expect(Object.keys(document.paths)).toEqual(Object.values(ENDPOINTS).map((endpoint) => endpoint.path));
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
    const again = await ask(earshot.url, path, { headers: { "if-none-match": String(answer.headers.etag) } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });
});

test.describe("addresses that are not there", () => {
  test("an unknown address below /api is 404 in our envelope, whatever the method", async ({ earshot }) => {
    for (const path of ["/api", "/api/v1", "/api/v1/nope", "/api/v2/calls", "/api/v1/calls/a/b", "/api/v1/Calls"]) {
      for (const method of ["GET", "POST", "DELETE"]) {
        const answer = await ask(earshot.url, path, { method });
        expect(refusal(answer), `${method} ${path}`).toEqual({ status: 404, reason: "not_found" });
        expect(answer.headers["content-type"]).toContain("application/json");
      }
    }
  });

  test("a wrong method is 405 in our envelope and names the right ones", async ({ earshot }) => {
    const CASES: [string, string, string[]][] = [
      ["/api/v1/live", "POST", ["GET", "HEAD"]],
      ["/api/v1/live", "DELETE", ["GET", "HEAD"]],
      ["/api/v1/calls", "POST", ["GET", "HEAD"]],
      ["/api/v1/calls", "OPTIONS", ["GET", "HEAD"]],
      ["/api/v1/calls/call_1", "PUT", ["GET", "HEAD", "DELETE"]],
      ["/api/v1/calls/call_1", "PATCH", ["GET", "HEAD", "DELETE"]],
      ["/api/v1/calls/call_1", "OPTIONS", ["GET", "HEAD", "DELETE"]],
      ["/healthz", "POST", ["GET", "HEAD"]],
      ["/readyz", "DELETE", ["GET", "HEAD"]],
    ];
    for (const [path, method, allowed] of CASES) {
      const answer = await ask(earshot.url, path, { method });
      expect(refusal(answer), `${method} ${path}`).toEqual({ status: 405, reason: "invalid_request" });
      expect(String(answer.headers.allow).split(", "), `${method} ${path}`).toEqual(allowed);
    }
  });
});
