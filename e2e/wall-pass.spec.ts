import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { boardSchema } from "@/lib/wire/contract";
import { auditAnswerSchema } from "@/lib/wire/settings-contract";
import { wallAnswerSchema, wallListSchema, wallPairingSchema, wallStateSchema } from "@/lib/wire/walls-contract";
import { change, cookiesOf } from "./support/access";
import { expectNoFindings } from "./support/axe";
import { anAgent, calmCall, said } from "./support/calls";
import { ask, parsed, refusal } from "./support/http";
import { visit } from "./support/screen";
import { expect, OF_OTHERS, test } from "./support/test";

test.use(OF_OTHERS);

const REPORT = { body: { build: "test-build" } };

/** A browser without a page: it has asked for a code and keeps its cookie. */
async function waitingScreen(url: string) {
  const answer = await change(url, "POST", "/api/v1/wall/pairing");
  return { code: parsed(wallPairingSchema, answer).data.code, cookie: cookiesOf(answer) };
}

const stateOf = async (url: string, cookie: string) => {
  const answer = await change(url, "POST", "/api/v1/wall", { ...REPORT, cookie });
  return { ...parsed(wallStateSchema, answer).data, cookie: cookiesOf(answer) };
};

/** A browser without a page that has a pass. */
async function pairedScreen(url: string, cookie: string, name: string) {
  const screen = await waitingScreen(url);
  const body = { code: screen.code, name };
  const pass = parsed(wallAnswerSchema, await change(url, "POST", "/api/v1/walls", { body, cookie })).data;
  return { ...pass, cookie: (await stateOf(url, screen.cookie)).cookie };
}

