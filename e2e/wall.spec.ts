import type { Locator, Page } from "@playwright/test";
import { anAgent, calmCall, ringingCall, said, secondsAgo, waitingCall } from "./support/calls";
import { boxOf, open, overlap } from "./support/screen";
import { type Running, startEarshot } from "./support/servers";
import { CANARY_KEY, expect, test } from "./support/test";
import type { Upstream } from "./support/upstream";

test.use({ viewport: { width: 1920, height: 1080 } });

/** As a browser on a screen grants it; one without a screen refuses, and the wall has to say so. */
test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    const request = async () => ({ released: false, release: async () => undefined });
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
  }),
);

const wall = (page: Page) => page.locator(".wall");
const stage = (page: Page) => page.getByRole("list", { name: "Live calls" });
const tiles = (page: Page) => stage(page).getByRole("listitem");
const band = (page: Page) => page.locator(".wall-band");
const agentsShown = (page: Page) => tiles(page).locator(".wall-agent").allTextContents();

async function putCalls(upstream: Upstream, from: number, to: number) {
  for (let number = from; number <= to; number += 1) {
    // Nobody has said a word: however long the test takes, no silence grows into an alarm.
    const startedAt = secondsAgo(400 - number * 2);
    await upstream.put(calmCall({ agent: anAgent(`Agent ${number}`), startedAt, transcript: [] }));
  }
}

/** Every tile inside the stage, none over another, together all of it, and nothing to scroll to. */
async function expectFilled(page: Page, leastShare = 0.8) {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const area = await boxOf(stage(page));
  const boxes = await tiles(page).evaluateAll((elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    }),
  );
  for (const [index, box] of boxes.entries()) {
    expect(box.x).toBeGreaterThanOrEqual(-0.5);
    expect(box.y).toBeGreaterThanOrEqual(-0.5);
    expect(box.x + box.width).toBeLessThanOrEqual(width + 0.5);
    expect(box.y + box.height).toBeLessThanOrEqual(height + 0.5);
    for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
  }
  const filled = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
  expect(filled / (area.width * area.height)).toBeGreaterThan(0.99);
  expect(filled / (area.width * area.height)).toBeLessThan(1.01);
  expect(area.width * area.height).toBeGreaterThan(leastShare * width * height);
  const scrolls = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { wide: scrollWidth - window.innerWidth, high: scrollHeight - window.innerHeight };
  });
  expect(scrolls.wide).toBeLessThanOrEqual(0);
  expect(scrolls.high).toBeLessThanOrEqual(0);
}

/** Height of the smallest text that can be seen, and every text that its box cuts from below. */
const readable = (page: Page) =>
  page.evaluate(() => {
    let leastPx = Number.POSITIVE_INFINITY;
    const cut: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || node.textContent?.trim() === "" || !element.checkVisibility()) continue;
      const { width, height, top, bottom } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || element.closest("script, style, .sr-only")) continue;
      leastPx = Math.min(leastPx, Number.parseFloat(getComputedStyle(element).fontSize));
      const card = element.closest(".wall-card")?.getBoundingClientRect();
      // A line's box is a little higher than its letters.
      const slackPx = 6;
      if (card && (bottom > card.bottom + slackPx || top < card.top - slackPx)) cut.push(node.textContent ?? "");
    }
    return { leastPx, cut };
  });

