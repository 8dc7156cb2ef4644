import type { Page } from "@playwright/test";
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
const stage = (page: Page) => page.locator(".wall-stage");
const lanes = (page: Page) => page.locator(".wall-lane");
/** A call's place in its agent's lane. */
const slots = (page: Page) => page.locator(".wall-lane [data-call-id]");
const alarms = (page: Page) => page.locator(".wall-alarm");
const band = (page: Page) => page.locator(".wall-band");

const NAMES = [
  ...["Customer Support", "Nimbrel Tech Support", "Reception North", "Reception South", "Billing and Payments"],
  ...["Appointments", "Field Service Desk", "Claims and Returns"],
];
const AGENTS = NAMES.map(anAgent);

/** Calls of eight agents, by turns. */
async function putCalls(upstream: Upstream, from: number, to: number) {
  for (let number = from; number <= to; number += 1) {
    // Nobody has said a word: however long the test takes, no silence grows into an alarm.
    const startedAt = secondsAgo(300 - number * 2);
    await upstream.put(calmCall({ agent: AGENTS[number % AGENTS.length] ?? null, startedAt, transcript: [] }));
  }
}

type Placed = { id: string; box: { x: number; y: number; width: number; height: number } };
/** Every call in a lane or in the alarm column, and where in the picture it stands: all of it moves against burn-in. */
const placesOf = (page: Page, within: ".wall-lane" | ".wall-alarms"): Promise<Placed[]> =>
  page.locator(`${within} [data-call-id]`).evaluateAll((elements) => {
    const picture = document.querySelector(".wall-frame")?.getBoundingClientRect();
    return elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const box = { x: x - (picture?.x ?? 0), y: y - (picture?.y ?? 0), width, height };
      return { id: (element as HTMLElement).dataset.callId ?? "", box };
    });
  });

/** What a picture that is shifted against burning in leaves of a difference is far below a pixel. */
function expectSamePlace(now: Placed["box"] | undefined, before: Placed["box"] | undefined, what: string) {
  for (const side of ["x", "y", "width", "height"] as const) {
    expect(now?.[side], `${side} of ${what}`).toBeCloseTo(before?.[side] ?? Number.NaN, 0);
  }
}

/** Nothing beyond the screen, no call over another, nothing to scroll to. */
async function expectInPlace(page: Page) {
  const { width, height } = await boxOf(page.locator(".wall-frame"));
  for (const within of [".wall-lane", ".wall-alarms"] as const) {
    const boxes = (await placesOf(page, within)).map(({ box }) => box);
    for (const [index, box] of boxes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(-0.5);
      expect(box.y).toBeGreaterThanOrEqual(-0.5);
      expect(box.x + box.width).toBeLessThanOrEqual(width + 0.5);
      expect(box.y + box.height).toBeLessThanOrEqual(height + 0.5);
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
    }
  }
  const scrolls = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { wide: scrollWidth - window.innerWidth, high: scrollHeight - window.innerHeight };
  });
  expect(scrolls.wide).toBeLessThanOrEqual(0);
  expect(scrolls.high).toBeLessThanOrEqual(0);
}

/**
 * Height of the smallest text that can be seen, of the smallest name, reason or timer, and of these every one that its box
 * cuts at a side.
 */
const readable = (page: Page) =>
  page.evaluate(() => {
    let [leastPx, leastNamePx] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    const cut: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || node.textContent?.trim() === "" || !element.checkVisibility()) continue;
      const { width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || element.closest("script, style, .sr-only")) continue;
      const px = Number.parseFloat(getComputedStyle(element).fontSize);
      leastPx = Math.min(leastPx, px);
      const told = element.closest<HTMLElement>(".wall-lane-name, .wall-alarm-agent, .wall-alarm-reason, .wall-timer");
      if (!told) continue;
      leastNamePx = Math.min(leastNamePx, px);
      // A line's box is a little higher than its letters.
      const slackPx = px * 0.2;
      const isCut = told.scrollWidth > told.clientWidth + 1 || told.scrollHeight > told.clientHeight + slackPx;
      if (isCut && told.clientWidth > 0) cut.push(told.textContent ?? "");
    }
    return { leastPx, leastNamePx, cut };
  });

