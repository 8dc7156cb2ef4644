import type { Browser, Page } from "@playwright/test";
import { anAgent, calmCall, said, secondsAgo, waitingCall } from "./support/calls";
import { judged, keepTalk } from "./support/quality";
import { type Running, startEarshot } from "./support/servers";
import { CANARY_KEY, expect, settingsFor, test } from "./support/test";
import type { Upstream } from "./support/upstream";

/** A small phone and a desk. */
const WIDTHS = [
  { width: 360, height: 740 },
  { width: 1440, height: 900 },
] as const;

const AURORA = anAgent("Aurora");
const agents = (count: number) => Array.from({ length: count }, (_, number) => anAgent(`Agent ${number}`));
/** With Aurora eight agents in all, as many as a wall has lanes for. */
const FLOOR = { agents: agents(7), calls: 9, paths: (read: string) => ["/", `/calls/${read}`, "/wall"] };
const troubled = () =>
  waitingCall(40, { agent: AURORA, contact: { phone: "+14155550100", name: "Nora Noscript", email: null } });

test.describe("before any program runs", () => {
  test.use({ javaScriptEnabled: false });

  for (const viewport of WIDTHS) {
    test.describe(`at ${viewport.width} pixels`, () => {
      test.use({ viewport });

      test("Live, Call and Wall show the call that is running, in words, without a scroll", async ({
        page,
        upstream,
      }) => {
        const call = troubled();
        await upstream.put(call);
        const card = page.locator(`[data-call-id="${call.id}"]`);
        // The server may have last looked for another reader: it is asked until it has seen the call.
        await expect(async () => {
          await page.goto("/");
          await expect(card).toContainText("Are you there?", { timeout: 500 });
        }).toPass();
        await expect(card.getByRole("link", { name: "Nora Noscript" })).toBeInViewport();
        await expect(card).toContainText("Aurora");
        await expect(card).toContainText("Critical:");
        await expect(page.locator("[data-board-count]")).toHaveText("1 live");

        await page.goto(`/calls/${call.id}`);
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nora Noscript · Aurora");
        await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
        await expect(page.getByRole("log").getByRole("listitem").last()).toContainText("Are you there?");
        await expect(page.getByText("Are you there?").last()).toBeInViewport();

        await page.goto("/wall");
        await expect(page.locator(".wall-lane-name")).toHaveText("Aurora");
        await expect(page.locator(".wall-lane-name")).toBeInViewport();
        await expect(page.locator(`.wall-lane [data-call-id="${call.id}"]`)).toBeInViewport();
        await expect(page.locator(".wall-alarm")).toContainText("No answer");
        await expect(page.locator(".wall-alarm")).toBeInViewport();
        await expect(page.locator(".wall-head")).toContainText("1");
      });
    });
  }
});

/** What has moved under the reader since the page began, and by how much of the window: all of it, not its worst second. */
type Shifts = { total: number; moved: string[] };

