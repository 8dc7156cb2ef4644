import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { callAnswerSchema } from "@/lib/wire/contract";
import { exportAnswerSchema, exportListSchema } from "@/lib/wire/exports-contract";
import { auditAnswerSchema, newAccessTokenAnswerSchema } from "@/lib/wire/settings-contract";
import { addCookies, change, makePerson } from "./support/access";
import { expectNoFindings } from "./support/axe";
import { anAgent, said, secondsAgo } from "./support/calls";
import { ask, parsed, refusal } from "./support/http";
import type { Keeping } from "./support/keeping";
import { expectNoSidewaysScroll, visit } from "./support/screen";
import { expect, newCallId, OF_OTHERS, test } from "./support/test";
import type { Upstream } from "./support/upstream";

// One server for all of them.
test.describe.configure({ mode: "default", timeout: 120_000 });
test.use(OF_OTHERS);

const NAME = "Quillon Vandersmythe";
const NUMBER = "+14155557391";

/** A call that ended so long ago that nothing more is expected of it. */
function endedCall(fields: Record<string, unknown> = {}) {
  const agent = anAgent("Aurora");
  return {
    ...{ id: newCallId(), status: "completed", direction: "inbound", phoneNumber: NUMBER, agent, duration: 60 },
    ...{ createdAt: secondsAgo(7_206), startedAt: secondsAgo(7_200), endedAt: secondsAgo(7_140) },
    contact: { phone: NUMBER, name: NAME, email: null },
    metadata: { contact: { firstName: "Quillon", lastName: "Vandersmythe" } },
    summary: "=HYPERLINK(1) was asked about.",
    transcript: [
      said("agent", "Who is calling?", 7_195),
      said("caller", `${NAME}, my number is ${NUMBER}.`, 7_190),
      said("agent", "=1+1 is two; and more.", 7_180),
    ],
    ...fields,
  };
}

/** Has it read once, and kept. */
async function kept({ url, admin }: Keeping, upstream: Upstream, fields: Record<string, unknown> = {}) {
  const call = endedCall(fields);
  await upstream.put(call);
  const read = async () => {
    const answer = await ask(url, `/api/v1/calls/${call.id}`, { headers: { cookie: admin } });
    return parsed(callAnswerSchema, answer).meta.archived;
  };
  await expect.poll(read, { timeout: 60_000 }).not.toBeNull();
  return call;
}

const exported = ({ url }: Keeping, cookie: string, callId: string, format: string) =>
  change(url, "POST", `/api/v1/calls/${callId}/export`, { cookie, body: { format } });

test("a kept call is there after a restart when the call service has forgotten it, on its page and its lines' links", async ({
  keeping,
  upstream,
  page,
}) => {
  const call = await kept(keeping, upstream, {
    transcript: Array.from({ length: 90 }, (_, at) => said("caller", `Line ${at}.`, 7_190 - at)),
  });
  await upstream.remove(call.id);
  await keeping.restart();
  const answer = await ask(keeping.url, `/api/v1/calls/${call.id}`, { headers: { cookie: keeping.admin } });
  const { meta } = parsed(callAnswerSchema, answer);
  expect(meta).toMatchObject({ settled: true, archived: { hasTalk: true }, reasons: null });
  expect(meta.lineKeys).toHaveLength(90);
  await addCookies(page, keeping.url, keeping.admin);
  await visit(page, `${keeping.url}/calls/${call.id}?line=77`);
  await expect(page.getByText("Line 77.")).toBeInViewport();
  await expect(page.locator("[data-line-actions]")).toHaveCount(1);
  // A line that is chosen now takes the key's place in the address.
  await page.getByText("Line 76.").click();
  await expect(page.getByText("Not known: nobody watched this call while it ran.")).toBeVisible();
  await expectNoFindings(page);
});

test("one call is exported in each form, as its reader sees it, and that is written down", async ({
  keeping,
  upstream,
}) => {
  const { id } = await kept(keeping, upstream);
  const starts = { training: "{", json: "{", text: "Quillon", csv: "line,", vtt: "WEBVTT" };
  for (const [format, start] of Object.entries(starts)) {
    const answer = await exported(keeping, keeping.admin, id, format);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-disposition"]).toMatch(
      new RegExp(`^attachment; filename="earshot-${id}\\.[a-z.]+"$`),
    );
    expect(answer.headers["cache-control"]).toContain("no-store");
    expect(answer.text().startsWith(start)).toBe(true);
    expect(answer.text()).toContain("5557391");
    const masked = (await exported(keeping, keeping.viewer, id, format)).text();
    expect(masked).not.toMatch(/5557391|Quillon|Vandersmythe/);
    expect((await exported(keeping, keeping.supervisor, id, format)).text()).not.toMatch(
      /5557391|Quillon|Vandersmythe/,
    );
  }
  expect((await exported(keeping, keeping.admin, id, "csv")).text()).toContain(
    '"\'=1+1 is two; and more."'.replaceAll('"', ""),
  );
  const trail = await ask(keeping.url, `/api/v1/audit?action=call.exported&text=${id}`, {
    headers: { cookie: keeping.admin },
  });
  expect(parsed(auditAnswerSchema, trail).data.entries).toHaveLength(16);
});

test("nobody exports a call they may not see, and no form that there is not", async ({ keeping, upstream }) => {
  const { id } = await kept(keeping, upstream);
  const scope = { agents: ["another"], agentNames: [], campaigns: [] };
  const other = await makePerson(keeping.url, keeping.admin, "viewer", scope);
  expect(refusal(await exported(keeping, other.cookies, id, "text"))).toEqual({
    status: 404,
    reason: "call_not_found",
  });
  expect(refusal(await exported(keeping, "", id, "text")).reason).toBe("sign_in_required");
  expect(refusal(await exported(keeping, keeping.admin, id, "docx")).reason).toBe("invalid_request");
});