async function expectReadable(page: Page, what: string, namePx = 52) {
  const { leastPx, leastNamePx, cut } = await readable(page);
  expect(leastNamePx, `names, reasons and timers with ${what}`).toBeGreaterThanOrEqual(namePx - 0.05);
  expect(leastPx, `smallest text with ${what}`).toBeGreaterThanOrEqual((namePx * 40) / 52);
  expect(cut, `cut with ${what}`).toEqual([]);
}

test.describe("what stands on the screen", () => {
  test("with 1, 5, 12, 40 and 70 calls every agent stands once with its whole name, everything is read and nothing overlaps", async ({
    page,
    upstream,
  }) => {
    test.setTimeout(240_000);
    await open(page, "/wall");
    let there = 0;
    for (const count of [1, 5, 12, 40, 70]) {
      await putCalls(upstream, there + 1, count);
      there = count;
      await expect(slots(page), `${count} calls`).toHaveCount(count);
      await expect(page.locator(".wall-count").first()).toContainText(`${count} talking`);
      const names = NAMES.filter((_, at) => count >= NAMES.length || (at >= 1 && at <= count));
      expect((await lanes(page).locator(".wall-lane-name").allTextContents()).sort()).toEqual([...names].sort());
      await expectInPlace(page);
      await expectReadable(page, `${count} calls`);
    }
    await expect(page.locator(".wall-bar")).toHaveCount(70);
    await expect(page.getByRole("navigation")).toHaveCount(0);
  });

  for (const [width, height] of [
    [1280, 720],
    [1440, 900],
    [1080, 1920],
    [2560, 1080],
    [3840, 2160],
  ] as const) {
    test(`on a screen of ${width} × ${height} as well, in proportion`, async ({ page, upstream }) => {
      await page.setViewportSize({ width, height });
      await putCalls(upstream, 1, 24);
      await upstream.put(waitingCall(25, { agent: AGENTS[0] ?? null }));
      await open(page, "/wall");
      await expect(slots(page)).toHaveCount(25);
      await expect(alarms(page)).toHaveCount(1);
      await expectInPlace(page);
      await expectReadable(page, `${width} × ${height}`, (52 * Math.min(width, height)) / 1080);
    });
  }

  test("long and alike names wrap, and are told apart where they are cut; what all begin with is left out", async ({
    page,
    upstream,
  }) => {
    const long = "Acme Maximiliana-Theodora Customer Relationship and Retention Desk";
    const names = [`${long} North`, `${long} South`, "Acme Donaudampfschifffahrtsgesellschaft", "Acme Reception Desk"];
    for (const name of names) await upstream.put(waitingCall(25, { agent: anAgent(name) }));
    await putCalls(upstream, 1, 0);
    await open(page, "/wall");
    await expect(lanes(page)).toHaveCount(4);
    const shown = await lanes(page).locator(".wall-lane-name").allTextContents();
    expect(new Set(shown).size).toBe(4);
    for (const name of shown) {
      expect(name).not.toContain("Acme");
      expect(name.length).toBeGreaterThanOrEqual(10);
    }
    await expectInPlace(page);
    await expectReadable(page, "long names");
  });

  test("thirty agents: seven of them, and in the last lane how many others there are", async ({ page, upstream }) => {
    for (let number = 0; number < 30; number += 1) {
      await upstream.put(calmCall({ agent: anAgent(`Service Desk ${number}`), transcript: [] }));
    }
    await open(page, "/wall");
    await expect(slots(page)).toHaveCount(30);
    await expect(lanes(page)).toHaveCount(8);
    await expect(lanes(page).last().locator(".wall-lane-name")).toHaveText("23 others");
    await expect(lanes(page).last()).toHaveAttribute("data-agent", "others");
    await expectInPlace(page);
    await expectReadable(page, "thirty agents");
  });

  test("a call that needs attention stands in the alarm column with its agent, who calls and why; the head counts it", async ({
    page,
    upstream,
  }) => {
    await putCalls(upstream, 1, 8);
    await upstream.put(waitingCall(15, { agent: anAgent("Warned Agent"), startedAt: secondsAgo(30) }));
    await upstream.put(waitingCall(25, { agent: anAgent("Critical Agent"), startedAt: secondsAgo(40) }));
    await open(page, "/wall");
    await expect(alarms(page)).toHaveCount(2);
    const critical = alarms(page).filter({ hasText: "Critical Agent" });
    await expect(critical.locator("[data-severity=critical]")).toBeVisible();
    await expect(critical.locator(".wall-alarm-reason")).toHaveText(/Critical: .* \d+:\d\d$/);
    await expect(page.locator(".wall-count[data-alarm]")).toContainText("2 need attention");
    await expect(page).toHaveTitle("(10 · 2!!) Wall · Earshot");
    await expect(slots(page).and(page.locator("[data-severity]"))).toHaveCount(2);
    await expectInPlace(page);
    await expectReadable(page, "alarms");
  });

  test("nothing needs attention: a state of its own, in the place of the alarms", async ({ page, upstream }) => {
    await putCalls(upstream, 1, 3);
    await open(page, "/wall");
    await expect(page.locator(".wall-all-calm")).toContainText("All calm");
    const { x, width } = await boxOf(page.locator(".wall-alarms"));
    expect(x + width).toBeLessThan(1920 / 3 + 20);
  });

  test("no calls is a calm screen with the time; the first call takes it over", async ({ page, upstream }) => {
    await open(page, "/wall");
    await expect(page.getByText("No calls right now")).toBeVisible();
    await expect(page.locator(".wall-calm-clock")).toHaveText(/^\d\d:\d\d:\d\d$/);
    await upstream.put(ringingCall());
    await expect(slots(page)).toHaveCount(1);
    await expect(page.getByText("No calls right now")).toHaveCount(0);
    await expect(slots(page)).toContainText("Ringing");
  });
});

