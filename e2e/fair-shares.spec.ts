import { connect } from "node:net";
import { invitedAnswerSchema } from "@/lib/wire/identity-contract";
import { auditAnswerSchema } from "@/lib/wire/settings-contract";
import { madeShareSchema } from "@/lib/wire/sharing-contract";
import { ADMIN, change, cookiesOf, firstAdminIsThere, GUARDED, signInAs } from "./support/access";
import { expectNobodyHeldUp, expectRefused, from, signIn, timed } from "./support/flood";
import { ask, OWN_PAGE, parsed, refusal } from "./support/http";
import { expect, newCallId, test } from "./support/test";

/** A proxy in front tells who asks. */
test.use({ freshSettings: { ...GUARDED, EARSHOT_TRUSTED_PROXIES: "1" } });

/** The whole work of a hash. Whose attempts count together is tried at night (fair-shares.nightly.spec.ts). */
test.describe("sixty wrong passwords at once from one address", () => {
  test.use({ passwordsCost: "all" });

  test("keep nobody else from signing in, and no answer is a 500", async ({ fresh }) => {
    test.slow();
    await expectNobodyHeldUp(fresh, { count: 60, address: () => "203.0.113.7" });
  });
});

test("a flood of wrong passwords holds up neither an invitation, a change of password, nor a passcode; a loop of shares nobody", async ({
  fresh,
  roughUpstream,
}) => {
  test.slow();
  const { url } = fresh;
  await firstAdminIsThere(fresh);
  const id = newCallId();
  await roughUpstream.put({ id, status: "active" });
  const cookie = await signInAs(url, ADMIN);
  const invite = async (name: string, role: string) => {
    const body = { email: `${name}@example.com`, name, role };
    const invited = await change(url, "POST", "/api/v1/users", { body, cookie });
    return parsed(invitedAnswerSchema, invited).data.link.path.split("#")[1];
  };
  const use = (token: string | undefined, password: string) =>
    change(url, "POST", "/api/v1/one-time-links/use", { body: { token, password }, headers: from("203.0.113.7") });
  const [sue, waits] = [await invite("sue", "supervisor"), await invite("waits", "viewer")];
  const supervisor = cookiesOf(await use(sue, "the phrase of sue"));
  const grant = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
  const share = (who: string) =>
    change(url, "POST", "/api/v1/shares", {
      body: { callId: id, label: "", grant, hours: 1, passcode: "lemon-tree" },
      cookie: who,
    });
  const made = parsed(madeShareSchema, await share(cookie)).data;
  const [path, secret] = made.path.split("#");

  const flood = Array.from({ length: 120 }, (_, n) =>
    signIn(url, `203.0.113.${n % 12}`, { email: `person-${n}@example.com`, password: "a wrong guess of mine" }),
  );
  const loop = Array.from({ length: 40 }, () => share(supervisor));
  const answers = await Promise.all([
    timed(() => use(waits, "the phrase of waits")),
    timed(() =>
      change(url, "POST", "/api/v1/account/password", {
        body: { current: ADMIN.password, next: "another long phrase 2" },
        cookie,
      }),
    ),
    timed(() =>
      change(url, "POST", `/api/v1/shared/${path?.split("/")[2]}/open`, {
        body: { secret, passcode: "lemon-tree" },
        headers: from("203.0.113.7"),
      }),
    ),
  ]);
  console.log(`invitation, change of password, passcode: ${answers.map(({ ms }) => Math.round(ms)).join(" ")} ms`);
  for (const { value } of answers) expect(value.status, value.text()).toBe(200);
  expectRefused(await Promise.all(flood));
  const looped = await Promise.all(loop);
  expect(looped.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  expectRefused(looped.filter(({ status }) => status !== 201));
  expect(fresh.output()).not.toMatch(/^ {4}at /m);
});

test("wrong passcodes of strangers do not close a link to newcomers", async ({ fresh, roughUpstream }) => {
  test.slow();
  const { url } = fresh;
  await firstAdminIsThere(fresh);
  const id = newCallId();
  await roughUpstream.put({ id, status: "active" });
  const cookie = await signInAs(url, ADMIN);
  const grant = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
  const body = { callId: id, label: "", grant, hours: 1, passcode: "lemon-tree" };
  const made = parsed(madeShareSchema, await change(url, "POST", "/api/v1/shares", { body, cookie })).data;
  const [path, secret] = made.path.split("#");
  const open = (passcode: string, address: string) =>
    change(url, "POST", `/api/v1/shared/${path?.split("/")[2]}/open`, {
      body: { secret, passcode },
      headers: from(address),
    });
  for (let n = 0; n < 24; n += 1) expectRefused([await open(`guess-${n}`, `203.0.${n % 4}.1`)]);
  expect(refusal(await open("lemon-tree", "203.0.1.1"))).toEqual({ status: 429, reason: "too_many_attempts" });
  expect((await open("lemon-tree", "198.51.100.9")).status).toBe(200);
});

test("a person changes a hundred and twenty things in a minute and no more, whatever they use; others go on", async ({
  fresh,
}) => {
  test.slow();
  const { url } = fresh;
  await firstAdminIsThere(fresh);
  const [one, other] = [await signInAs(url, ADMIN), await signInAs(url, ADMIN)];
  const rename = (cookie: string, n: number) =>
    change(url, "PATCH", "/api/v1/account", { body: { name: `Name ${n}` }, cookie });
  const statuses: number[] = [];
  for (let n = 0; n < 150; n += 1) {
    const answer = await rename(n % 2 === 0 ? one : other, n);
    statuses.push(answer.status);
    if (answer.status !== 200) expectRefused([answer]);
  }
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(120);
  expect(statuses.at(-1)).toBe(429);
  const audit = parsed(
    auditAnswerSchema,
    await ask(url, "/api/v1/audit?action=account.renamed", { headers: { cookie: one } }),
  );
  expect(audit.data.entries.length).toBeLessThanOrEqual(120);
  expect((await ask(url, "/api/v1/account/sessions", { headers: { cookie: one } })).status).toBe(200);
});

/** Opens a connection, says this and no more. @returns how long until it was closed, and what came back */
function hang(url: string, bytes: string): Promise<{ ms: number; answer: string }> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(bytes));
    let answer = "";
    // One more byte now and then, as somebody would who wants to stay.
    const drip = setInterval(() => socket.write("x"), 500);
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => undefined);
    socket.on("end", () => socket.end());
    socket.on("close", () => {
      clearInterval(drip);
      resolve({ ms: performance.now() - startMs, answer });
    });
  });
}

