import { agentsAnswerSchema } from "@/lib/wire/agents-contract";
import { boardSchema, callListAnswerSchema } from "@/lib/wire/contract";
import {
  accessTokensAnswerSchema,
  auditAnswerSchema,
  newAccessTokenAnswerSchema,
  retentionLossSchema,
  storedSettingsAnswerSchema,
} from "@/lib/wire/settings-contract";
import { change, type Guarded } from "./support/access";
import { calmCall } from "./support/calls";
import { ask, OWN_PAGE, parsed, refusal } from "./support/http";
import { expect, test } from "./support/test";

const read = async (guarded: Guarded, role: "admin" | "supervisor" | "viewer", path: string) =>
  ask(guarded.url, path, { headers: { cookie: await guarded.asRole(role) } });

async function makeToken(guarded: Guarded, cookie: string, wanted: Record<string, unknown> = {}) {
  const body = { name: "A program", permission: "read", days: 7, ...wanted };
  return change(guarded.url, "POST", "/api/v1/tokens", { body, cookie });
}

test("tokens are listed to their owner and to admins, in the contract's shape and without their secret", async ({
  guarded,
}) => {
  const owner = await guarded.newPerson("supervisor");
  const made = parsed(newAccessTokenAnswerSchema, await makeToken(guarded, owner.cookies)).data;
  const own = await ask(guarded.url, "/api/v1/tokens", { headers: { cookie: owner.cookies } });
  expect(parsed(accessTokensAnswerSchema, own).data.tokens.map(({ id }) => id)).toEqual([made.id]);
  expect(own.text()).not.toContain(made.token);
  const all = await read(guarded, "admin", "/api/v1/tokens?of=everybody");
  expect(parsed(accessTokensAnswerSchema, all).data.tokens.map(({ id }) => id)).toContain(made.id);
  expect(refusal(await read(guarded, "supervisor", "/api/v1/tokens?of=everybody"))).toEqual({
    status: 403,
    reason: "not_permitted",
  });
});

test("a reading token reads and changes nothing; a program's request needs no page of ours", async ({
  guarded,
  upstream,
}) => {
  const call = calmCall();
  await upstream.put(call);
  const owner = await guarded.newPerson("supervisor");
  const reading = parsed(newAccessTokenAnswerSchema, await makeToken(guarded, owner.cookies)).data.token;
  const acting = parsed(newAccessTokenAnswerSchema, await makeToken(guarded, owner.cookies, { permission: "act" })).data
    .token;
  const end = (token: string) =>
    ask(guarded.url, `/api/v1/calls/${call.id}`, { method: "DELETE", headers: { "x-api-key": token } });
  expect(refusal(await end(reading))).toEqual({ status: 403, reason: "not_permitted" });
  expect((await end(acting)).status).toBe(200);
});

test("a wrong token is refused, with a good session beside it too", async ({ guarded }) => {
  const cookie = await guarded.asRole("admin");
  for (const token of ["", "nonsense", `ear_token_${"a".repeat(43)}`]) {
    const answer = await ask(guarded.url, "/api/v1/live", { headers: { cookie, "x-api-key": token } });
    expect(refusal(answer), token).toEqual({ status: 401, reason: "sign_in_required" });
  }
});

test("a program with a token cannot make tokens, people or settings", async ({ guarded }) => {
  const owner = await guarded.newPerson("admin");
  const made = await makeToken(guarded, owner.cookies, { permission: "act" });
  const headers = { ...OWN_PAGE, "x-api-key": parsed(newAccessTokenAnswerSchema, made).data.token };
  const tries: [string, string, unknown][] = [
    ["POST", "/api/v1/tokens", { name: "More", permission: "act", days: 365 }],
    ["POST", "/api/v1/users", { email: "x@example.com", name: "X", role: "admin" }],
    ["POST", `/api/v1/users/${owner.id}/link`, {}],
    ["PATCH", "/api/v1/settings", { privacy: { supervisorsSeeNumbers: true } }],
    ["POST", "/api/v1/account/password", { current: owner.password, next: "another long phrase 9" }],
    ["POST", "/api/v1/audit/export", {}],
  ];
  for (const [method, path, body] of tries) {
    const answer = await ask(guarded.url, path, { method, headers, body: JSON.stringify(body) });
    expect(refusal(answer), path).toEqual({ status: 403, reason: "not_permitted" });
  }
});

test("settings answer in the contract's shape, and what is out of range is refused by name", async ({ guarded }) => {
  const cookie = await guarded.asRole("admin");
  const before = parsed(storedSettingsAnswerSchema, await read(guarded, "admin", "/api/v1/settings")).data;
  expect(before.signIn).toMatchObject({ mode: "on", oidc: null });
  for (const [body, field] of [
    [{ retention: { auditDays: 29 } }, "retention.auditDays"],
    [{ retention: { endedDays: 2.5 } }, "retention.endedDays"],
    [{ privacy: { supervisorsSeeNumbers: "yes" } }, "privacy.supervisorsSeeNumbers"],
    [{ unknown: true }, "The body"],
  ] as const) {
    const refused = await change(guarded.url, "PATCH", "/api/v1/settings", { body, cookie });
    expect(refusal(refused)).toEqual({ status: 400, reason: "invalid_request" });
    expect(refused.text()).toContain(field);
  }
  const after = parsed(storedSettingsAnswerSchema, await read(guarded, "admin", "/api/v1/settings")).data;
  expect(after).toEqual(before);
});

