import { createServer } from "node:http";
import { cancelAnswerSchema } from "@/lib/wire/contract";
import { ask, askUpstream, OWN_PAGE, parsed, refusal } from "./support/http";
import { expect, newCallId, test } from "./support/test";
import type { Upstream } from "./support/upstream";

const cancel = (url: string, id: string, headers: Record<string, string> = OWN_PAGE) =>
  ask(url, `/api/v1/calls/${id}`, { method: "DELETE", headers });

const statusUpstream = async (upstream: Upstream, id: string) =>
  ((await askUpstream(upstream, `/calls/${id}`)) as { data: { status: string } }).data.status;

const deletes = async (upstream: Upstream) =>
  (await upstream.requests()).filter(({ method }) => method === "DELETE").map(({ path }) => path);

test("one of our own pages ends a call: the call service is asked once and the call is over", async ({
  earshot,
  upstream,
}) => {
  const id = newCallId();
  await upstream.put({ id });
  const answer = await cancel(earshot.url, id);
  expect(answer.status).toBe(200);
  expect(parsed(cancelAnswerSchema, answer)).toEqual({
    data: { id, status: "cancelled" },
    message: expect.stringMatching(/\S/),
    meta: { outcome: "cancelled" },
  });
  expect(await statusUpstream(upstream, id)).toBe("cancelled");
  expect(await deletes(upstream)).toEqual([`/api/v1/calls/${id}`]);
  await expect
    .poll(async () => (await ask(earshot.url, `/api/v1/calls/${id}`)).json())
    .toMatchObject({ data: { status: "cancelled" } });
});

test("by `Origin` alone, as browsers without Sec-Fetch-Site send it, our own page is known too", async ({
  earshot,
  upstream,
}) => {
  const id = newCallId();
  await upstream.put({ id });
  const headers = { "content-type": "application/json; charset=utf-8", origin: earshot.url };
  expect((await cancel(earshot.url, id, headers)).status).toBe(200);
});

test("a reason that is too long, none or more than a reason is refused, and the call goes on", async ({
  earshot,
  upstream,
}) => {
  const id = newCallId();
  await upstream.put({ id });
  for (const body of [{ reason: "x".repeat(121) }, { reason: 7 }, { reason: "a", force: true }, [], "no JSON"]) {
    const sent = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await ask(earshot.url, `/api/v1/calls/${id}`, { method: "DELETE", headers: OWN_PAGE, body: sent });
    expect(refusal(answer), sent).toEqual({ status: 400, reason: "invalid_request" });
  }
  expect(await deletes(upstream)).toEqual([]);
});

const json = { "content-type": "application/json" };
const STRANGERS: [string, Record<string, string>][] = [
  ["another site", { ...json, "sec-fetch-site": "cross-site" }],
  ["a neighbour on the same domain", { ...json, "sec-fetch-site": "same-site" }],
  ["an address bar or a bookmark", { ...json, "sec-fetch-site": "none" }],
  ["another site that claims our origin", { ...json, "sec-fetch-site": "cross-site", origin: "OWN" }],
  ["another origin", { ...json, origin: "https://evil.example" }],
  ["another port of this machine", { ...json, origin: "http://localhost:1" }],
  ["another name of this machine", { ...json, origin: "http://127.0.0.1:PORT" }],
  ["a sandboxed frame", { ...json, origin: "null" }],
  ["an origin that is none", { ...json, origin: "evil" }],
  ["a program that does not say where it comes from", json],
  ["our origin as plain text", { "content-type": "text/plain", "sec-fetch-site": "same-origin" }],
  ["our origin as a form", { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" }],
  ["our origin without a type", { "sec-fetch-site": "same-origin" }],
  ["our origin with JSON only in a parameter", { "content-type": "text/plain; application/json", origin: "OWN" }],
];

test("nobody else ends a call: not by site, origin or content type", async ({ earshot, upstream }) => {
  const id = newCallId();
  await upstream.put({ id });
  const { port } = new URL(earshot.url);
  for (const [who, given] of STRANGERS) {
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replace("OWN", earshot.url).replace("PORT", port)]),
    );
    const answer = await cancel(earshot.url, id, headers);
    expect(refusal(answer), who).toEqual({ status: 403, reason: "cross_site" });
  }
  expect(await deletes(upstream)).toEqual([]);
  expect(await statusUpstream(upstream, id)).toBe("active");
});