test("who sends a head or a body byte by byte is let go after half a minute at most", async ({ fresh }) => {
  test.slow();
  const { url } = fresh;
  const { host } = new URL(url);
  const headers = Object.entries({ host, ...OWN_PAGE, "content-length": "60000" });
  const head = `POST /api/v1/session HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}`;
  const [slowHead, slowBody] = await Promise.all([hang(url, `${head}x-more: `), hang(url, `${head}\r\n{`)]);
  expect(slowHead.ms).toBeLessThan(20_000);
  expect(slowHead.answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(slowBody.ms).toBeLessThan(45_000);
  expect(fresh.output()).not.toMatch(/^ {4}at /m);
});

test("a body that breaks off leaves no stack in the log, and neither do headers that no router of ours would send", async ({
  fresh,
}) => {
  const { url } = fresh;
  await firstAdminIsThere(fresh);
  const { host, port } = new URL(url);
  const headers = Object.entries({ host, ...OWN_PAGE, "content-length": "500" });
  const head = `POST /api/v1/session HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  for (let n = 0; n < 5; n += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        socket.write(`${head}{"email":`, () => setTimeout(() => socket.resetAndDestroy(), 50));
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
  }
  for (const odd of ODD_HEADERS) {
    for (const path of ["/sign-in", "/live", "/calls/call_1", "/settings/users?_rsc=x"]) {
      const answer = await ask(url, path, { headers: { rsc: "1", ...odd } });
      expect(answer.status, `${JSON.stringify(odd)} ${path}`).toBe(400);
    }
  }
  // What is well formed and still none of ours may be answered with anything but a fault.
  for (const strange of STRANGE_HEADERS) {
    for (const path of ["/sign-in", "/live", "/calls/call_1"]) {
      const first = await ask(url, path, { headers: strange });
      const next = first.status === 307 ? String(first.headers.location).replace(url, "") : null;
      const last = next?.startsWith("/") ? await ask(url, next, { headers: strange }) : first;
      expect(last.status, `${JSON.stringify(strange)} ${path}`).toBeLessThan(500);
    }
  }
  expect((await ask(url, "/api/v1/session")).status).toBe(200);
  expect(fresh.output()).not.toMatch(/^ {4}at |⨯|Error:/m);
});

const ODD_HEADERS: Record<string, string>[] = [
  { "next-router-state-tree": "x" },
  { "next-router-state-tree": "%" },
  { "next-router-state-tree": "%7B%7D" },
  { "next-router-state-tree": encodeURIComponent('["",{"children":["a",{},["x"]]}]') },
  { "next-router-state-tree": "[".repeat(3_000) },
  { "next-router-prefetch": "x" },
  { "next-router-segment-prefetch": "x" },
  { "next-url": "not a path" },
  { rsc: "x" },
];
const tree = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const STRANGE_HEADERS: Record<string, string>[] = [
  { rsc: "1", "next-router-state-tree": tree(["nothing of ours", { other: ["", {}] }]) },
  {
    rsc: "1",
    "next-router-state-tree": tree([
      "",
      { children: ["calls", { children: [["x", "y", "d", null], {}] }, null, "refetch"] },
    ]),
  },
  { rsc: "1", "next-router-state-tree": tree(["", { __proto__: ["", {}] }, ["/a", "?b"], "metadata-only", 3, "z"]) },
  { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/../../etc" },
  { rsc: "1", "next-router-prefetch": "2", "next-router-segment-prefetch": "/(.)x/[[...y" },
  { rsc: "1", "next-router-prefetch": "3", "next-url": "/(((((a+)+)+)+)" },
  { "next-hmr-refresh": "1", "next-hmr-refresh-hash": "\\" },
  { "next-action": "x", "next-action-not-found": "1" },
  { cookie: "__prerender_bypass=x; __next_preview_data=%" },
  { cookie: "__next_preview_data=a.b.c; __prerender_bypass=%E0%A4%A; next-instant-navigation-testing=[" },
  { cookie: "%=%; =; ;;; __Host-earshot_session=%ff; NEXT_LOCALE=%" },
  {
    accept: "x".repeat(4_000),
    "accept-language": "%",
    range: "bytes=x",
    "if-modified-since": "x",
    "if-none-match": '"',
  },
  { purpose: "prefetch", "x-middleware-prefetch": "1", "x-nextjs-data": "1", "x-matched-path": "/%" },
];
