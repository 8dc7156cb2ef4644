import type { Locator, Page, Request, Route } from "@playwright/test";
import { calmCall, said, secondsAgo, waitingCall } from "./support/calls";
import { alive, open, visit } from "./support/screen";
import { expect, newCallId, test } from "./support/test";

test.describe.configure({ timeout: 240_000 });

const CHUNK = "/_next/static/chunks/";
const CHUNKS = `**${CHUNK}**`;
const callPath = (id: string) => `/calls/${id}`;
const lines = (page: Page) => page.getByRole("listitem").filter({ hasText: "Where is my parcel?" }).first();
const loadedAt = (page: Page) => page.evaluate(() => performance.timeOrigin);
const find = (page: Page) => page.getByRole("textbox", { name: "Find in transcript" });
const notice = (page: Page) => page.locator("[data-new-version]");

/** How often the page has been loaded anew since: a clock that a test turns has no other tale of it. */
function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  return () => loads;
}

/** From now on only what a page's HTML names can be loaded: every part that comes later fails. @returns lets it through */
async function loseLateParts(page: Page, url: string): Promise<() => Promise<void>> {
  const html = await (await page.request.get(url)).text();
  const named = new Set([...html.matchAll(/\bsrc="([^"]+\.js)[^"]*"/g)].map((match) => match[1]));
  await page.route(CHUNKS, (route) => {
    const { pathname } = new URL(route.request().url());
    return named.has(pathname) || !pathname.endsWith(".js") ? route.continue() : route.abort();
  });
  return () => page.unroute(CHUNKS);
}

/**
 * To be asked before a page is opened.
 * @returns resolves once the page, idle, has fetched what it fetches ahead of need; at the latest after ten seconds it does
 */
function lateParts(page: Page): () => Promise<void> {
  let onTheWay = 0;
  const isCode = (request: Request) => request.url().includes(CHUNK);
  page.on("request", (request) => {
    if (isCode(request)) onTheWay += 1;
  });
  const ended = (request: Request) => {
    if (isCode(request)) onTheWay -= 1;
  };
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  return async () => {
    // The page asked to be called when idle before we do, and whoever asked first is called first.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 20_000 })));
    await expect.poll(() => onTheWay, { message: "code on its way" }).toBe(0);
  };
}

/** Answers come from a server of another build. */
async function answerWithBuild(page: Page, build: string): Promise<void> {
  await page.route(/\/(api\/v1\/|healthz)/, async (route) => {
    const answer = await route.fetch().catch(() => null);
    if (answer === null) return route.abort().catch(() => undefined);
    await route
      .fulfill({ response: answer, headers: { ...answer.headers(), "earshot-build": build } })
      .catch(() => undefined);
  });
}