/** Keeps every layout shift of the pages to come. */
async function watchShifts(page: Page): Promise<() => Promise<Shifts>> {
  await page.addInitScript(() => {
    type Shift = PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    };
    const shifts = { total: 0, moved: [] as string[] };
    Object.assign(window, { shifts });
    const place = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(" ");
    new PerformanceObserver((list) => {
      for (const { value, sources, startTime } of list.getEntries() as Shift[]) {
        shifts.total += value;
        for (const { node, previousRect, currentRect } of sources) {
          const element = node instanceof Element ? node : node?.parentElement;
          const name = `${element?.tagName} ${element?.className} “${node?.textContent?.slice(0, 40)}”`;
          const when = `${Math.round(startTime)} ms, ${value.toFixed(4)}`;
          shifts.moved.push(`${when}: ${name} from ${place(previousRect)} to ${place(currentRect)}`);
        }
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts);
}

/**
 * Opens the pages at both widths at once and lets calls come, talk and end: nothing moves meanwhile. Only a call that
 * comes into trouble changes its place on a board, which is its own cause; here none does.
 */
async function expectNothingShifts(
  browser: Browser,
  { url }: Pick<Running, "url">,
  upstream: Upstream,
  enter: (page: Page) => Promise<void>,
  floor: typeof FLOOR = FLOOR,
) {
  const open = Array.from({ length: floor.calls }, (_, number) =>
    calmCall({ agent: floor.agents[number % floor.agents.length] ?? null, startedAt: secondsAgo(60 + number) }),
  );
  const [read, leaving] = [troubled(), open[3]];
  for (const call of [read, ...open]) await upstream.put(call);
  const paths = floor.paths(read.id);
  const contexts = await Promise.all(WIDTHS.map((viewport) => browser.newContext({ viewport, baseURL: url })));
  try {
    // Somebody has the board open already: all calls have been read, and the one in trouble stands where it stays.
    const desk = contexts.at(-1);
    const before = await desk?.newPage();
    if (before) {
      await enter(before);
      await before.goto("/");
      await expect(before.locator(`[data-call-id="${read.id}"]`)).toContainText("Critical:");
      for (const { id } of open) await expect(before.locator(`[data-call-id="${id}"]`)).toContainText("Let me look");
      await before.close();
    }
    const pages = await Promise.all(
      contexts.flatMap((context) =>
        paths.map(async (path) => {
          const page = await context.newPage();
          await enter(page);
          const shifts = await watchShifts(page);
          const polled = page.waitForResponse((answer) => /\/api\/v1\/(live|calls)/.test(answer.url()));
          await page.goto(path);
          await polled;
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          return { page, path, shifts, width: page.viewportSize()?.width };
        }),
      ),
    );
    const come = calmCall({ agent: AURORA });
    await upstream.put(come);
    // Said longer ago than the agent may take to answer: the reason that stands beside the talk stays true.
    await upstream.say(read.id, said("caller", "Is anybody there at all, please? I have waited for a good while.", 25));
    if (leaving) await upstream.end(leaving.id, { status: "completed" });
    for (const { page, path } of pages) {
      if (path.startsWith("/calls/")) await expect(page.getByRole("log")).toContainText("Is anybody there at all");
      else if (path === "/wall") await expect(page.locator(`.wall-lane [data-call-id="${come.id}"]`)).toHaveCount(1);
      else await expect(page.locator("[data-board-count]")).toContainText("1 just ended");
    }
    for (const { shifts, path, width } of pages) {
      const { total, moved } = await shifts();
      expect(total, `${path} at ${width}:\n${moved.join("\n")}`).toBeLessThanOrEqual(0.02);
    }
  } finally {
    for (const context of contexts) await context.close();
  }
}

test("nothing moves while a page is loaded and calls come, talk and end: for somebody who has signed in", async ({
  browser,
  guarded,
  upstream,
}) => {
  await expectNothingShifts(browser, guarded, upstream, (page) => guarded.signIn(page, "supervisor"));
});

test("nothing moves while the page of a call is loaded that is kept and judged", async ({ archived, page }) => {
  test.slow();
  const id = await keepTalk(archived);
  // A new server makes its first rubric a while after its start.
  await expect.poll(async () => (await judged(archived, id)).score, { timeout: 120_000 }).not.toBeNull();
  await archived.signIn(page, "supervisor");
  await page.setViewportSize({ width: 1440, height: 900 });
  const shifts = await watchShifts(page);
  await page.goto(`${archived.url}/calls/${id}`);
  await expect(page.getByRole("region", { name: "Quality", exact: true }).locator("[data-score]")).toBeVisible();
  await expect(page.getByRole("region", { name: "Notes", exact: true })).toHaveCount(1);
  const { total, moved } = await shifts();
  expect(total, moved.join("\n")).toBeLessThanOrEqual(0.02);
});

for (const count of [8, 14])
  test(`nothing moves on a wall of ${count + 1} agents, which has not a lane for each, while it is loaded and calls come and end`, async ({
    browser,
    earshot,
    upstream,
  }) => {
    const floor = { agents: agents(count), calls: 3 * count, paths: () => ["/wall"] };
    await expectNothingShifts(browser, earshot, upstream, async () => undefined, floor);
  });

test("nothing moves while a page is loaded and calls come, talk and end: in the demo, under its strip", async ({
  browser,
  roughUpstream,
}) => {
  await roughUpstream.reset();
  const { HEPPU_API_KEY: _key, HEPPU_API_URL: _url, ...settings } = settingsFor(roughUpstream);
  const demo = await startEarshot({ ...settings, EARSHOT_DEMO_URL: roughUpstream.url, EARSHOT_DEMO_KEY: CANARY_KEY });
  try {
    await expectNothingShifts(browser, demo, roughUpstream, async () => undefined);
  } finally {
    await demo.kill();
  }
});
