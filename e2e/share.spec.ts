import type { Browser, Page } from "@playwright/test";
import { auditAnswerSchema } from "@/lib/wire/settings-contract";
import {
  madeShareSchema,
  openedShareSchema,
  revokedSharesSchema,
  sharedAnswerSchema,
  shareListSchema,
} from "@/lib/wire/sharing-contract";
import { change } from "./support/access";
import { expectNoFindings as findNothing } from "./support/axe";
import { anAgent, calmCall, said } from "./support/calls";
import { ask, OWN_PAGE, parsed, refusal } from "./support/http";
import { expectNoSidewaysScroll, open, visit } from "./support/screen";
import type { Running } from "./support/servers";
import { expect, newCallId, test } from "./support/test";
import type { Upstream } from "./support/upstream";

const NAME = "Quillon Vandersmythe";
const NUMBER = "+14155557391";
const GRANT = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };

/** The browser tells every refusal it gets on its console. */
const REFUSED = /the server responded with a status of 4(03|04|10)/;
test.use({ expectedErrors: [REFUSED] });

test.describe.configure({ timeout: 120_000 });

async function putCall(upstream: Upstream, fields: Parameters<typeof calmCall>[0] = {}) {
  const call = calmCall({
    agent: anAgent("Aurora"),
    phoneNumber: NUMBER,
    contact: { phone: NUMBER, name: NAME, email: null },
    metadata: { contact: { firstName: "Quillon", lastName: "Vandersmythe" }, caller_id: NUMBER },
    transcript: [said("agent", "Who is calling?", 12), said("caller", `${NAME}, my number is ${NUMBER}.`, 8)],
    ...fields,
  });
  await upstream.put(call);
  return call;
}

type Wanted = { grant?: Partial<typeof GRANT>; passcode?: string | null; label?: string };

/** A link made by a program, as the page makes it. */
async function makeLink(earshot: Running, callId: string, wanted: Wanted = {}) {
  const { grant = {}, passcode = null, label = "" } = wanted;
  const body = JSON.stringify({ callId, label, grant: { ...GRANT, ...grant }, hours: 24, passcode });
  const made = await ask(earshot.url, "/api/v1/shares", { method: "POST", headers: OWN_PAGE, body });
  const { id, path } = parsed(madeShareSchema, made).data;
  return { id, path, secret: path.split("#")[1] ?? "" };
}

const shared = (earshot: Running, id: string, cookie?: string) =>
  ask(earshot.url, `/api/v1/shared/${id}`, cookie === undefined ? {} : { headers: { cookie } });

/** Opens a link as its page does. @returns the cookie it gives, as a request sends it */
async function openLink(earshot: Running, { id, secret }: { id: string; secret: string }) {
  const body = JSON.stringify({ secret, passcode: null });
  const opened = await ask(earshot.url, `/api/v1/shared/${id}/open`, { method: "POST", headers: OWN_PAGE, body });
  const [header = ""] = opened.headers["set-cookie"] ?? [];
  return { opened, header, cookie: header.split(";")[0] ?? "" };
}

const opensOf = async (earshot: Running, callId: string) => {
  const { data } = parsed(shareListSchema, await ask(earshot.url, `/api/v1/shares?callId=${callId}`));
  return data.shares.map(({ openCount }) => openCount);
};

/** The first use of the database makes it, which takes a second or two and is not what pages are tested for. */
async function withDatabase(earshot: Running) {
  expect((await ask(earshot.url, "/api/v1/shares")).status).toBe(200);
}

/** Somebody else's phone: knows nothing, and complains of nothing but refusals. */
async function phone(browser: Browser) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !REFUSED.test(message.text())) problems.push(message.text());
  });
  return { page, problems, close: () => context.close() };
}

/** In both themes, on the screen it is on. */
const expectNoFindings = (page: Page) => findNothing(page, [page.viewportSize() ?? { width: 390, height: 844 }]);