test.describe("nothing changes its place without its own cause", () => {
  test("while calls begin, end and need attention, every other call stays where it is, to the pixel", async ({
    page,
    upstream,
  }) => {
    test.setTimeout(240_000);
    await putCalls(upstream, 1, 40);
    await open(page, "/wall");
    await expect(slots(page)).toHaveCount(40);
    const boxes = async (within: ".wall-lane" | ".wall-alarms") =>
      new Map((await placesOf(page, within)).map(({ id, box }) => [id, box]));
    const first = await boxes(".wall-lane");
    const ids = [...first.keys()];
    const ended: string[] = [];
    const alarmed = waitingCall(25, { agent: AGENTS[3] ?? null });
    await upstream.put(alarmed);
    await expect(alarms(page)).toHaveCount(1);
    const alarmPlace = (await boxes(".wall-alarms")).get(alarmed.id);
    for (let round = 0; round < 6; round += 1) {
      const gone = ids[round * 5] ?? "";
      ended.push(gone);
      await upstream.end(gone, { status: "completed" });
      await expect(page.locator(`.wall-lane [data-call-id="${gone}"][data-ended]`)).toHaveCount(1);
      await putCalls(upstream, 41 + round * 2, 42 + round * 2);
      // The alarm; one call ended, two more.
      await expect(page.locator(".wall-lane [data-call-id]:not([data-ended])")).toHaveCount(42 + round);
      const now = await boxes(".wall-lane");
      for (const [id, place] of first) if (!ended.includes(id)) expectSamePlace(now.get(id), place, id);
    }
    await upstream.put(waitingCall(25, { agent: AGENTS[5] ?? null }));
    await expect(alarms(page)).toHaveCount(2);
    expectSamePlace((await boxes(".wall-alarms")).get(alarmed.id), alarmPlace, "the alarm");
    await expectInPlace(page);
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
    await expect(alarms(page)).toContainText("Q. V. ···7391");
    // Now that the server knows the call, its very first view has it.
    await open(page, "/wall");
    await upstream.say(call.id, said("caller", `${SAID} ${NAME} here, ${NUMBER}.`));
    await upstream.put(calmCall({ contact: { phone: NUMBER, name: NAME, email: null }, phoneNumber: NUMBER }));
    await expect(slots(page)).toHaveCount(2);
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
    await expect(alarms(page)).toContainText(NAME);
  });
});