test("reading never ends a call, whatever else the request says", async ({ earshot, upstream }) => {
  const id = newCallId();
  await upstream.put({ id });
  const overrides = { "x-http-method-override": "DELETE", "x-method-override": "DELETE", "x-http-method": "DELETE" };
  for (const method of ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH"]) {
    await ask(earshot.url, `/api/v1/calls/${id}?_method=DELETE`, { method, headers: { ...OWN_PAGE, ...overrides } });
    await ask(earshot.url, `/api/v1/calls/${id}`, { method, headers: { ...OWN_PAGE, ...overrides } });
  }
  expect(await deletes(upstream)).toEqual([]);
  expect(await statusUpstream(upstream, id)).toBe("active");
});

test.describe("in a real browser", () => {
  // What the page tries is refused by the browser or by us, and the browser says so.
  test.use({ expectedErrors: [/CORS|403|405|sandboxed|Failed to load resource|ERR_/] });

  test("a page of another site cannot end a call by fetch, form or image", async ({ page, earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id });
    const target = `${earshot.url}/api/v1/calls/${id}`;
    const evil = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Evil</title><p>evil");
    });
    await new Promise<void>((resolve) => evil.listen(0, "127.0.0.1", resolve));
    const address = evil.address();
    await page.goto(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/`);
    const outcomes = await page.evaluate(async (url) => {
      const tries: RequestInit[] = [
        { method: "DELETE" },
        { method: "DELETE", headers: { "content-type": "application/json" } },
        { method: "DELETE", credentials: "include" },
        { method: "POST", mode: "no-cors", headers: { "content-type": "text/plain" }, body: "{}" },
      ];
      return Promise.all(
        tries.map((init) =>
          fetch(url, init).then(
            (answer) => answer.type + answer.status,
            () => "refused",
          ),
        ),
      );
    }, target);
    expect(outcomes).toEqual(["refused", "refused", "refused", "refused"]);
    await page.setContent(
      `<img src="${target}"><form method="post" enctype="text/plain" action="${target}?_method=DELETE"><button>go</button></form>`,
    );
    const [posted] = await Promise.all([
      page.waitForResponse((answer) => answer.url().startsWith(target) && answer.request().method() === "POST"),
      page.getByRole("button").click(),
    ]);
    expect(posted.status()).toBeGreaterThanOrEqual(400);
    expect(await deletes(upstream)).toEqual([]);
    expect(await statusUpstream(upstream, id)).toBe("active");
    evil.closeAllConnections();
    evil.close();
  });
});

test("a double click is one request to the call service", async ({ earshot, upstream }) => {
  const id = newCallId();
  await upstream.put({ id });
  await upstream.fault({ kind: "latency", ms: 300, method: "DELETE" });
  const answers = await Promise.all([1, 2, 3].map(() => cancel(earshot.url, id)));
  const late = await cancel(earshot.url, id);
  for (const answer of [...answers, late]) {
    expect(answer.status).toBe(200);
    expect(parsed(cancelAnswerSchema, answer).data.status).toBe("cancelled");
  }
  expect(await deletes(upstream)).toHaveLength(1);
});

test("a call service that confirms with an empty 204 has confirmed", async ({ earshot, upstream }) => {
  const id = newCallId();
  await upstream.put({ id });
  await upstream.fault({ kind: "delete_204" });
  expect(parsed(cancelAnswerSchema, await cancel(earshot.url, id)).meta.outcome).toBe("cancelled");
  expect(await statusUpstream(upstream, id)).toBe("cancelled");
});

test('a cancel that the call service never answered is "unconfirmed", with the truth from a fresh read, and not sent again', async ({
  fresh,
  roughUpstream,
}) => {
  const cases = [
    { id: newCallId(), performed: true, status: "cancelled", again: "already_ended", sent: 1 },
    { id: newCallId(), performed: false, status: "active", again: "cancelled", sent: 2 },
  ];
  const sentFor = async (id: string) => (await deletes(roughUpstream)).filter((path) => path.endsWith(id));
  for (const { id, performed } of cases) {
    await roughUpstream.put({ id });
    await ask(fresh.url, `/api/v1/calls/${id}`);
    await roughUpstream.fault({ kind: "delete_hang", performed, path: id });
  }
  const answers = await Promise.all(cases.map(({ id }) => cancel(fresh.url, id)));
  await roughUpstream.clearFaults();
  for (const [at, { id, status, again, sent }] of cases.entries()) {
    const answer = answers[at] as (typeof answers)[number];
    expect(answer.status).toBe(202);
    expect(parsed(cancelAnswerSchema, answer)).toMatchObject({
      data: { id, status },
      meta: { outcome: "unconfirmed" },
    });
    expect(await sentFor(id)).toHaveLength(1);
    expect(parsed(cancelAnswerSchema, await cancel(fresh.url, id))).toMatchObject({ meta: { outcome: again } });
    expect(await sentFor(id)).toHaveLength(sent);
  }
});

const FAILURES: [string, { kind: string } & Record<string, unknown>, number, string][] = [
  ["a failing call service", { kind: "error", status: 503 }, 202, "unconfirmed"],
  ["an unreadable confirmation", { kind: "html" }, 202, "unconfirmed"],
  ["a broken connection", { kind: "reset" }, 202, "unconfirmed"],
  ["too many requests", { kind: "rate_limit", retryAfter: 7 }, 503, "call_service_rate_limited"],
  ["a refused key", { kind: "unauthorized" }, 502, "key_rejected"],
  ["a call of somebody else", { kind: "forbidden" }, 502, "other_organisation"],
];

test("a cancel is never sent twice by itself, however it fails, and the answer says how", async ({
  fresh,
  roughUpstream,
}) => {
  for (const [what, fault, status, outcome] of FAILURES) {
    const id = newCallId();
    await roughUpstream.reset();
    await roughUpstream.put({ id });
    await roughUpstream.fault({ ...fault, method: "DELETE" });
    const answer = await cancel(fresh.url, id);
    expect(answer.status, what).toBe(status);
    if (status === 202) expect(parsed(cancelAnswerSchema, answer).meta.outcome, what).toBe(outcome);
    else expect(refusal(answer).reason, what).toBe(outcome);
    if (outcome === "call_service_rate_limited") expect(answer.headers["retry-after"]).toBe("7");
    expect(await deletes(roughUpstream), what).toHaveLength(1);
  }
});

test("a call that is over is said to be over: known or not, without a second end", async ({ earshot, upstream }) => {
  const known = newCallId();
  const unknown = newCallId();
  await upstream.put({ id: known, status: "completed", summary: "All done." });
  await upstream.put({ id: unknown, status: "no_answer" });
  await ask(earshot.url, `/api/v1/calls/${known}`);
  for (const [id, status] of [
    [known, "completed"],
    [unknown, "no_answer"],
  ] as const) {
    const answer = await cancel(earshot.url, id);
    expect(answer.status).toBe(200);
    expect(parsed(cancelAnswerSchema, answer)).toMatchObject({
      data: { id, status },
      meta: { outcome: "already_ended" },
    });
  }
  expect(await deletes(upstream)).toEqual([`/api/v1/calls/${unknown}`]);
});

test("a call that is only scheduled cannot be ended here: 409", async ({ earshot, upstream }) => {
  const id = newCallId();
  await upstream.put({ id, status: "scheduled" });
  expect(refusal(await cancel(earshot.url, id))).toEqual({ status: 409, reason: "not_cancellable" });
});

test("a call nobody knows is 404", async ({ earshot }) => {
  expect(refusal(await cancel(earshot.url, newCallId()))).toEqual({ status: 404, reason: "call_not_found" });
});

test("an impossible id is 400 and never reaches the call service", async ({ fresh, roughUpstream }) => {
  for (const id of [
    "..",
    "%2e%2e",
    "a b".replace(" ", "%20"),
    "a%00b",
    "%E2%80%AEcall",
    "c%D0%B0ll",
    "x".repeat(129),
    "*",
  ]) {
    const answer = await cancel(fresh.url, id);
    expect(answer.status, id).toBe(400);
    expect(["invalid_call_id", "invalid_request"], id).toContain(refusal(answer).reason);
  }
  expect(await roughUpstream.requests()).toEqual([]);
});