test("a call is shared from its page, followed on a phone without numbers and names, revoked, and gone from there", async ({
  page,
  browser,
  upstream,
  earshot,
}) => {
  await withDatabase(earshot);
  const call = await putCall(upstream);
  await open(page, `/calls/${call.id}`);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share this call" });
  await expect(dialog.getByLabel("Shorten numbers and names")).toBeChecked();
  await expectNoFindings(page);
  await dialog.getByLabel("Label (optional)").fill("For the team lead");
  await dialog.getByLabel("Passcode").fill("short");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog).toContainText("A passcode has at least 6 characters.");
  await dialog.getByLabel("Passcode").fill("");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const ready = page.getByRole("dialog", { name: "The link is ready" });
  await expect(ready.locator("[data-made-share]")).toContainText("numbers and names shortened");
  const link = (await ready.locator("code").textContent()) ?? "";
  expect(link).toMatch(/\/s\/[0-9a-f]{24}#ear_share_[\w-]{43}$/);
  await expect(ready.getByRole("button", { name: "Copy the link" })).toBeFocused();
  await ready.getByRole("button", { name: "Done" }).click();
  const chip = page.locator("[data-shared-chip]");
  await expect(chip).toHaveText("Shared · 1 link · never opened");
  await chip.click();
  await expect(dialog.getByRole("list", { name: "Links to this call" })).toContainText("For the team lead");
  await page.keyboard.press("Escape");

  const other = await phone(browser);
  await other.page.goto(link);
  await expect(other.page.getByRole("heading", { level: 1 })).toHaveText("Q. V. ···7391 · Aurora");
  await expect(other.page.getByRole("log")).toContainText("Who is calling?");
  expect(other.page.url()).toBe(link.split("#")[0]);
  await expect(other.page).toHaveTitle("Shared call · Earshot");
  await expect(other.page.getByRole("complementary", { name: "About this link" })).toContainText("The link ends");
  await expect(other.page.locator("[data-freshness=live]")).toBeVisible();
  await upstream.say(call.id, said("agent", "I see the order now."));
  await expect(other.page.getByRole("log")).toContainText("I see the order now.");
  expect(await other.page.content()).not.toMatch(/vandersmythe|5557391|415.?555/i);
  await expectNoSidewaysScroll(other.page);
  await expectNoFindings(other.page);
  // The address that is left opens in this browser again, and in no other.
  await other.page.reload();
  await expect(other.page.getByRole("log")).toContainText("I see the order now.");
  await page.goto(other.page.url());
  await expect(page.locator("[data-share-closed=link_incomplete]")).toBeVisible();

  await visit(page, "/settings/shares");
  const list = page.getByRole("list", { name: "Share links" });
  await page.getByRole("searchbox").fill(call.id);
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list).toContainText("opened once");
  await expectNoFindings(page);
  await list.getByRole("button", { name: "Revoke For the team lead" }).click();
  await page.getByRole("dialog", { name: "Revoke this link?" }).getByRole("button", { name: "Revoke it" }).click();
  await expect(page.getByText("No match")).toBeVisible();
  await expect(other.page.getByRole("heading", { level: 1 })).toHaveText("This link has been revoked");
  expect(await other.page.content()).not.toMatch(/Aurora|Who is calling|the order now/);
  expect(other.problems).toEqual([]);
  await other.close();
  expect((await shared(earshot, link.split("/s/")[1]?.split("#")[0] ?? "")).status).toBe(410);
});

test("a link with a passcode opens with it only", async ({ browser, upstream, earshot }) => {
  const call = await putCall(upstream);
  const { path } = await makeLink(earshot, call.id, { passcode: "lemon-tree" });
  const { page, problems, close } = await phone(browser);
  await visit(page, earshot.url + path);
  const field = page.getByLabel("Passcode");
  await field.fill("lemon-free");
  await page.getByRole("button", { name: "Open the call" }).click();
  await expect(page.getByText("This is not the passcode.")).toBeVisible();
  await expectNoFindings(page);
  await field.fill("lemon-tree");
  await page.getByRole("button", { name: "Open the call" }).click();
  await expect(page.getByRole("log")).toContainText("Who is calling?");
  expect(page.url()).not.toContain("#");
  expect(problems).toEqual([]);
  await close();
});