test("a shorter time is counted before it is set, holds a day later, and is taken back by what holds", async ({
  guarded,
}) => {
  const cookie = await guarded.asRole("admin");
  const loss = await read(guarded, "admin", "/api/v1/settings/retention?auditDays=30&endedDays=1");
  expect(parsed(retentionLossSchema, loss).data.auditEntries).toBe(0);
  const set = async (auditDays: number) => {
    const answer = await change(guarded.url, "PATCH", "/api/v1/settings", {
      body: { retention: { auditDays } },
      cookie,
    });
    return parsed(storedSettingsAnswerSchema, answer).data.retention;
  };
  const shorter = await set(30);
  expect(shorter).toMatchObject({ auditDays: 365, shorter: { auditDays: { days: 30 } } });
  const dueMs = Date.parse(shorter.shorter.auditDays?.from ?? "");
  expect(Math.abs(dueMs - Date.now() - 86_400_000)).toBeLessThan(60_000);
  expect(await set(365)).toMatchObject({ auditDays: 365, shorter: { auditDays: null } });
  for (const query of ["auditDays=29", "endedDays=x", "other=1", "auditDays=40&auditDays=50"]) {
    const answer = await read(guarded, "admin", `/api/v1/settings/retention?${query}`);
    expect(refusal(answer), query).toEqual({ status: 400, reason: "invalid_request" });
  }
});

test("the agents are told to whoever may choose some of them, once for everybody, and to nobody else", async ({
  guarded,
  upstream,
}) => {
  const asked = async () => (await upstream.requests()).filter(({ path }) => path.includes("/agents"));
  for (const role of ["admin", "supervisor", "admin"] as const) {
    const { agents, isComplete } = parsed(agentsAnswerSchema, await read(guarded, role, "/api/v1/agents")).data;
    expect(isComplete).toBe(true);
    expect(agents.map(({ name }) => name)).toContain("Nimbrel Tech Support");
    expect(JSON.stringify(agents)).not.toMatch(/phone|\+1/);
  }
  expect((await asked()).length).toBeLessThanOrEqual(1);
  expect(refusal(await read(guarded, "viewer", "/api/v1/agents"))).toEqual({ status: 403, reason: "not_permitted" });
});

test("a scope of ids shows the agent's calls whatever the agent is called, and nobody else's", async ({
  guarded,
  upstream,
}) => {
  const [own, renamed, other] = [calmCall(), calmCall(), calmCall()];
  const id = "6f1d0c52-0000-4000-8000-00000000000a";
  await upstream.put({ ...own, agent: { id, name: "Aurora", type: "voice" } });
  await upstream.put({ ...renamed, agent: { id, name: "Aurora, renamed", type: "voice" } });
  await upstream.put({
    ...other,
    agent: { id: "6f1d0c52-0000-4000-8000-00000000000b", name: "Aurora", type: "voice" },
  });
  const { cookies: cookie } = await guarded.newPerson("viewer", { agents: [id], agentNames: [], campaigns: [] });
  const see = (path: string) => ask(guarded.url, path, { headers: { cookie } });
  await expect
    .poll(async () => (parsed(boardSchema, await see("/api/v1/live")).data.calls ?? []).map((call) => call.id).sort())
    .toEqual([own.id, renamed.id].sort());
  expect((await see(`/api/v1/calls/${renamed.id}`)).status).toBe(200);
  expect(refusal(await see(`/api/v1/calls/${other.id}`))).toEqual({ status: 404, reason: "call_not_found" });
  const listed = parsed(callListAnswerSchema, await see("/api/v1/calls")).data.calls.map((call) => call.id);
  expect(listed.sort()).toEqual([own.id, renamed.id].sort());
});

test("the audit trail pages backwards without a gap, and refuses filters it does not know", async ({ guarded }) => {
  const first = parsed(auditAnswerSchema, await read(guarded, "admin", "/api/v1/audit")).data;
  expect(first.entries.length).toBeGreaterThan(0);
  const middle = first.entries[0];
  const older = parsed(auditAnswerSchema, await read(guarded, "admin", `/api/v1/audit?before=${middle?.id}`)).data;
  expect(older.entries[0]?.id).toBe(first.entries[1]?.id);
  for (const query of ["before=x", "result=maybe", "from=yesterday", "colour=red", "text=%00"]) {
    const answer = await read(guarded, "admin", `/api/v1/audit?${query}`);
    expect([200, 400], query).toContain(answer.status);
    if (query !== "text=%00") expect(refusal(answer).reason, query).toBe("invalid_request");
  }
  for (const role of ["supervisor", "viewer"] as const) {
    expect(refusal(await read(guarded, role, "/api/v1/audit")).status, role).toBe(403);
  }
});