test.describe("fills the screen", () => {
  test("with 1, 2, 5, 12, 30 and 60 calls the tiles fill it exactly, without overlap or scrolling, every text at least 52 px", async ({
    page,
    upstream,
  }) => {
    test.setTimeout(120_000);
    await open(page, "/wall");
    let there = 0;
    for (const count of [1, 2, 5, 12, 30, 60]) {
      await putCalls(upstream, there + 1, count);
      there = count;
      await expect(tiles(page), `${count} calls`).toHaveCount(count);
      await expect(page.locator(".wall-count").first()).toContainText(`${count} active`);
      await expectFilled(page);
      const { leastPx, cut } = await readable(page);
      expect(leastPx, `smallest text with ${count} calls`).toBeGreaterThanOrEqual(52);
      expect(cut, `cut with ${count} calls`).toEqual([]);
    }
    await expect(page.locator(".wall-dots")).toHaveCount(0);
    await expect(page.getByRole("navigation")).toHaveCount(0);
  });

  test("more than sixty calls take turns in pages, each call on one of them", async ({ page, upstream }) => {
    test.setTimeout(120_000);
    await putCalls(upstream, 1, 75);
    await open(page, "/wall?rotate=3");
    await expect(page.locator(".wall-count").first()).toContainText("75 active");
    // Read in one moment: the page can turn between two.
    const shown = () =>
      page.evaluate(() => ({
        at: document.querySelector(".wall-dots")?.textContent?.trim(),
        agents: [...document.querySelectorAll(".wall-agent")].map((agent) => agent.textContent),
      }));
    const pages = new Map<string | undefined, (string | null)[]>();
    for (const at of ["1 of 2", "2 of 2", "1 of 2"]) {
      await expect
        .poll(async () => {
          const now = await shown();
          pages.set(now.at, now.agents);
          return now.at;
        })
        .toContain(at);
      await expectFilled(page);
    }
    const agents = [...pages.values()].flat();
    expect(pages.size).toBe(2);
    expect(agents).toHaveLength(75);
    expect(new Set(agents).size).toBe(75);
  });

  test("a call that needs somebody comes first, is the largest and says why; the head counts it", async ({
    page,
    upstream,
  }) => {
    await putCalls(upstream, 1, 8);
    await upstream.put(waitingCall(15, { agent: anAgent("Warned"), startedAt: secondsAgo(30) }));
    await upstream.put(waitingCall(25, { agent: anAgent("Critical"), startedAt: secondsAgo(40) }));
    await open(page, "/wall");
    await expect(tiles(page)).toHaveCount(10);
    await expect.poll(async () => (await agentsShown(page)).slice(0, 2)).toEqual(["Critical", "Warned"]);
    const card = (index: number) => tiles(page).nth(index).locator(".wall-card");
    await expect(card(0)).toHaveAttribute("data-severity", "critical");
    await expect(card(0)).toContainText(/Critical: .*Caller spoke \d+ s ago, the agent has not answered/);
    await expect(page.locator(".wall-count[data-alarm]")).toContainText("2 need help");
    await expect(page).toHaveTitle("(10 · 2!!) Wall · Earshot");
    await expectFilled(page);
    const areas = await tiles(page).evaluateAll((elements) =>
      elements.map((element) => element.clientWidth * element.clientHeight),
    );
    const [critical = 0, warned = 0, ...calm] = areas;
    expect(critical).toBeGreaterThanOrEqual(warned);
    expect(critical).toBeGreaterThan(Math.max(...calm));
    const { leastPx, cut } = await readable(page);
    expect(leastPx).toBeGreaterThanOrEqual(52);
    expect(cut).toEqual([]);
  });

  test("no calls is a calm screen with the time; the first call takes it over", async ({ page, upstream }) => {
    await open(page, "/wall");
    await expect(page.getByText("No calls right now")).toBeVisible();
    await expect(page.locator(".wall-calm-clock")).toHaveText(/^\d\d:\d\d:\d\d$/);
    await upstream.put(ringingCall());
    await expect(tiles(page)).toHaveCount(1);
    await expect(page.getByText("No calls right now")).toHaveCount(0);
    await expect(tiles(page)).toContainText("Ringing");
  });
});