test("unknown, ended and cut links have each their own kind page, on a phone and in both themes", async ({
  browser,
  earshot,
}) => {
  await withDatabase(earshot);
  const { page, close } = await phone(browser);
  const secret = `ear_share_${"A".repeat(43)}`;
  const id = "0".repeat(24);
  await page.goto(`${earshot.url}/s/${id}#${secret}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not exist");
  expect(page.url()).not.toContain("#");
  await expectNoFindings(page);
  for (const [reason, title] of [
    ["link_expired", "This link has expired"],
    ["link_revoked", "This link has been revoked"],
  ]) {
    const json = { error: { message: "", code: 410, reason } };
    await page.route("**/api/v1/shared/**", (route) => route.fulfill({ status: 410, json }));
    await page.goto(`${earshot.url}/s/${id}?${reason}#${secret}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
  }
  await expectNoSidewaysScroll(page);
  await close();
});

test.describe("over HTTP", () => {
  test("robots, previews and HEAD learn nothing, open nothing and are not counted", async ({ upstream, earshot }) => {
    const call = await putCall(upstream);
    const link = await makeLink(earshot, call.id);
    for (const method of ["GET", "HEAD"]) {
      const answer = await ask(earshot.url, `/s/${link.id}`, {
        method,
        headers: { "user-agent": "Slackbot-LinkExpanding" },
      });
      expect(answer.status).toBe(200);
      expect(answer.headers["referrer-policy"]).toBe("no-referrer");
      expect(answer.headers["x-robots-tag"]).toContain("noindex");
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect(answer.text()).not.toMatch(new RegExp(`${call.id}|Aurora|Who is calling|${link.secret}`));
      if (method === "GET") expect(answer.text()).toContain("<title>Shared call · Earshot</title>");
      const api = await ask(earshot.url, `/api/v1/shared/${link.id}`, { method });
      expect(api.status).toBe(403);
      const opening = await ask(earshot.url, `/api/v1/shared/${link.id}/open`, { method });
      expect(opening.status).toBe(405);
    }
    expect(await opensOf(earshot, call.id)).toEqual([0]);
  });

  test("an opened link answers its grant and nothing more, whatever the address or the cookies say", async ({
    upstream,
    earshot,
  }) => {
    const call = await putCall(upstream, { summary: "Quillon asked for a refund.", surprise: "a new field" });
    const narrow = await makeLink(earshot, call.id, {
      grant: { transcript: false, summary: false, participants: false },
    });
    const { opened, header, cookie } = await openLink(earshot, narrow);
    expect(parsed(openedShareSchema, opened).data.expiresAt).toMatch(/Z$/);
    expect(header).toMatch(
      new RegExp(
        `^__Host-earshot_share_${narrow.id}=ear_share_[\\w-]{43}; Path=/; Max-Age=\\d+; HttpOnly; Secure; SameSite=Lax$`,
      ),
    );
    expect(opened.text()).not.toContain("ear_share_");
    for (const query of ["", "?messages=99999", "?masked=false&grant=all", "?transcript=true"]) {
      const answer = await ask(earshot.url, `/api/v1/shared/${narrow.id}${query}`, { headers: { cookie } });
      const { data, meta } = parsed(sharedAnswerSchema, answer);
      expect(data).toMatchObject({ agentName: "Aurora", transcript: null, summary: null, participants: null });
      expect(data?.metrics?.talkShare).not.toBeNull();
      expect(meta.grant).toEqual({ ...GRANT, transcript: false, summary: false, participants: false });
      expect(answer.text()).not.toMatch(/quillon|7391|refund|surprise|who is/i);
    }
    const wide = await makeLink(earshot, call.id);
    const stolen = cookie.replaceAll(narrow.id, wide.id);
    expect(refusal(await shared(earshot, wide.id, stolen))).toEqual({ status: 403, reason: "link_incomplete" });
    expect(refusal(await shared(earshot, wide.id, cookie))).toEqual({ status: 403, reason: "link_incomplete" });
    const answer = await shared(earshot, wide.id, (await openLink(earshot, wide)).cookie);
    const whole = parsed(sharedAnswerSchema, answer).data;
    expect(whole?.participants).toMatchObject({ contactName: "Q. V.", phoneNumber: "•••• 7391" });
    expect(answer.text()).not.toMatch(/vandersmythe|5557391/i);
    const open = await makeLink(earshot, call.id, { grant: { masked: false } });
    const unmasked = parsed(sharedAnswerSchema, await shared(earshot, open.id, (await openLink(earshot, open)).cookie));
    expect(unmasked.data?.participants).toMatchObject({ contactName: NAME, phoneNumber: NUMBER });
    expect(JSON.stringify(unmasked)).not.toMatch(/surprise|caller_id/);
  });

  test("an answer that has not changed is not sent again, and ends with the link on the next poll of every browser", async ({
    upstream,
    earshot,
  }) => {
    const call = await putCall(upstream);
    const links = [await makeLink(earshot, call.id), await makeLink(earshot, call.id)] as const;
    const [one, two] = [await openLink(earshot, links[0]), await openLink(earshot, links[1])];
    const first = await shared(earshot, links[0].id, one.cookie);
    const again = await ask(earshot.url, `/api/v1/shared/${links[0].id}`, {
      headers: { cookie: one.cookie, "if-none-match": String(first.headers.etag) },
    });
    expect([first.status, again.status]).toEqual([200, 304]);
    const revoked = await ask(earshot.url, "/api/v1/shares/revoke", {
      method: "POST",
      headers: OWN_PAGE,
      body: JSON.stringify({ callId: call.id }),
    });
    expect(parsed(revokedSharesSchema, revoked).data.revoked).toBe(2);
    for (const [at, { cookie }] of [one, two].entries()) {
      const ended = await shared(earshot, links[at === 0 ? 0 : 1].id, cookie);
      expect(refusal(ended)).toEqual({ status: 410, reason: "link_revoked" });
      expect(ended.text()).not.toContain("Aurora");
    }
  });

  test("links that are none, calls that are none and wishes that are none are refused, and the call service is asked nothing", async ({
    upstream,
    earshot,
  }) => {
    const secret = `ear_share_${"A".repeat(43)}`;
    for (const id of ["0".repeat(24), "nothing", "%e2%80%ae", "x".repeat(2_000)]) {
      expect(refusal(await shared(earshot, id))).toEqual({ status: 404, reason: "link_unknown" });
      const { opened } = await openLink(earshot, { id, secret });
      expect(refusal(opened)).toEqual({ status: 404, reason: "link_unknown" });
    }
    const make = (body: unknown, headers: Record<string, string> = OWN_PAGE) =>
      ask(earshot.url, "/api/v1/shares", { method: "POST", headers, body: JSON.stringify(body) });
    const good = { callId: newCallId(), label: "", grant: GRANT, hours: 24, passcode: null };
    for (const bad of [
      { ...good, callId: ".." },
      { ...good, hours: 0 },
      { ...good, hours: 721 },
      { ...good, hours: 1.5 },
      { ...good, passcode: "short" },
      { ...good, label: "x".repeat(121) },
      { ...good, grant: { ...GRANT, raw: true } },
      { ...good, grant: { transcript: true } },
      { ...good, createdById: "somebody" },
    ]) {
      expect(refusal(await make(bad))).toEqual({ status: 400, reason: "invalid_request" });
    }
    const foreign = { "content-type": "application/json", "sec-fetch-site": "cross-site" };
    expect(refusal(await make(good, foreign))).toEqual({ status: 403, reason: "cross_site" });
    expect(await upstream.requests().then((all) => all.filter(({ path }) => path.includes(good.callId)))).toEqual([]);
    expect(refusal(await make(good))).toEqual({ status: 404, reason: "call_not_found" });
  });
});