const many = (
  { url }: Keeping,
  who: { cookie?: string; headers?: Record<string, string> },
  body: Record<string, unknown>,
) => change(url, "POST", "/api/v1/archive/export", { ...who, body });

test("many calls come as the program of the document makes them, masked for a supervisor; a viewer is refused", async ({
  keeping,
  upstream,
}) => {
  const agent = anAgent("Bulk");
  for (const transcript of [undefined, null, undefined])
    await kept(keeping, upstream, { agent, ...(transcript === null && { transcript }) });
  const body = { format: "training", agent: [agent.id] };
  expect(refusal(await many(keeping, { cookie: keeping.viewer }, body))).toEqual({
    status: 403,
    reason: "not_permitted",
  });
  const whole = (await many(keeping, { cookie: keeping.admin }, body))
    .text()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(whole).toHaveLength(3);
  expect(whole[0]).toMatchObject({ agent_name: "Bulk", outcome: "completed", duration: 60, messages: { length: 3 } });
  expect(whole[2]).toEqual({ _skipped: 1 });
  const masked = (await many(keeping, { cookie: keeping.supervisor }, body)).text();
  expect(masked.split("\n")).toHaveLength(4);
  expect(masked).not.toMatch(/5557391|Quillon|Vandersmythe/);
  const table = (await many(keeping, { cookie: keeping.admin }, { ...body, format: "calls" })).text();
  expect(table).toContain("'=HYPERLINK(1) was asked about.");
  expect(table.trimEnd().split("\r\n").at(-1)).toBe("# complete");
  const measures = (await many(keeping, { cookie: keeping.admin }, { ...body, format: "measures" })).text();
  expect(measures).toContain("# complete; 1 calls without a transcript are left out");
});

test("a program exports many calls with a token that may, and with no other", async ({ keeping }) => {
  const tokenOf = async (permission: string) => {
    const body = { name: permission, permission, days: 1 };
    const made = await change(keeping.url, "POST", "/api/v1/tokens", { cookie: keeping.supervisor, body });
    return { "x-api-key": parsed(newAccessTokenAnswerSchema, made).data.token };
  };
  const body = { format: "calls", minSeconds: 999_999 };
  for (const permission of ["read", "act"]) {
    expect(refusal(await many(keeping, { headers: await tokenOf(permission) }, body)).reason).toBe("not_permitted");
  }
  const headers = await tokenOf("export");
  expect((await many(keeping, { headers }, body)).status).toBe(200);
  expect(refusal(await change(keeping.url, "DELETE", `/api/v1/calls/${newCallId()}`, { headers })).reason).toBe(
    "not_permitted",
  );
});

test("an export in the background is written for one person, and nobody else has it", async ({ keeping, upstream }) => {
  const agent = anAgent("Background");
  await kept(keeping, upstream, { agent });
  const path = "/api/v1/archive/exports";
  const body = { format: "training", agent: agent.id };
  const begun = await change(keeping.url, "POST", path, { cookie: keeping.supervisor, body });
  expect(begun.status).toBe(201);
  const { id } = parsed(exportAnswerSchema, begun).data;
  const mine = async (cookie: string) => {
    const list = await ask(keeping.url, path, { headers: { cookie } });
    return parsed(exportListSchema, list).data.exports.find((one) => one.id === id) ?? null;
  };
  await expect.poll(async () => (await mine(keeping.supervisor))?.state, { timeout: 60_000 }).toBe("done");
  expect(await mine(keeping.supervisor)).toMatchObject({ calls: 1, skipped: 0, mayFetch: true });
  const file = await ask(keeping.url, `${path}/${id}/file`, { headers: { cookie: keeping.supervisor } });
  expect(file.text().split("\n")).toHaveLength(3);
  expect(file.text()).not.toMatch(/5557391|Quillon/);
  expect(readFileSync(join(keeping.dataDir, "exports", id), "utf8")).toBe(file.text());
  expect(await mine(keeping.admin)).toBeNull();
  expect(refusal(await ask(keeping.url, `${path}/${id}/file`, { headers: { cookie: keeping.admin } })).reason).toBe(
    "not_found",
  );
  expect((await change(keeping.url, "DELETE", `${path}/${id}`, { cookie: keeping.supervisor })).status).toBe(200);
  expect(readdirSync(join(keeping.dataDir, "exports"))).not.toContain(id);
});

test("a call is saved from its page by keyboard and by phone, and the list of exports says what there is", async ({
  keeping,
  upstream,
  page,
}) => {
  const { id } = await kept(keeping, upstream);
  await addCookies(page, keeping.url, keeping.supervisor);
  await visit(page, `${keeping.url}/calls/${id}`);
  await expect(page.getByRole("button", { name: "Export" })).toBeVisible();
  await page.keyboard.press("x");
  const dialog = page.getByRole("dialog", { name: "Export this call" });
  await expect(dialog).toBeVisible();
  await expectNoFindings(page);
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: /^Table/ }).click();
  expect((await download).suggestedFilename()).toBe(`earshot-${id}.csv`);
  await expect(dialog).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Export" }).click();
  await expect(dialog).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.goto(`${keeping.url}/settings/exports`);
  await expect(page.getByRole("heading", { name: "My exports" })).toBeVisible();
  await expectNoFindings(page);
  await expectNoSidewaysScroll(page);
});