test.describe("who calls and what is said", () => {
  const NAME = "Quillon Vandersmythe";
  const NUMBER = "+14155557391";
  const SAID = "The canary sings at dawn.";
  const canaryCall = () =>
    waitingCall(30, {
      phoneNumber: NUMBER,
      contact: { phone: NUMBER, name: NAME, email: "quillon@vandersmythe.example" },
      metadata: { contact: { firstName: "Quillon", lastName: "Vandersmythe" }, caller_id: NUMBER },
      transcript: [said("agent", "Who is calling?", 40), said("caller", SAID, 30)],
      liveRoomStatus: {
        roomExists: true,
        numParticipants: 2,
        participants: [
          { identity: "agent", name: "Aurora" },
          { identity: `sip_${NUMBER}`, name: NUMBER },
        ],
      },
    });

  /** Everything the network brings from now on, as text. */
  function everyAnswer(page: Page) {
    const bodies: { url: string; text: string }[] = [];
    const pending: Promise<void>[] = [];
    page.on("response", (answer) => {
      const kept = answer.body().then(
        (body) => void bodies.push({ url: answer.url(), text: body.toString("utf8") }),
        () => undefined,
      );
      pending.push(kept);
    });
    return async () => {
      await Promise.all(pending);
      return bodies;
    };
  }

  test("is masked on the screen, in the page and in every byte of every answer, unless told otherwise", async ({
    page,
    upstream,
  }) => {
    const call = canaryCall();
    await upstream.put(call);
    const bodies = everyAnswer(page);
    await open(page, "/wall");
    await expect(tiles(page)).toContainText("Q. V. · •••• 7391");
    await expect(tiles(page)).toContainText("the agent has not answered");
    // Now that the server knows the call, its very first view has it.
    await open(page, "/wall");
    await upstream.say(call.id, said("caller", `${SAID} ${NAME} here, ${NUMBER}.`));
    await upstream.put(calmCall({ contact: { phone: NUMBER, name: NAME, email: null }, phoneNumber: NUMBER }));
    await expect(tiles(page)).toHaveCount(2);
    const secrets = /quillon|vandersmythe|4155557391|415.{0,3}555|canary sings/i;
    const all = await bodies();
    for (const where of [/\/wall$/, /\/api\/v1\/live/]) {
      expect(all.some(({ url, text }) => where.test(url) && text.includes("•••• 7391"))).toBe(true);
    }
    expect(all.filter(({ text }) => secrets.test(text)).map(({ url }) => url)).toEqual([]);
    expect(await page.content()).not.toMatch(secrets);
  });

  test("is shown with names=shown", async ({ page, upstream }) => {
    await upstream.put(canaryCall());
    await open(page, "/wall?names=shown");
    await expect(tiles(page)).toContainText(`${NAME} · ${NUMBER}`);
  });
});

test.describe("set up by its address", () => {
  test("theme, scale and agents are obeyed", async ({ page, upstream }) => {
    await upstream.put(calmCall({ agent: anAgent("Aurora") }));
    await upstream.put(calmCall({ agent: anAgent("Boreas") }));
    const fontPx = () => wall(page).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    const background = () => wall(page).evaluate((element) => getComputedStyle(element).backgroundColor);
    await open(page, "/wall?theme=light&scale=2&agents=aurora");
    await expect(tiles(page)).toHaveCount(1);
    await expect(tiles(page)).toContainText("Aurora");
    expect(await fontPx()).toBeGreaterThanOrEqual(104);
    await expectFilled(page, 0.7);
    const light = await background();
    await open(page, "/wall?theme=dark&scale=0.5");
    await expect(tiles(page)).toHaveCount(2);
    expect(await fontPx()).toBeLessThan(27);
    expect(await background()).not.toBe(light);
    await open(page, "/wall?agents=nobody");
    await expect(page.getByText("No calls for nobody right now")).toBeVisible();
  });

  test("a setting that cannot be read keeps its default and is told", async ({ page, upstream }) => {
    await upstream.put(calmCall());
    for (const [search, notice] of [
      ["scale=9", "“scale=9” is not a setting: it is a number from 0.4 to 3."],
      ["theme=%3Cb%3Epink", "“theme=<b>pink” is not a setting: it is light, dark or system."],
      ["rotate=1", "“rotate=1” is not a setting: it is 3 to 600 seconds."],
      ["names=all", "“names=all” is not a setting: it is masked or shown."],
    ]) {
      await open(page, `/wall?${search}`);
      await expect(page.locator(".wall-note")).toContainText(notice ?? "");
      await expect(tiles(page)).toContainText("•••• 0199");
    }
  });

  test("sound asks for one click, because browsers demand it, and is quiet about it afterwards", async ({ page }) => {
    await open(page, "/wall?sound=on");
    const notice = page.getByText("Sound is blocked until somebody clicks here once.");
    const allowed = await page.evaluate(() => new AudioContext().state === "running");
    if (!allowed) await expect(notice).toBeVisible();
    await page.mouse.click(900, 500);
    await expect(notice).toHaveCount(0);
  });

  test("the cursor goes away when nobody moves it; a key pressed by accident pauses nothing", async ({
    page,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, "/wall");
    await expect(tiles(page)).toHaveCount(1);
    const cursor = () => wall(page).evaluate((element) => getComputedStyle(element).cursor);
    await expect.poll(cursor).toBe("none");
    await page.mouse.move(400, 400);
    await expect.poll(cursor).not.toBe("none");
    await page.keyboard.press("p");
    await upstream.end(call.id, { status: "completed" });
    await expect(tiles(page)).toContainText("Completed");
  });
});