test.describe("set up by its address", () => {
  test("theme, scale and agents are obeyed", async ({ page, upstream }) => {
    await upstream.put(calmCall({ agent: anAgent("Aurora") }));
    await upstream.put(calmCall({ agent: anAgent("Boreas") }));
    const fontPx = () => wall(page).evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    const background = () => wall(page).evaluate((element) => getComputedStyle(element).backgroundColor);
    await open(page, "/wall?theme=light&scale=2&agents=aurora");
    await expect(slots(page)).toHaveCount(1);
    await expect(lanes(page)).toContainText("Aurora");
    expect(await fontPx()).toBeGreaterThanOrEqual(104);
    await expectInPlace(page);
    const light = await background();
    await open(page, "/wall?theme=dark&scale=0.5");
    await expect(slots(page)).toHaveCount(2);
    expect(await fontPx()).toBeLessThan(27);
    expect(await background()).not.toBe(light);
    await open(page, "/wall?agents=nobody");
    await expect(page.getByText("No calls for the agent chosen here right now")).toBeVisible();
  });

  test("a setting that cannot be read keeps its default and is told", async ({ page, upstream }) => {
    await upstream.put(calmCall());
    for (const [search, notice] of [
      ["scale=9", "“scale=9” is not a setting: it is a number from 0.4 to 3."],
      ["theme=%3Cb%3Epink", "“theme=<b>pink” is not a setting: it is light, dark or system."],
      ["names=all", "“names=all” is not a setting: it is masked or shown."],
    ]) {
      await open(page, `/wall?${search}`);
      await expect(page.locator(".wall-note")).toContainText(notice ?? "");
      await expect(slots(page)).toContainText("···0199");
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
    await expect(slots(page)).toHaveCount(1);
    const cursor = () => wall(page).evaluate((element) => getComputedStyle(element).cursor);
    await expect.poll(cursor).toBe("none");
    await page.mouse.move(400, 400);
    await expect.poll(cursor).not.toBe("none");
    await page.keyboard.press("p");
    await upstream.end(call.id, { status: "completed" });
    await expect(slots(page)).toHaveAttribute("data-ended", "");
  });
});

test.describe("when something breaks", () => {
  test("when the call service dies that is told once; the last reasons stand with the moment they are of, no age runs, and it recovers by itself", async ({
    page,
    fresh,
    roughUpstream,
  }) => {
    test.setTimeout(240_000);
    await putCalls(roughUpstream, 1, 3);
    await roughUpstream.put(waitingCall(25, { agent: anAgent("Waiting Desk") }));
    await open(page, `${fresh.url}/wall`);
    await expect(slots(page)).toHaveCount(4);
    await expect(alarms(page)).toHaveCount(1);
    await expect(band(page)).toHaveCount(0);
    const before = await placesOf(page, ".wall-lane");
    await roughUpstream.fault({ kind: "error", status: 503 });
    await expect(band(page)).toContainText(/Stale · \d+ s ago/, { timeout: 60_000 });
    await expect(page.locator("[data-freshness=stale]")).toBeVisible();
    await expect(page.locator(".wall-count[data-alarm]")).toContainText("1 needs attention");
    await expect(alarms(page)).toHaveCount(1);
    await expect(alarms(page).locator("[data-as-of]")).toHaveText(/as of \d\d:\d\d:\d\d/);
    const ages = () => page.locator(".wall-stage .wall-timer").allTextContents();
    const [told, old] = [await ages(), await band(page).innerText()];
    await expect.poll(() => band(page).innerText()).not.toBe(old);
    expect(await ages()).toEqual(told);
    const after = await placesOf(page, ".wall-lane");
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    for (const [at, { id, box }] of after.entries()) expectSamePlace(box, before[at]?.box, id);
    await expect(stage(page)).toHaveCSS("opacity", /^0\.\d+$/);
    await expect(page.getByText("No calls right now")).toHaveCount(0);
    await expectInPlace(page);
    await roughUpstream.clearFaults();
    await expect(band(page)).toHaveCount(0, { timeout: 60_000 });
    await expect(stage(page)).toHaveCSS("opacity", "1");
    await expect(page.locator("[data-freshness=live]")).toBeVisible();
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
      await expect(slots(page)).toHaveCount(2);
      await context.setOffline(true);
      await expect(band(page)).toContainText(/Offline · \d+ s ago/, { timeout: 60_000 });
      await expect(band(page)).toContainText(/as of \d\d:\d\d:\d\d/);
      await expect(slots(page)).toHaveCount(2);
      await putCalls(upstream, 3, 3);
      await context.setOffline(false);
      await expect(slots(page)).toHaveCount(3, { timeout: 60_000 });
      await expect(band(page)).toHaveCount(0);
    });

    test("when a new build answers the wall loads itself anew, once", async ({ page, upstream }) => {
      test.setTimeout(240_000);
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
        await expect(slots(page)).toHaveCount(2);
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
        }).toPass({ timeout: 60_000 });
        await expect(slots(page)).toHaveCount(2);
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
});