test.describe("a screen nobody signs in on", () => {
  // The server's own word that the pass has been revoked.
  test.use({ viewport: { width: 1920, height: 1080 }, expectedErrors: [/status of 401/] });

  const lane = (page: Page, agent: string) => page.locator(".wall-lane").filter({ hasText: agent });
  const codeOn = (page: Page) => page.locator(".wall-code > span").first();

  test("is let in by its code, follows its settings, reloads and goes at a word from the settings page", async ({
    page: screen,
    browser,
    guarded,
    upstream,
  }) => {
    test.setTimeout(240_000);
    const phoneNumber = "+14155550142";
    const person = { phoneNumber, contact: { phone: phoneNumber, name: "Jane Rosendahl", email: null } };
    // The server remembers calls of earlier tests for a while; in letters, because digits would be masked.
    const letters = randomUUID().replace(/[^a-f]/g, "");
    const [chosen, other] = [`Aurelia ${letters}`, `Septentrio ${letters}`];
    await upstream.put(calmCall({ agent: anAgent(chosen), ...person }));
    await upstream.put(calmCall({ agent: anAgent(other), ...person }));
    let loads = 0;
    screen.on("load", () => {
      loads += 1;
    });
    await screen.goto(`${guarded.url}/wall?names=shown&agents=nobody`);
    await expect(codeOn(screen)).toHaveText(/^[3-9A-Z]{4}-[3-9A-Z]{4}$/);
    const code = await codeOn(screen).innerText();

    const office = await browser.newContext();
    await guarded.signIn(office, "supervisor");
    const desk = await office.newPage();
    await visit(desk, `${guarded.url}/settings/walls`);
    await desk.getByRole("button", { name: "Let a screen in" }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByLabel("Code on the screen").fill(code.replace("-", " ").toLowerCase());
    await dialog.getByLabel("Name").fill("Reception");
    await dialog.getByRole("button", { name: "Let it in" }).click();

    // Without a hand on it, masked, and whatever its address says.
    await expect(lane(screen, chosen)).toContainText("J. R. ···0142");
    await expect(lane(screen, other)).toHaveCount(1);
    expect(await screen.content()).not.toMatch(/rosendahl|4155550142/i);
    const row = desk.getByRole("listitem").filter({ hasText: "Reception" });
    await expect(row).toContainText("Live now", { timeout: 60_000 });
    await expect(row).toContainText("version test-build");

    await row.getByRole("button", { name: "Change Reception" }).click();
    await dialog.getByRole("combobox", { name: "Agents" }).fill(chosen);
    await dialog.getByRole("combobox", { name: "Agents" }).press("Enter");
    await dialog.getByLabel("Theme").selectOption("light");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(row).toContainText("light theme");
    await expect(lane(screen, other)).toHaveCount(0, { timeout: 60_000 });
    await expect(lane(screen, chosen)).toHaveCount(1);
    await expect(screen.locator(".wall")).toHaveAttribute("data-theme", "light");
    expect(loads).toBe(1);

    await row.getByRole("button", { name: "Reload Reception" }).click();
    await expect.poll(() => loads, { timeout: 60_000 }).toBe(2);
    await expect(lane(screen, chosen)).toHaveCount(1);

    await row.getByRole("button", { name: "Revoke Reception" }).click();
    await dialog.getByRole("button", { name: "Revoke it" }).click();
    await expect(row).toHaveCount(0);
    // Loaded anew once more: nothing of a call is left, not even in the page's source.
    await expect.poll(() => loads, { timeout: 60_000 }).toBe(3);
    await expect(codeOn(screen)).toHaveText(/^[3-9A-Z]{4}-[3-9A-Z]{4}$/);
    expect(await codeOn(screen).innerText()).not.toBe(code);
    expect(await screen.content()).not.toContain(chosen);
    await office.close();
  });

  test("shows a code that is read from five metres; axe finds nothing in it, nor in the settings", async ({
    page,
    guarded,
  }) => {
    await page.goto(`${guarded.url}/wall`);
    await expect(codeOn(page)).toHaveText(/^[3-9A-Z]{4}-[3-9A-Z]{4}$/);
    await expectNoFindings(page, [{ width: 1920, height: 1080 }]);
    for (const [width, height] of [
      [1920, 1080],
      [3840, 2160],
    ] as const) {
      await page.setViewportSize({ width, height });
      const least = await page
        .locator(".wall *")
        .evaluateAll((elements) =>
          Math.min(
            ...elements
              .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
              .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
          ),
        );
      expect(least).toBeGreaterThanOrEqual((52 * height) / 1080);
      const box = await page.locator(".wall-code").boundingBox();
      expect(box?.width).toBeGreaterThan(width / 2);
      expect((box?.x ?? -1) + (box?.width ?? width)).toBeLessThan(width);
    }
    await guarded.signIn(page, "supervisor");
    await page.setViewportSize({ width: 1440, height: 900 });
    await visit(page, `${guarded.url}/settings/walls`);
    await page.getByRole("button", { name: "Let a screen in" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectNoFindings(page, [{ width: 1440, height: 900 }]);
  });
});

test.describe("a pass", () => {
  test("is for the browser whose code was entered and no other, and its code works once", async ({ guarded }) => {
    // Wrong codes are counted against a person: somebody of this test's own.
    const { cookies: cookie } = await guarded.newPerson("supervisor");
    const [mine, other] = [await waitingScreen(guarded.url), await waitingScreen(guarded.url)];
    const enter = (code: string) =>
      change(guarded.url, "POST", "/api/v1/walls", { body: { code, name: "One" }, cookie });
    const entered = await Promise.all([enter(mine.code), enter(mine.code)]);
    expect(entered.map(({ status }) => status).sort()).toEqual([201, 404]);
    expect(await stateOf(guarded.url, other.cookie)).toMatchObject({ state: "waiting", cookie: "" });
    expect(await stateOf(guarded.url, "")).toMatchObject({ state: "unpaired" });
    const got = await stateOf(guarded.url, mine.cookie);
    expect(got).toMatchObject({ state: "paired", name: "One" });
    expect(got.cookie).toMatch(/^__Host-earshot_wall=ear_wall_[\w-]{43}$/);
    expect(refusal(await enter(mine.code))).toEqual({ status: 404, reason: "code_unknown" });
  });

  test("reads the masked board and nothing else, whatever it asks for", async ({ guarded, upstream }) => {
    const call = calmCall({
      phoneNumber: "+14155557391",
      contact: { phone: "+14155557391", name: "Quillon Vandersmythe", email: null },
      transcript: [said("caller", "The canary sings at dawn.", 5)],
    });
    await upstream.put(call);
    const { id, cookie } = await pairedScreen(guarded.url, await guarded.asRole("admin"), "Masked");
    for (const path of ["/api/v1/live", "/api/v1/live?masked=false", "/api/v1/live?masked=true"]) {
      await expect
        .poll(async () => {
          const answer = await ask(guarded.url, path, { headers: { cookie } });
          expect(answer.text()).not.toMatch(/quillon|vandersmythe|4155557391|canary sings/i);
          const { data, meta } = parsed(boardSchema, answer);
          expect(meta.masked).toBe(true);
          return data.calls.map((known) => known.id);
        })
        .toContain(call.id);
    }
    const refused = [
      ["GET", `/api/v1/calls/${call.id}`],
      ["GET", "/api/v1/calls"],
      ["DELETE", `/api/v1/calls/${call.id}`],
      ["GET", "/api/v1/walls"],
      ["PATCH", `/api/v1/walls/${id}`],
      ["GET", "/api/v1/users"],
      ["GET", "/api/v1/tokens"],
      ["GET", "/api/v1/audit"],
    ] as const;
    for (const [method, path] of refused) {
      const answer =
        method === "GET"
          ? await ask(guarded.url, path, { headers: { cookie } })
          : await change(guarded.url, method, path, {
              cookie,
              ...(method === "PATCH" ? { body: { name: "Mine" } } : {}),
            });
      expect(refusal(answer), `${method} ${path}`).toEqual({ status: 403, reason: "not_permitted" });
    }
  });

  test("sends what callers say only while its settings allow it, and then redacted", async ({ guarded, upstream }) => {
    const call = calmCall({
      contact: { phone: "+14155557391", name: "Quillon Vandersmythe", email: null },
      transcript: [said("caller", "The canary sings, my card is 4111 1111 1111 1111.", 5)],
    });
    await upstream.put(call);
    const admin = await guarded.asRole("admin");
    const { id, cookie } = await pairedScreen(guarded.url, admin, "Talking");
    const board = async () => {
      const answer = await ask(guarded.url, "/api/v1/live?masked=true", { headers: { cookie } });
      expect(answer.text()).not.toMatch(/quillon|vandersmythe|4111 1111/i);
      const own = parsed(boardSchema, answer).data.calls.find((known) => known.id === call.id);
      return own?.lastMessages.map(({ content }) => content).join();
    };
    const setUp = (config: object) =>
      change(guarded.url, "PATCH", `/api/v1/walls/${id}`, { body: { config }, cookie: admin });
    await expect.poll(board).toBe("");
    await setUp({ words: "shown" });
    await expect.poll(board).toContain("The canary sings");
    await setUp({ theme: "dark" });
    await expect.poll(board).toBe("");
    // The same board, asked for by a person as a wall shows it, has no words, whoever they are.
    const own = await ask(guarded.url, "/api/v1/live?masked=true", { headers: { cookie: admin } });
    expect(own.text()).not.toContain("canary sings");
  });

  test("is given, changed and revoked by supervisors who see every call, and each of it is written down", async ({
    guarded,
  }) => {
    const admin = await guarded.asRole("admin");
    const screen = await pairedScreen(guarded.url, admin, "Written down");
    const path = `/api/v1/walls/${screen.id}`;
    const put = (body: unknown, cookie = admin) => change(guarded.url, "PATCH", path, { body, cookie });
    for (const body of [
      {},
      { config: { names: "shown" } },
      { config: { scale: "9" } },
      { config: { rotate: "20" } },
      { name: " " },
      { by: "x" },
    ]) {
      expect(refusal(await put(body)), JSON.stringify(body)).toEqual({ status: 400, reason: "invalid_request" });
    }
    const scoped = await guarded.newPerson("supervisor", { agents: [], agentNames: ["Aurora"], campaigns: [] });
    for (const cookie of [await guarded.asRole("viewer"), scoped.cookies]) {
      expect(refusal(await put({ name: "Mine" }, cookie))).toEqual({ status: 403, reason: "not_permitted" });
      const list = await ask(guarded.url, "/api/v1/walls", { headers: { cookie } });
      expect(refusal(list)).toEqual({ status: 403, reason: "not_permitted" });
    }
    const supervisor = await guarded.asRole("supervisor");
    const changed = parsed(wallAnswerSchema, await put({ name: "Kitchen", config: { scale: "2" } }, supervisor));
    expect(changed.data).toMatchObject({ name: "Kitchen", config: { scale: "2" }, state: "new" });
    await put({ reload: true });
    const seen = await stateOf(guarded.url, screen.cookie);
    expect(seen).toMatchObject({ state: "paired", name: "Kitchen", config: { scale: "2" } });
    const list = parsed(wallListSchema, await ask(guarded.url, "/api/v1/walls", { headers: { cookie: admin } }));
    expect(list.data.walls.find(({ id }) => id === screen.id)).toMatchObject({ state: "live", isCurrentBuild: true });

    await change(guarded.url, "DELETE", path, { cookie: supervisor });
    expect(await stateOf(guarded.url, screen.cookie)).toMatchObject({ state: "unpaired" });
    const board = await ask(guarded.url, "/api/v1/live", { headers: { cookie: screen.cookie } });
    expect(refusal(board)).toEqual({ status: 401, reason: "sign_in_required" });
    expect(refusal(await put({ name: "Back" }))).toEqual({ status: 404, reason: "not_found" });

    const trail = parsed(auditAnswerSchema, await ask(guarded.url, "/api/v1/audit", { headers: { cookie: admin } }));
    const written = trail.data.entries.filter(({ target }) => target?.id === screen.id).map(({ action }) => action);
    expect(written).toEqual(["wall.revoked", "wall.reload", "wall.changed", "wall.paired"]);
  });

  test("nothing comes of reading, of another site's page, or of what is no pass's id", async ({ guarded }) => {
    const { cookie, code } = await waitingScreen(guarded.url);
    for (const path of ["/api/v1/wall", "/api/v1/wall/pairing"]) {
      for (const method of ["GET", "HEAD"]) {
        expect((await ask(guarded.url, path, { method, headers: { cookie } })).status).toBe(405);
      }
      const headers = { "sec-fetch-site": "cross-site" };
      const foreign = await change(guarded.url, "POST", path, { ...REPORT, cookie, headers });
      expect(refusal(foreign)).toEqual({ status: 403, reason: "cross_site" });
    }
    const admin = await guarded.asRole("admin");
    const headers = { "content-type": "text/plain" };
    const body = { code, name: "Theirs" };
    const plain = await change(guarded.url, "POST", "/api/v1/walls", { body, cookie: admin, headers });
    expect(refusal(plain)).toEqual({ status: 403, reason: "cross_site" });
    expect(await stateOf(guarded.url, cookie)).toMatchObject({ state: "waiting" });
    for (const id of ["x", "0".repeat(24), "a".repeat(3_000), "%F0%9F%93%9E"]) {
      const answer = await change(guarded.url, "DELETE", `/api/v1/walls/${id}`, { cookie: admin });
      expect(refusal(answer), id.slice(0, 20)).toEqual({ status: 404, reason: "not_found" });
    }
  });
});