test.describe("when something breaks", () => {
  const timerOf = (tile: Locator) => tile.locator(".wall-timer");

  test("when the call service dies a band says how old the data is, tiles stay dimmed, and it recovers by itself", async ({
    page,
    fresh,
    roughUpstream,
  }) => {
    test.setTimeout(120_000);
    await putCalls(roughUpstream, 1, 3);
    await open(page, `${fresh.url}/wall`);
    await expect(tiles(page)).toHaveCount(3);
    await expect(band(page)).toHaveCount(0);
    await roughUpstream.fault({ kind: "error", status: 503 });
    await expect(band(page)).toContainText(/Stale · \d+ s ago/, { timeout: 30_000 });
    await expect(page.locator("[data-freshness=stale]")).toBeVisible();
    await expect(tiles(page)).toHaveCount(3);
    await expect(stage(page)).toHaveCSS("opacity", /^0\.\d+$/);
    await expect(page.getByText("No calls right now")).toHaveCount(0);
    await expectInside(page);
    await roughUpstream.clearFaults();
    await expect(band(page)).toHaveCount(0, { timeout: 45_000 });
    await expect(stage(page)).toHaveCSS("opacity", "1");
    await expect(page.locator("[data-freshness=live]")).toBeVisible();
    await expect(timerOf(tiles(page).first())).toHaveText(/^\d+:\d\d$/);
  });

  test.describe("the network", () => {
    test.use({
      expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/],
    });

    test("when the network goes the wall keeps what it has, says that it is offline, and comes back by itself", async ({
      page,
      upstream,
      context,
    }) => {
      await putCalls(upstream, 1, 2);
      await open(page, "/wall");
      await expect(tiles(page)).toHaveCount(2);
      await context.setOffline(true);
      await expect(band(page)).toContainText(/Offline · \d+ s ago/, { timeout: 20_000 });
      await expect(band(page)).toContainText("The last data stays; trying again by itself.");
      await expect(tiles(page)).toHaveCount(2);
      await putCalls(upstream, 3, 3);
      await context.setOffline(false);
      await expect(tiles(page)).toHaveCount(3, { timeout: 20_000 });
      await expect(band(page)).toHaveCount(0);
    });

    test("when a new build answers the wall loads itself anew, once", async ({ page, upstream }) => {
      test.setTimeout(120_000);
      const settings = {
        HEPPU_API_KEY: CANARY_KEY,
        HEPPU_API_URL: upstream.url,
        EARSHOT_BOARD_INTERVAL_MS: "500",
        EARSHOT_MAX_REQUESTS_PER_MINUTE: "6000",
      };
      await putCalls(upstream, 1, 2);
      let server: Running = await startEarshot({ ...settings, EARSHOT_BUILD: "build-one" });
      try {
        await page.clock.install();
        let loads = 0;
        page.on("load", () => {
          loads += 1;
        });
        await open(page, `${server.url}/wall`);
        await expect(tiles(page)).toHaveCount(2);
        expect(loads).toBe(1);
        const { port } = new URL(server.url);
        await server.stop();
        const answered = page.waitForResponse(
          (answer) => answer.headers()["earshot-build"] === "build-two" && answer.url().includes("/api/v1/live"),
          { timeout: 60_000 },
        );
        server = await startEarshot({ ...settings, EARSHOT_BUILD: "build-two", PORT: port });
        await answered;
        // Screens of a floor don't reload in the same second, but all within the next minute.
        await expect(async () => {
          await page.clock.fastForward(61_000);
          expect(loads).toBe(2);
        }).toPass({ timeout: 30_000 });
        await expect(tiles(page)).toHaveCount(2);
        // An hour later it is still the page of the new build, loaded once.
        const polled = page.waitForResponse((answer) => answer.url().includes("/api/v1/live"));
        await page.clock.fastForward(3_600_000);
        await polled;
        await expect(page.locator("[data-freshness=live]")).toBeVisible();
        expect(loads).toBe(2);
      } finally {
        await server.stop();
      }
    });
  });

  /** With the band the tiles have less room, but keep within the screen. */
  async function expectInside(page: Page) {
    for (const tile of await tiles(page).all()) {
      const { y, height } = await boxOf(tile);
      expect(y + height).toBeLessThanOrEqual(1080.5);
    }
    expect((await readable(page)).leastPx).toBeGreaterThanOrEqual(52);
  }
});