test.describe("a part that is loaded late", () => {
  test.use({ expectedErrors: [/Failed to load resource|ERR_FAILED/] });

  test("and does not come leaves the page alone, says so, tries again by itself and comes", async ({
    page,
    earshot,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    const mend = await loseLateParts(page, `${earshot.url}${callPath(call.id)}`);
    await open(page, callPath(call.id));
    await page.getByRole("button", { name: "Share" }).click();
    const dialog = page.getByRole("dialog", { name: "Share this call" });
    await expect(dialog.locator("[data-lazy-part=failed]")).toBeVisible();
    await expect(lines(page)).toBeVisible();
    await dialog.getByRole("button", { name: "Close" }).first().click();
    await expect(page.getByRole("button", { name: "Share" })).toBeFocused();

    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Jump to" }).locator("[data-lazy-part=failed]")).toBeVisible();
    await mend();
    await expect(page.getByRole("dialog", { name: "Jump to" }).getByRole("combobox")).toBeFocused({ timeout: 60_000 });
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    await expect(dialog.getByText("Whoever has the link sees this one call")).toBeVisible();
    await expect(page.getByText("This page broke")).toHaveCount(0);
  });

  test("is there before it is asked for, so that neither a lost network nor an upgrade takes it away", async ({
    page,
    earshot,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    const arrived = lateParts(page);
    await visit(page, `${earshot.url}${callPath(call.id)}`);
    await arrived();
    await page.route(CHUNKS, (route) => route.abort());
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Jump to" }).getByRole("combobox")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share" }).click();
    await expect(page.getByText("Whoever has the link sees this one call")).toBeVisible();
  });

  test("of a build that is gone loads the new one where nothing is lost, once, and otherwise says so", async ({
    page,
    earshot,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    await loseLateParts(page, `${earshot.url}${callPath(call.id)}`);
    await answerWithBuild(page, "build-two");
    const loads = countLoads(page);
    await open(page, callPath(call.id));
    // The list of lines is such a part, and is asked for at once: the page loads itself anew before anybody has begun anything.
    await expect.poll(loads).toBe(2);
    await alive(page);
    await expect(lines(page)).toBeVisible();
    const first = await loadedAt(page);
    await page.keyboard.press("f");
    // What is typed before the field has the focus is other keys, and a page where nothing is typed loads itself anew.
    await expect(find(page)).toBeFocused();
    await page.keyboard.type("parcel");
    await expect(find(page)).toHaveValue("parcel");
    await page.getByRole("button", { name: "Share" }).click();
    const dialog = page.getByRole("dialog", { name: "A new version is here" });
    await expect(dialog).toBeVisible();
    expect(await loadedAt(page)).toBe(first);
    await dialog.getByRole("button", { name: "Close" }).first().click();
    await expect(find(page)).toHaveValue("parcel");
  });

  test("is not what ending a call waits for: it works with every one of them gone, and after an upgrade", async ({
    page,
    earshot,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    await loseLateParts(page, `${earshot.url}${callPath(call.id)}`);
    await answerWithBuild(page, "build-two");
    const loads = countLoads(page);
    await open(page, callPath(call.id));
    // As above: what is begun before that is over would go with the page.
    await expect.poll(loads).toBe(2);
    await alive(page);
    await page.getByRole("button", { name: "End call" }).click();
    const dialog = page.getByRole("dialog", { name: "End this call?" });
    await expect(dialog.getByRole("button", { name: "Keep the call" })).toBeFocused();
    await dialog.getByRole("button", { name: "End call" }).click();
    await expect(page.locator("[data-call-view]")).toHaveAttribute("data-call-view", "ended");
  });
});

test.describe("a newer version", () => {
  for (const [name, path] of [
    ["Live", () => "/"],
    ["a call's page", callPath],
    ["Settings", () => "/settings/data"],
  ] as const) {
    test(`is said on ${name}, quietly and within reach of the first Tab, and can be put off`, async ({
      page,
      upstream,
    }) => {
      const call = calmCall();
      await upstream.put(call);
      await page.clock.install();
      await answerWithBuild(page, "build-two");
      await page.goto(path(call.id));
      const loads = countLoads(page);
      await expect(async () => {
        await page.clock.fastForward(20_000);
        await page.keyboard.press("Shift");
        await expect(notice(page)).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 60_000 });
      await expect(notice(page)).toContainText("A new version is here.");
      await page.keyboard.press("Tab");
      await expect(notice(page).getByRole("button", { name: "Reload" })).toBeFocused();
      await notice(page).getByRole("button", { name: "Not now" }).click();
      await expect(notice(page)).toHaveCount(0);
      await page.clock.fastForward(20_000);
      await expect(notice(page)).toHaveCount(0);
      expect(loads()).toBe(0);
    });
  }

  test("is loaded by a page that nobody has touched for a while, and not while something typed would be lost", async ({
    page,
    upstream,
  }) => {
    // Longer than the screen, so that there is a place in it to lose.
    const talk = Array.from({ length: 60 }, (_, line) => said("agent", `Sentence ${line}.`, 200 - line));
    const call = calmCall({
      startedAt: secondsAgo(240),
      transcript: [said("caller", "Where is my parcel?", 210), ...talk],
    });
    await upstream.put(call);
    await page.clock.install();
    await answerWithBuild(page, "build-two");
    await open(page, callPath(call.id));
    const loads = countLoads(page);
    await page.keyboard.press("f");
    await expect(find(page)).toBeFocused();
    await page.keyboard.type("parcel");
    await expect(async () => {
      await page.clock.fastForward(400_000);
      await expect(notice(page)).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await page.clock.fastForward(400_000);
    expect(loads()).toBe(0);
    await find(page).fill("");
    // The search had brought a line on screen, and the reader's place in the talk is worth keeping, too.
    await page.clock.fastForward(400_000);
    expect(loads()).toBe(0);
    await page.getByRole("button", { name: "Jump to latest" }).click();
    await expect(async () => {
      await page.clock.fastForward(400_000);
      expect(loads()).toBeGreaterThan(0);
    }).toPass({ timeout: 60_000 });
  });

  test("is not said while old and new servers answer in turn", async ({ page, upstream }) => {
    await upstream.put(calmCall());
    let turn = 0;
    await page.route(/\/api\/v1\/live/, async (route) => {
      const answer = await route.fetch();
      turn += 1;
      const build = turn % 2 === 0 ? "build-two" : answer.headers()["earshot-build"];
      await route.fulfill({ response: answer, headers: { ...answer.headers(), "earshot-build": build ?? "" } });
    });
    await page.clock.install();
    await open(page, "/");
    for (let second = 0; second < 40; second += 1) {
      await page.clock.fastForward(1_000);
      await page.waitForResponse(/\/api\/v1\/live/);
      expect(await notice(page).count()).toBe(0);
    }
  });
});

/** The address of the whole answer where a page asks for what has changed since. */
function wholeUrl(route: Route): string {
  const url = new URL(route.request().url());
  url.searchParams.delete("since");
  return url.href;
}

/** The board as it would be answered with other fields in its rows. */
async function withRows(page: Page, rows: (call: { id: string }) => Record<string, unknown>): Promise<void> {
  await page.route(/\/api\/v1\/live/, async (route: Route) => {
    const { "if-none-match": _, ...headers } = route.request().headers();
    const answer = await route.fetch({ headers, url: wholeUrl(route) });
    const body = (await answer.json()) as { data: { calls: { id: string }[] } };
    body.data.calls = body.data.calls.map((call) => ({ ...call, ...rows(call) }));
    // Other content is another version.
    const etag = `"other${answer.headers().etag?.replaceAll('"', "")}"`;
    await route.fulfill({ response: answer, json: body, headers: { ...answer.headers(), etag } });
  });
}

const card = (page: Page, id: string) => page.locator("article", { has: page.locator(`a[href="/calls/${id}"]`) });
const textOf = (locator: Locator) => locator.innerText();
/** Where a page tells why a call needs a person and since when: a card and a wall in few words, others in a sentence. */
const toldOn = (page: Page) =>
  page
    .getByText(/Caller spoke .* ago/)
    .or(page.locator("article footer", { hasText: "No answer from the agent" }))
    .or(page.locator(".wall-alarm-reason"))
    .filter({ visible: true })
    .first();

test.describe("an age", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test("stands still with its data on board, call page and wall, says since when, and goes on with it", async ({
    context,
    fresh,
    roughUpstream,
  }) => {
    const call = waitingCall(24);
    await roughUpstream.put(call);
    const pages = await Promise.all(
      ["/", callPath(call.id), "/wall"].map(async (path) => {
        const page = await context.newPage();
        await open(page, `${fresh.url}${path}`);
        await expect(toldOn(page)).toBeVisible();
        return page;
      }),
    );
    await roughUpstream.fault({ kind: "error", status: 503 });
    for (const page of pages) {
      await expect(page.locator("[data-ages-stand]")).toHaveText(/Ages stand as of \d\d:\d\d:\d\d\./, {
        timeout: 60_000,
      });
      const told = toldOn(page);
      const indicator = page.locator("[data-freshness]").first();
      const [sentence, age] = [await textOf(told), await textOf(indicator)];
      const ribbons = () =>
        page.locator("svg path").evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
      const drawn = await ribbons();
      await expect.poll(() => textOf(indicator)).not.toBe(age);
      expect(await textOf(told)).toBe(sentence);
      expect(await ribbons()).toEqual(drawn);
    }
    for (const board of pages.slice(0, 1))
      await expect(board.locator("dl").first()).toContainText(/Needs attention\s*1/);
    await roughUpstream.clearFaults();
    for (const page of pages) await expect(page.locator("[data-ages-stand]")).toHaveCount(0, { timeout: 60_000 });
  });

  test("of one call whose details are old stands where they were read; a call that starts or ends alarms nobody", async ({
    page,
    upstream,
  }) => {
    // By the same clock and at the same moment as the calls: nineteen seconds after the caller has spoken.
    const standsAt = new Date(Date.now() - 5_000).toISOString();
    const [old, starting, ending] = [waitingCall(24), waitingCall(24), waitingCall(24)];
    for (const call of [old, starting, ending]) await upstream.put(call);
    await withRows(page, ({ id }) => {
      if (id === old.id) return { standsAt };
      if (id === starting.id) return { phase: "starting", lastMessages: [], messageCount: 0, changedAt: null };
      return id === ending.id ? { phase: "ending" } : {};
    });
    await open(page, "/");
    const timer = (id: string) =>
      card(page, id)
        .locator("header > span")
        .filter({ hasText: /^\d+:\d\d$/ });
    await expect(card(page, old.id).locator("[data-stands]")).toHaveText(/as of \d\d:\d\d:\d\d/);
    await expect(card(page, starting.id)).toContainText("Starting");
    await expect(card(page, starting.id)).toContainText("Details not read yet");
    await expect(card(page, ending.id)).toContainText("Ending…");
    for (const { id } of [starting, ending]) await expect(card(page, id)).not.toContainText(/Critical|No answer/);
    const standing = [await textOf(timer(old.id)), await textOf(timer(ending.id))];
    const running = await textOf(timer(starting.id));
    await expect(timer(starting.id)).not.toHaveText(running);
    await expect(card(page, old.id)).toContainText(/No answer from the agent\s*0:(18|19|20)/);
    expect([await textOf(timer(old.id)), await textOf(timer(ending.id))]).toEqual(standing);

    await page
      .getByRole("button", { name: "Table" })
      .or(page.getByRole("radio", { name: "Table" }))
      .first()
      .click();
    const row = (id: string) => page.locator(`tr[data-call-id="${id}"]`);
    await expect(row(old.id)).toContainText(/as of \d\d:\d\d:\d\d/);
    await expect(row(starting.id)).toContainText("Starting");
    await expect(row(ending.id)).toContainText("Ending…");

    await page.goto("/wall");
    await expect(page.locator(".wall-alarm")).toHaveCount(1);
    await expect(page.locator(".wall-alarm")).toContainText(/as of \d\d:\d\d:\d\d/);
    await expect(page.locator(".wall-slot", { hasText: "Starting" })).toHaveCount(1);
    await expect(page.locator(".wall-slot", { hasText: "Ending…" })).toHaveCount(1);
  });
});

test("an answer older than the one on the screen changes neither the calls nor how fresh they are", async ({
  page,
  upstream,
}) => {
  const call = calmCall();
  await upstream.put(call);
  let turn = 0;
  await page.route(/\/api\/v1\/live/, async (route) => {
    const { "if-none-match": _, ...headers } = route.request().headers();
    const answer = await route.fetch({ headers, url: wholeUrl(route) });
    turn += 1;
    if (turn % 2 === 1) return route.fulfill({ response: answer });
    // A second server, deaf for twenty seconds, whose clock is an hour ahead.
    const body = (await answer.json()) as { data: { calls: unknown[] } };
    const ahead = (name: string, ms: number) => new Date(Date.parse(answer.headers()[name] ?? "") + ms).toISOString();
    const stale = {
      "earshot-now": ahead("earshot-now", 3_600_000),
      "earshot-as-of": ahead("earshot-as-of", 3_600_000 - 20_000),
      "earshot-health": "stale",
    };
    await route.fulfill({
      response: answer,
      json: { ...body, data: { ...body.data, calls: [] } },
      headers: { ...answer.headers(), ...stale },
    });
  });
  await open(page, "/");
  for (let polls = 0; polls < 12; polls += 1) {
    await page.waitForResponse(/\/api\/v1\/live/);
    await expect(card(page, call.id)).toBeVisible();
    await expect(page.locator("[data-freshness]").first()).toHaveAttribute("data-freshness", "live");
  }
});

test.describe("a reader in New York", () => {
  test.use({ timezoneId: "America/New_York", viewport: { width: 1440, height: 500 } });

  test("is told every time in their own zone, below the fold and on paper, too", async ({ page, upstream }) => {
    const call = calmCall({ startedAt: new Date(Date.now() - 240_000).toISOString() });
    await upstream.put(call);
    await open(page, callPath(call.id));
    const hourThere = (iso: string) =>
      new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", hour: "2-digit", hourCycle: "h23" }).format(
        new Date(iso),
      );
    const times = page.locator("main time");
    await expect(times.first()).toHaveAttribute("title", /GMT-[45] \(America\/New York\)/);
    expect(await times.count()).toBeGreaterThan(5);
    for (const time of await times.all()) {
      const iso = (await time.getAttribute("datetime")) ?? "";
      const text = (await time.textContent()) ?? "";
      expect(text, iso).toMatch(new RegExp(`(^|, )${hourThere(iso)}:`));
    }
  });
});

test.describe("what a page says when something fails", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test("a call that is known no more while it is open is told as that, and what was said stays", async ({
    page,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, callPath(call.id));
    await page.route(/\/api\/v1\/calls\//, (route) =>
      route.fulfill({
        status: 404,
        json: { error: { message: "Call not found", code: 404, reason: "call_not_found" } },
      }),
    );
    await expect(page.getByText("The call service does not know this call any more.")).toBeVisible();
    await expect(lines(page)).toBeVisible();
  });

  test("a database that does not answer has the same words on every page", async ({ context, earshot, upstream }) => {
    const call = calmCall();
    await upstream.put(call);
    const look = async (path: string) => {
      const page = await context.newPage();
      if (path !== "/settings/data") {
        await open(page, `${earshot.url}${path}`);
      }
      await page.route(/\/api\/v1\//, (route) =>
        route.fulfill({
          status: 503,
          json: { error: { message: "away", code: 503, reason: "database_unavailable" } },
        }),
      );
      if (path === "/settings/data") await page.goto(`${earshot.url}${path}`);
      await expect(page.getByText(/Earshot's database does not answer/).first(), path).toBeVisible({ timeout: 60_000 });
      await expect(page.getByText(/cannot be reached/), path).toHaveCount(0);
    };
    await Promise.all(["/", callPath(call.id), "/wall", "/settings/data"].map(look));
  });
});

test("the end of a long line on a card begins with a whole character", async ({ page, upstream }) => {
  const astronaut = "👩🏽‍🚀";
  const call = { ...calmCall(), id: newCallId(), transcript: [said("caller", `${astronaut.repeat(300)}x`, 5)] };
  await upstream.put(call);
  await open(page, "/");
  const shown = await card(page, call.id).locator("li").first().innerText();
  expect(shown.replaceAll(astronaut, "").replaceAll("\n", "").trim()).toMatch(/^(Caller:?\s*)?…x$/);
});