test("each role shares what it may, ends what is its own, and a link lives as long as its maker's right", async ({
  upstream,
  guarded,
}) => {
  const { url } = guarded;
  const call = await putCall(upstream);
  const [admin, viewer] = [await guarded.asRole("admin"), await guarded.asRole("viewer")];
  const [one, two] = [await guarded.newPerson("supervisor"), await guarded.newPerson("supervisor")];
  const share = (cookie: string | undefined, grant: Partial<typeof GRANT> = {}) => {
    const body = { callId: call.id, label: "", grant: { ...GRANT, ...grant }, hours: 1, passcode: null };
    return change(url, "POST", "/api/v1/shares", { body, ...(cookie === undefined ? {} : { cookie }) });
  };
  const listed = async (cookie: string) => {
    const { data, meta } = parsed(
      shareListSchema,
      await ask(url, `/api/v1/shares?callId=${call.id}`, { headers: { cookie } }),
    );
    return { ids: data.shares.map(({ id }) => id), all: meta.all };
  };

  expect(refusal(await share(undefined)).reason).toBe("sign_in_required");
  expect(refusal(await share(viewer)).reason).toBe("not_permitted");
  expect(refusal(await ask(url, "/api/v1/shares", { headers: { cookie: viewer } })).reason).toBe("not_permitted");
  expect(refusal(await share(one.cookies, { masked: false })).reason).toBe("not_permitted");
  const { id, path } = parsed(madeShareSchema, await share(one.cookies)).data;
  const visitor = await openLink(guarded, { id, secret: path.split("#")[1] ?? "" });
  const read = async () => (await shared(guarded, id, visitor.cookie)).status;
  expect(await read()).toBe(200);

  expect(await listed(one.cookies)).toEqual({ ids: [id], all: false });
  expect(await listed(two.cookies)).toEqual({ ids: [], all: false });
  expect(await listed(admin)).toEqual({ ids: [id], all: true });
  const others = { cookie: two.cookies };
  expect(refusal(await change(url, "DELETE", `/api/v1/shares/${id}`, others)).reason).toBe("link_unknown");
  const revokeAll = (body: object) => change(url, "POST", "/api/v1/shares/revoke", { ...others, body });
  expect(refusal(await revokeAll({ createdById: one.id })).reason).toBe("not_permitted");
  expect(parsed(revokedSharesSchema, await revokeAll({ callId: call.id })).data.revoked).toBe(0);
  for (const address of [`/api/v1/calls/${call.id}`, "/api/v1/live", "/api/v1/shares"]) {
    expect(refusal(await ask(url, address, { headers: { cookie: visitor.cookie } })).reason).toBe("sign_in_required");
  }

  const changeMaker = async (body: object) =>
    expect((await change(url, "PATCH", `/api/v1/users/${one.id}`, { cookie: admin, body })).status).toBe(200);
  for (const [taken, given] of [
    [{ scope: { agents: [], agentNames: ["Boreas"], campaigns: [] } }, { scope: null }],
    [{ status: "disabled" }, { status: "active" }],
    [{ role: "viewer" }, { role: "supervisor" }],
  ] as const) {
    await changeMaker(taken);
    expect(await read(), JSON.stringify(taken)).toBe(410);
    await changeMaker(given);
    expect(await read(), JSON.stringify(given)).toBe(200);
  }
  const revealed = await change(url, "POST", `/api/v1/calls/${call.id}/reveal`, { cookie: two.cookies });
  expect(revealed.status).toBe(200);
  // What they see for a while is theirs: a link outlives it.
  expect(refusal(await share(two.cookies, { masked: false })).reason).toBe("not_permitted");
  expect(
    (await change(url, "POST", "/api/v1/shares/revoke", { cookie: admin, body: { createdById: one.id } })).json(),
  ).toEqual({
    data: { revoked: 1 },
  });
  expect(await read()).toBe(410);
  const trail = await ask(url, `/api/v1/audit?text=${id}`, { headers: { cookie: admin } });
  const told = parsed(auditAnswerSchema, trail).data.entries.map(
    ({ action, actor, result }) => `${action} ${actor.kind} ${result}`,
  );
  expect(told).toEqual(["share.revoked person done", "share.opened share done", "share.made person done"]);
  expect(trail.text()).not.toMatch(/ear_share_|7391|vandersmythe/i);
});
