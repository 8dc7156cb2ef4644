import type { Locator, Page } from "@playwright/test";
import { anAgent, calmCall, ringingCall, said, secondsAgo } from "./support/calls";
import { boxOf, expectNoSidewaysScroll, open as openPage, overlap, secondsShown } from "./support/screen";
import { expect, newCallId, test } from "./support/test";
import type { CallFields, MessageFields, Upstream } from "./support/upstream";

const path = (id: string) => `/calls/${id}`;
const view = (page: Page) => page.locator("[data-call-view]");
const log = (page: Page) => page.getByRole("log", { name: "Transcript" });
const rows = (page: Page) => log(page).getByRole("listitem");
const lineCount = (page: Page) => page.locator("[data-line-count]");
const timer = (page: Page) => page.locator("[data-timer] > span").first();
const outcome = (page: Page) => page.getByRole("region", { name: "Outcome" });
const slider = (page: Page) => page.getByRole("slider", { name: "Line of the call" });
const findField = (page: Page) => page.getByLabel("Find in transcript");
const findCount = (page: Page) => page.getByRole("search").locator("output");
const fact = (page: Page, label: string) =>
  page.locator("dl > div").filter({ has: page.locator("dt", { hasText: label }) });

/** Opens a call. Plain lines stand until the list of what is on screen takes over, and scroll the other way round. */
async function open(page: Page, url: string) {
  await openPage(page, url);
  await expect(page.locator("[data-first-lines]")).toHaveCount(0);
}

const fromEndPx = (page: Page) =>
  log(page).evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);

/** Waits until the transcript has stopped scrolling: a wheel and a jump glide for a moment. */
async function comeToRest(page: Page) {
  let beforePx = Number.NaN;
  const isAtRest = async () => {
    const nowPx = await fromEndPx(page);
    const isSame = nowPx === beforePx;
    beforePx = nowPx;
    return isSame;
  };
  await expect.poll(isAtRest, { intervals: [200] }).toBe(true);
}

/** Talk in turns, the last line two seconds ago, `everySeconds` between lines. */
function talk(lines: number, { everySeconds = 4, word = (line: number) => `Line number ${line}.` } = {}) {
  return Array.from({ length: lines }, (_, index) =>
    said(index % 2 === 0 ? "caller" : "agent", word(index + 1), 2 + (lines - 1 - index) * everySeconds),
  );
}

const linesOf = (call: CallFields) => call.transcript as Required<MessageFields>[];

const longCall = (lines: number, fields: Record<string, unknown> = {}) =>
  calmCall({ startedAt: secondsAgo(lines * 4 + 10), transcript: talk(lines), ...fields });

test.describe("from ringing to summary", () => {
  test("one address shows a call ring, connect, be talked on, change hands, end and get its summary, without a reload", async ({
    page,
    fresh,
    roughUpstream: upstream,
  }) => {
    const id = newCallId();
    const agent = anAgent("Aurora");
    await upstream.put({ id, status: "ringing", agent });
    await open(page, fresh.url + path(id));
    const loadedAt = await page.evaluate(() => performance.timeOrigin);
    await expect(view(page)).toHaveAttribute("data-call-view", "setting_up");
    await expect(page.getByRole("heading", { name: "Aurora" })).toBeVisible();
    await expect(page.locator("[data-timer]")).toContainText("ringing");
    await expect(page.getByText("Nobody has spoken yet")).toBeVisible();
    await expect(page).toHaveTitle("···0199 · Aurora · Earshot");

    await upstream.change(id, { status: "connecting" });
    await expect(page.locator("[data-timer]")).toContainText("connecting");

    const greeting = said("agent", "Good morn", 2);
    await upstream.change(id, { status: "active", startedAt: secondsAgo(3), transcript: [greeting] });
    await expect(view(page)).toHaveAttribute("data-call-view", "talking");
    await expect(page.locator("[data-timer]")).toContainText("elapsed");
    await expect(rows(page)).toHaveText([/Good morn$/]);

    await rows(page)
      .first()
      .evaluate((row) => row.setAttribute("data-seen-growing", ""));
    const whole = { ...greeting, content: "Good morning, how can I help you?" };
    await upstream.change(id, { transcript: [whole] });
    await expect(rows(page)).toHaveText([/Good morning, how can I help you\?$/]);
    await expect(page.locator("[data-seen-growing]")).toHaveCount(1);

    const reply = said("agent", "Are you still there?");
    await upstream.say(id, reply);
    await expect(rows(page)).toHaveCount(2);
    const late = {
      ...said("caller", "My parcel is late."),
      timestamp: new Date(Date.parse(reply.timestamp) - 400).toISOString(),
    };
    await upstream.say(id, late);
    await expect(rows(page)).toHaveText([/Good morning/, /Caller.*My parcel is late\.$/, /Are you still there\?$/]);
    await expect(page.locator("[data-seen-growing]")).toContainText("Good morning");

    const inRoom = page.getByRole("list", { name: "In the room" });
    await expect(inRoom.getByRole("listitem")).toHaveText([/Ostrelle|Aurora|joined/, /\+14155550199.*seen since/]);
    const room = (...people: [string, string][]) => ({
      liveRoomStatus: {
        roomExists: true,
        numParticipants: people.length,
        participants: people.map(([identity, name]) => ({ identity, name })),
      },
    });
    await upstream.change(id, room(["agent", "Aurora"], ["caller", "+14155550199"], ["mira", "Mira Human"]));
    await expect(inRoom).toContainText(/Mira Human\s*seen since \d\d:\d\d:\d\d/);
    await upstream.change(id, room(["caller", "+14155550199"], ["mira", "Mira Human"]));
    const gone = page.getByRole("list", { name: "Left the room" });
    await expect(gone).toContainText(/Aurora\s*seen since \d\d:\d\d:\d\d · gone since \d\d:\d\d:\d\d/);
    await expect(inRoom).not.toContainText("Aurora");
    await expect(page.locator("[data-call-news]")).toHaveText("In the room now: +14155550199, Mira Human.");
    await upstream.say(id, said("human", "Hello, this is Mira, I took over."));
    await expect(rows(page).last()).toContainText("I took over");

    await upstream.end(id, { status: "completed" });
    await expect(view(page)).toHaveAttribute("data-call-view", "ended");
    await expect(outcome(page)).toContainText("The call has ended.");
    await expect(outcome(page)).toContainText(/Summary pending for \d+ s\. It appears here by itself\./);
    await expect(page.getByRole("button", { name: "End call" })).toHaveCount(0);
    await expect(page.locator("[data-timer]")).toContainText("duration");
    const duration = await timer(page).innerText();
    await expect(page).toHaveTitle("···0199 · Aurora · Earshot");
    await upstream.change(id, { summary: "The parcel comes tomorrow.\nNothing else to do." });
    await expect(outcome(page)).toContainText("The parcel comes tomorrow.");
    await expect(outcome(page)).not.toContainText("pending");
    await expect(timer(page)).toHaveText(duration);
    await expect(rows(page)).toHaveCount(4);
    await expect(page.getByRole("list", { name: "Left the room" }).getByRole("listitem")).toHaveCount(3);
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(loadedAt);
  });

  test("the title and the address carry last digits at most; the alarm is counted in the title", async ({
    page,
    upstream,
  }) => {
    const call = calmCall({ phoneNumber: "+14155550142", transcript: [said("caller", "Hello?", 60)] });
    await upstream.put(call);
    await open(page, path(call.id));
    await expect(page).toHaveTitle(/^\(1!!\) ···0142 · .+ · Earshot$/);
    expect(await page.title()).not.toMatch(/5550142|\+1415/);
    expect(page.url()).not.toContain("0142");
    const alarm = page.getByRole("region", { name: "Needs attention" });
    await expect(alarm).toContainText("No answer from the agent");
    await expect(alarm).toContainText("Critical");
    await expect(alarm).toContainText(/Caller spoke 1:\d\d ago, the agent has not answered/);
  });
});

test.describe("reading along", () => {
  test("a reader at the end is kept at the end while lines come, grow and arrive late", async ({ page, upstream }) => {
    const call = longCall(80);
    await upstream.put(call);
    await open(page, path(call.id));
    await expect(rows(page).last()).toContainText("Line number 80.");
    await expect.poll(() => fromEndPx(page)).toBeLessThan(2);
    let transcript = linesOf(call);
    const grown = (words: number) => ({ ...said("agent", "And so it goes on. ".repeat(words), 1) });
    const growing = grown(1);
    for (const words of [1, 8, 30]) {
      await upstream.change(call.id, { transcript: [...transcript, { ...growing, content: grown(words).content }] });
      await expect(rows(page).last()).toContainText("And so it goes on. ".repeat(words).trim());
      await expect.poll(() => fromEndPx(page)).toBeLessThan(2);
    }
    transcript = [...transcript, { ...growing, content: grown(30).content }];
    const late = [said("caller", "Late one.", 1.5), said("caller", "Late two.", 120)];
    await upstream.change(call.id, { transcript: [...transcript, ...late] });
    await expect(lineCount(page)).toHaveText("83 lines");
    await expect.poll(() => fromEndPx(page)).toBeLessThan(2);
    await expect(page.locator("[data-new-lines]")).toHaveCount(0);
  });

  test("a reader who has scrolled up is not moved by a pixel, whatever arrives above or below, and is told how much", async ({
    page,
    upstream,
  }) => {
    const call = longCall(120);
    await upstream.put(call);
    await open(page, path(call.id));
    await expect(rows(page).last()).toContainText("Line number 120.");
    await log(page).hover();
    // Between the late lines: one that comes into view has to move something.
    await page.mouse.wheel(0, -900);
    await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
    await expect.poll(() => fromEndPx(page)).toBeGreaterThan(600);
    await comeToRest(page);
    const watched = await rowInTheMiddle(page);
    const before = await boxOf(watched);

    const transcript = linesOf(call);
    const news = [1, 2, 3].map((number) => said("agent", `News ${number}.`, 0));
    await upstream.change(call.id, {
      transcript: [...transcript, ...news.map((line, at) => ({ ...line, timestamp: momentAfter(transcript, at) }))],
    });
    await expect(page.getByRole("button", { name: "3 new lines" })).toBeVisible();
    expect(shift(await boxOf(watched), before)).toBeLessThan(1);

    // Late lines far above, just above and below; one above grows to many rows.
    const withLate = [
      ...transcript.map((line, at) => (at === 30 ? { ...line, content: "This one has grown. ".repeat(60) } : line)),
      ...news.map((line, at) => ({ ...line, timestamp: momentAfter(transcript, at) })),
      ...[450, 400, 330, 250, 100, 50].map((ago) => said("caller", `Came late, said ${ago} s ago. `.repeat(6), ago)),
    ];
    await upstream.change(call.id, { transcript: withLate });
    await expect(lineCount(page)).toHaveText("129 lines");
    expect(shift(await boxOf(watched), before)).toBeLessThan(1);
    await expect(watched).toBeInViewport();

    await page.locator("[data-new-lines]").click();
    await expect.poll(() => fromEndPx(page)).toBeLessThan(2);
    await expect(rows(page).last()).toContainText("News 3.");
    await expect(page.locator("[data-new-lines]")).toHaveCount(0);
    await upstream.say(call.id, said("agent", "Followed again."));
    await expect(rows(page).last()).toContainText("Followed again.");
    await expect.poll(() => fromEndPx(page)).toBeLessThan(2);
  });

  test("the End key and j jump to the latest line", async ({ page, upstream }) => {
    const call = longCall(60);
    await upstream.put(call);
    await open(page, path(call.id));
    await expect(rows(page).last()).toContainText("Line number 60.");
    for (const key of ["End", "j"]) {
      await log(page).evaluate((element) => element.scrollTo({ top: 0 }));
      await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
      await page.locator("body").press(key);
      await expect.poll(() => fromEndPx(page)).toBeLessThan(2);
      await expect(page.locator("[data-new-lines]")).toHaveCount(0);
    }
  });

  const momentAfter = (lines: { timestamp: string }[], at: number) =>
    new Date(Date.parse(lines.at(-1)?.timestamp ?? "") + (at + 1) * 100).toISOString();
  const shift = (a: { y: number }, b: { y: number }) => Math.abs(a.y - b.y);

  /** A row that is wholly on screen, found again by its own words. */
  async function rowInTheMiddle(page: Page): Promise<Locator> {
    const words = await log(page).evaluate((element) => {
      const { top, height } = element.getBoundingClientRect();
      const middle = [...element.querySelectorAll("[role=listitem]")].find(
        (row) => row.getBoundingClientRect().top > top + height / 2,
      );
      return /Line number \d+\./.exec(middle?.textContent ?? "")?.[0] ?? "";
    });
    expect(words).not.toBe("");
    return rows(page).filter({ hasText: words });
  }
});

test.describe("finding", () => {
  const LINES = 10_000;
  const words: Record<number, string> = {
    1234: "I play the xylophone.",
    20: "A marimba, please.",
    5000: "Two of them: marimba and MARIMBA.",
    9990: "The márimba it is.",
  };
  const giant = () => {
    const transcript = talk(LINES, { everySeconds: 1, word: (line) => words[line] ?? `Line number ${line}.` });
    const startedAt = secondsAgo(LINES + 20);
    return calmCall({
      status: "completed",
      startedAt,
      endedAt: secondsAgo(1),
      duration: LINES + 19,
      summary: "Long.",
      transcript,
    });
  };

  /** A call of 10,000 lines takes a busy machine a while. */
  async function openWhole(page: Page, id: string) {
    await page.goto(path(id));
    await expect(page.locator("[data-omitted]")).toHaveCount(0, { timeout: 60_000 });
    await expect(lineCount(page)).toHaveText("10,000 lines", { timeout: 60_000 });
    // Those that are still to come are counted, too: only the ribbon knows which are here.
    await expect(slider(page)).toHaveAttribute("aria-valuemax", "10000", { timeout: 60_000 });
  }

  test("a word outside the page is found among 10,000 lines, counted, marked on the ribbon and scrolled to", async ({
    page,
    upstream,
  }) => {
    const call = giant();
    await upstream.put(call);
    await openWhole(page, call.id);
    await expect(rows(page).last()).toHaveAttribute("aria-setsize", "10000");
    expect(await rows(page).count()).toBeLessThan(120);
    await expect(page.getByText("xylophone")).toHaveCount(0);

    await page.keyboard.press("f");
    await expect(findField(page)).toBeFocused();
    await page.keyboard.type("xylophone");
    await expect(findCount(page)).toHaveText("1 of 1");
    const mark = log(page).locator("mark[data-current]");
    await expect(mark).toHaveText("xylophone");
    await expect(mark).toBeInViewport();
    await expect(page.locator("[data-hits]")).toHaveAttribute("d", /^M/);

    await findField(page).fill("marimba");
    await expect(findCount(page)).toHaveText(/^\d of 4$/);
    const seen = new Set<string>();
    for (let hit = 0; hit < 4; hit += 1) {
      seen.add(await findCount(page).innerText());
      await expect(mark).toHaveText(/^m[aá]rimba$/i);
      await expect(mark).toBeInViewport();
      const here = await findCount(page).innerText();
      await page.keyboard.press("Enter");
      await expect(findCount(page)).not.toHaveText(here);
    }
    expect([...seen].sort()).toEqual(["1 of 4", "2 of 4", "3 of 4", "4 of 4"]);
    const here = await findCount(page).innerText();
    await page.keyboard.press("Shift+Enter");
    await expect(findCount(page)).not.toHaveText(here);
    await findField(page).fill("nobody says this");
    await expect(findCount(page)).toHaveText("none");
    await expect(page.locator("[data-hits]")).toHaveCount(0);

    await findField(page).fill("xylophone");
    await expect(mark).toBeInViewport();
    await page.keyboard.press("Escape");
    await expect(findField(page)).toHaveValue("");
    await expect(log(page).locator("mark")).toHaveCount(0);
    await expect(log(page)).toBeFocused();
    await expect(page.getByText("xylophone")).toBeInViewport();
  });

  test("the ribbon scrubs: a click brings that moment, arrows, page keys, Home and End move by lines", async ({
    page,
    upstream,
  }) => {
    const call = giant();
    await upstream.put(call);
    await openWhole(page, call.id);
    await expect(rows(page).first()).toContainText("Line number 1.");
    const { width, height } = await boxOf(slider(page));
    await slider(page).click({ position: { x: width * 0.25, y: height / 2 } });
    const at = async () => Number(await slider(page).getAttribute("aria-valuenow"));
    await expect.poll(at).toBeLessThan(2550);
    await comeToRest(page);
    const pointed = await at();
    expect(pointed).toBeGreaterThan(2450);
    expect(pointed).toBeLessThan(2550);
    await expect(rows(page).filter({ hasText: `Line number ${pointed}.` })).toBeInViewport();
    for (const [key, line] of [
      ["ArrowRight", pointed + 1],
      ["ArrowLeft", pointed],
      ["PageUp", pointed + 10],
      ["Home", 1],
      ["End", LINES],
    ] as const) {
      await page.keyboard.press(key);
      await expect(slider(page)).toHaveAttribute("aria-valuenow", String(line));
      await expect(slider(page)).toHaveAttribute(
        "aria-valuetext",
        new RegExp(`^Line ${line} of 10000\\. \\+.*Line number`),
      );
      await expect(rows(page).filter({ hasText: new RegExp(`Line number ${line}\\.`) })).toBeInViewport();
    }
  });
});

test.describe("ending a call", () => {
  const deletes = async (upstream: Upstream) =>
    (await upstream.requests()).filter(({ method }) => method === "DELETE").map(({ path: asked }) => asked);
  const endButton = (page: Page) => page.getByRole("button", { name: "End call", exact: true });
  const dialog = (page: Page) => page.getByRole("dialog");

  test("it is asked first, and keeping the call sends nothing", async ({ page, upstream }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, path(call.id));
    await endButton(page).click();
    await expect(dialog(page)).toContainText("End this call?");
    await expect(dialog(page)).toContainText("This cannot be undone.");
    await expect(page.getByRole("button", { name: "Keep the call" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toHaveCount(0);
    await expect(endButton(page)).toBeFocused();
    await page.keyboard.press("e");
    await expect(dialog(page)).toContainText("End this call?");
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    expect(await deletes(upstream)).toEqual([]);
    await expect(view(page)).toHaveAttribute("data-call-view", "talking");
  });

  test("a double click is one request; the page shows the call cancelled", async ({ page, upstream }) => {
    const call = calmCall();
    await upstream.put(call);
    await upstream.fault({ kind: "latency", ms: 400, method: "DELETE" });
    await open(page, path(call.id));
    await endButton(page).click();
    await dialog(page).getByRole("button", { name: "End call" }).dblclick();
    await expect(dialog(page)).toHaveCount(0);
    await expect(outcome(page)).toContainText(/Ended by Everybody, \d\d:\d\d:\d\d/);
    await expect(page.locator("[data-status=cancelled]")).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "You ended the call." })).toHaveCount(1);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(endButton(page)).toHaveCount(0);
    expect(await deletes(upstream)).toEqual([`/api/v1/calls/${call.id}`]);
  });

  test("a reason goes along with one tap, and stands on the page for whoever watches, also after a reload", async ({
    page,
    context,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    const watching = await context.newPage();
    await open(watching, path(call.id));
    await open(page, path(call.id));
    await endButton(page).click();
    await dialog(page).getByRole("button", { name: "Wrong number" }).click();
    await dialog(page).getByRole("button", { name: "End call" }).click();
    await expect(dialog(page)).toHaveCount(0);
    const words = /Ended by Everybody, \d\d:\d\d:\d\d · Wrong number/;
    await expect(outcome(page)).toContainText(words);
    await expect(outcome(watching)).toContainText(words);
    await page.reload();
    await expect(outcome(page)).toContainText(words);
  });

  test("when nobody confirms, the page finds out what became of the call: it was ended, or it runs on and can be ended again", async ({
    context,
    fresh,
    roughUpstream,
  }) => {
    test.slow();
    const [runsOn, wasEnded] = [calmCall(), calmCall()];
    const deletesOf = async ({ id }: { id: string }) =>
      (await deletes(roughUpstream)).filter((asked) => asked.endsWith(id));
    const tabs = await Promise.all(
      [runsOn, wasEnded].map(async (call) => {
        await roughUpstream.put(call);
        await roughUpstream.fault({ kind: "delete_hang", performed: call === wasEnded, count: 1, path: call.id });
        const tab = await context.newPage();
        await open(tab, fresh.url + path(call.id));
        await endButton(tab).click();
        await dialog(tab).getByRole("button", { name: "End call" }).click();
        await expect(dialog(tab).getByRole("button", { name: "Ending…" })).toBeDisabled();
        return tab;
      }),
    );
    const [first, second] = tabs as [Page, Page];

    await expect(dialog(first)).toContainText("Earshot has read the call again: it was not ended.", {
      timeout: 60_000,
    });
    expect(await deletesOf(runsOn)).toHaveLength(1);
    await dialog(first).getByRole("button", { name: "Try again" }).click();
    await expect(outcome(first)).toContainText("Ended by Everybody");
    expect(await deletesOf(runsOn)).toHaveLength(2);

    await expect(dialog(second)).toContainText("The call has already ended", { timeout: 60_000 });
    await dialog(second).getByRole("button", { name: "Close" }).last().click();
    await expect(outcome(second)).toContainText("The call was cancelled.");
    expect(await deletesOf(wasEnded)).toHaveLength(1);
  });

  test("a call that ends by itself while the question stands needs no request", async ({
    page,
    fresh,
    roughUpstream: upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, fresh.url + path(call.id));
    await endButton(page).click();
    await upstream.end(call.id, { status: "completed", summary: "Done." });
    await expect(dialog(page)).toContainText("The call has already ended");
    await expect(dialog(page).getByRole("button", { name: "End call" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await expect(outcome(page)).toContainText("Done.");
    expect(await deletes(upstream)).toEqual([]);
  });

  test.describe("refused", () => {
    test.use({ expectedErrors: [/the server responded with a status of 50[23]/] });

    test("a refusal says why and that the call was not ended", async ({ page, fresh, roughUpstream }) => {
      const call = calmCall();
      await roughUpstream.put(call);
      await roughUpstream.fault({ kind: "unauthorized", method: "DELETE" });
      await open(page, fresh.url + path(call.id));
      await endButton(page).click();
      await dialog(page).getByRole("button", { name: "End call" }).click();
      await expect(dialog(page).getByRole("alert")).toContainText("The call service refused Earshot's key");
      await expect(dialog(page).getByRole("alert")).toContainText("The call was not ended by this request.");
      await dialog(page).getByRole("button", { name: "Keep the call" }).click();
      await expect(view(page)).toHaveAttribute("data-call-view", "talking");
    });
  });
});

test.describe("whatever the call", () => {
  test("the completed example of the document is shown with its numbers", async ({ page }) => {
    await page.goto(path("call_abc123"));
    await expect(page.getByRole("heading", { name: "Customer Support Agent" })).toBeVisible();
    await expect(page.locator("[data-status=completed]")).toContainText("Completed");
    await expect(timer(page)).toHaveText("4:05");
    await expect(outcome(page)).toContainText(
      "Provided tracking information and estimated delivery date of December 5th.",
    );
    await expect(rows(page)).toHaveCount(7);
    await expect(rows(page).nth(1)).toContainText("My order number is 12345.");
    await expect(rows(page).nth(1)).toContainText("+0:15");
    await expect(fact(page, "Average response").locator("dd").first()).toHaveText("7.5 s");
    await expect(fact(page, "Ring time").locator("dd").first()).toHaveText("0:05");
    await expect(page.getByRole("complementary", { name: "About the call" })).toContainText("Acme Corp");
    await expect(page.locator("[data-freshness=final]")).toContainText(/^Final · .+\d\d:\d\d$/);
    await expect(page.getByRole("button", { name: "Pause: nothing here is live" })).toBeDisabled();
  });

  test("the active example of the document runs, with both in the room", async ({ page }) => {
    await open(page, path("call_def456"));
    await expect(page.locator("[data-status=active]")).toContainText("Active");
    await expect(timer(page)).toHaveText(/^\d+:\d\d:\d\d$/);
    await expect(rows(page)).toHaveText([/May I speak with Jane Smith\?$/, /Yes, this is Jane\.$/]);
    const inRoom = page.getByRole("list", { name: "In the room" }).getByRole("listitem");
    await expect(inRoom).toHaveText([/Sales Agent/, /\+14155552672/]);
    await expect(fact(page, "Campaign").locator("dd")).toContainText("holiday-2025");
  });

  test("the failed example of the document says in words why, and that there is no transcript", async ({ page }) => {
    await page.goto(path("call_ghi789"));
    await expect(page.locator("[data-status=failed]")).toContainText("Failed");
    await expect(outcome(page)).toContainText("The call failed. Nobody answered.");
    await expect(page.getByRole("heading", { name: "This call has no transcript" })).toBeVisible();
    await expect(page.getByText("pending")).toHaveCount(0);
  });

  test("a scheduled call says when it is due", async ({ page, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, status: "scheduled", metadata: { scheduledAt: secondsAgo(-5400) } });
    await page.goto(path(id));
    await expect(view(page)).toHaveAttribute("data-call-view", "waiting");
    await expect(page.getByRole("region", { name: "Where the call stands" })).toContainText(
      /^Scheduled for .+, in 1 h\.$/,
    );
    await expect(page.getByText("The call has not begun")).toBeVisible();
    await expect(page.getByRole("button", { name: "End call" })).toHaveCount(0);
  });

  test("a status nobody knows is shown as it came, with everything else of the call", async ({ page, upstream }) => {
    const call = calmCall({ status: "in_wrap_up" });
    await upstream.put(call);
    await page.goto(path(call.id));
    await expect(view(page)).toHaveAttribute("data-call-view", "unknown");
    await expect(page.locator("[data-status=in_wrap_up]")).toContainText("in_wrap_up");
    await expect(page.getByRole("region", { name: "Where the call stands" })).toContainText("“in_wrap_up”");
    await expect(rows(page)).toHaveCount(2);
  });

  test("a call whose summary never came says that none was made", async ({ page, upstream }) => {
    const call = calmCall({
      status: "completed",
      startedAt: secondsAgo(7300),
      endedAt: secondsAgo(7200),
      duration: 100,
    });
    await upstream.put(call);
    await page.goto(path(call.id));
    await expect(outcome(page)).toContainText("No summary came. The call service made none for this call.");
  });

  test("a call with a transcript but not a line says that nothing was said; one that talks, that no line came", async ({
    page,
    upstream,
  }) => {
    const ended = calmCall({ status: "completed", transcript: [], endedAt: secondsAgo(1), summary: "Silence." });
    const talks = calmCall({ transcript: [] });
    await upstream.put(ended);
    await upstream.put(talks);
    await page.goto(path(ended.id));
    await expect(page.getByRole("heading", { name: "Nothing was said on this call" })).toBeVisible();
    await page.goto(path(talks.id));
    await expect(page.getByRole("heading", { name: "Nothing has been said yet" })).toBeVisible();
  });

  test("copy buttons copy the number, the ids, the summary and the address", async ({ page, upstream, earshot }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: earshot.url });
    const call = calmCall({
      status: "completed",
      summary: "Short and good.",
      endedAt: secondsAgo(1),
      roomId: "room_77",
    });
    await upstream.put(call);
    await page.goto(path(call.id));
    await expect(log(page).locator("[data-index]").first()).toBeVisible();
    for (const [name, text] of [
      ["Copy number", "+14155550199"],
      ["Copy call id", call.id],
      ["Copy room id", "room_77"],
      ["Copy summary", "Short and good."],
      ["Copy link (for colleagues)", earshot.url + path(call.id)],
    ]) {
      if (name?.startsWith("Copy link")) await page.getByRole("button", { name: "Share", exact: true }).click();
      await page.getByRole("button", { name, exact: true }).click();
      // It says so for two seconds only.
      if (name?.startsWith("Copy link"))
        await expect(page.getByRole("button", { name: "Copied", exact: true })).toBeVisible();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(text);
    }
  });
});

test.describe("no call", () => {
  test.use({ expectedErrors: [/the server responded with a status of 404/] });

  test("an id that cannot be one and an id nobody knows have pages of their own, with a way back", async ({
    page,
    upstream,
  }) => {
    for (const impossible of ["call%20one", "%E2%80%AEcall", "c".repeat(200)]) {
      const answer = await page.goto(`/calls/${impossible}`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This is not a call's id");
    }
    const asked = (await upstream.requests()).map((request) => decodeURIComponent(request.path));
    expect(asked.filter((asking) => /call one|\u202e|cccc/.test(asking))).toEqual([]);
    const answer = await page.goto(path(newCallId()));
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("No such call");
    await expect(page.getByRole("button", { name: "Try again now" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Look again" })).toBeVisible();
    await page.getByRole("link", { name: "Back to the live board" }).click();
    await expect(page.getByLabel("Search calls")).toBeVisible();
  });
});

test.describe("on a small screen", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  const scrollOf = (page: Page) => page.evaluate(() => document.documentElement.scrollTop);

  test("at 390 pixels nothing in the head overlaps, and the facts stand behind a tab", async ({ page, upstream }) => {
    const call = longCall(40, {
      agent: anAgent("An agent with a long name for order questions"),
      phoneNumber: "+4915123456789",
      startedAt: secondsAgo(4000),
    });
    await upstream.put(call);
    await open(page, path(call.id));
    await expect(rows(page).last()).toContainText("Line number 40.");
    await page.evaluate(() => window.scrollTo(0, 0));
    await expectNoSidewaysScroll(page);
    const parts = {
      back: page.getByRole("link", { name: "Back to the live board" }),
      title: page.getByRole("heading", { level: 1 }),
      timer: page.locator("[data-timer]"),
      status: page.locator("[data-status]"),
      number: page.locator("[data-number]"),
      share: page.getByRole("button", { name: "Share" }),
      end: page.getByRole("button", { name: "End call" }),
      ribbon: slider(page),
    };
    const boxes = await Promise.all(
      Object.entries(parts).map(async ([name, part]) => ({ name, box: await boxOf(part) })),
    );
    for (const [index, one] of boxes.entries()) {
      expect(one.box.x, one.name).toBeGreaterThanOrEqual(0);
      expect(one.box.x + one.box.width, one.name).toBeLessThanOrEqual(390);
      for (const other of boxes.slice(index + 1)) {
        expect(overlap(one.box, other.box), `${one.name} over ${other.name}`).toBe(false);
      }
    }
    for (const name of ["back", "share", "end", "ribbon"] as const) {
      expect((await boxOf(parts[name])).height, name).toBeGreaterThanOrEqual(44);
    }
    const aside = page.getByRole("complementary", { name: "About the call" });
    await expect(aside).toHaveCount(0);
    await page.getByRole("button", { name: "About the call" }).click();
    await expect(log(page)).toHaveCount(0);
    await aside.getByText("SIP participant", { exact: true }).scrollIntoViewIfNeeded();
    await expect(aside.getByText("SIP participant", { exact: true })).toBeInViewport();
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "Transcript", exact: true }).click();
    await expect(rows(page).last()).toBeVisible();
  });

  test("the page's scroll is the transcript's, and of the head one bar with the ribbon stays", async ({
    page,
    upstream,
  }) => {
    const call = longCall(80);
    await upstream.put(call);
    await open(page, path(call.id));
    await expect(rows(page).last()).toBeInViewport();
    const scrollers = await page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>("main *")].filter(
          (element) =>
            element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY),
        ).length,
    );
    expect(scrollers).toBe(0);
    expect(await scrollOf(page)).toBeGreaterThan(1_000);
    const bar = await boxOf(slider(page));
    expect(bar.y + bar.height).toBeLessThanOrEqual(48 + 56);
    await expect(page.getByRole("heading", { level: 1 })).not.toBeInViewport();
    // It follows the end while the reader is there, and lets go of it.
    await upstream.say(call.id, said("agent", "One more line."));
    await expect(rows(page).last()).toContainText("One more line.");
    await expect(rows(page).last()).toBeInViewport();
    await page.mouse.wheel(0, -900);
    await expect(page.getByRole("button", { name: "Jump to latest" })).toBeVisible();
    const before = await scrollOf(page);
    await upstream.say(call.id, said("agent", "And another one."));
    await expect(page.getByRole("button", { name: "1 new line" })).toBeVisible();
    expect(Math.abs((await scrollOf(page)) - before)).toBeLessThan(1);
    await page.getByRole("button", { name: "1 new line" }).click();
    await expect(rows(page).last()).toBeInViewport();
  });
});

test.describe("at 200 % zoom", () => {
  test.use({ viewport: { width: 720, height: 450 } });

  test("eight lines of talk are on screen", async ({ page, upstream }) => {
    const call = longCall(60);
    await upstream.put(call);
    await open(page, path(call.id));
    await expect(rows(page).last()).toBeInViewport();
    const bar = await boxOf(slider(page));
    const tops = await rows(page).evaluateAll((all) => all.map((row) => row.getBoundingClientRect()));
    const whole = tops.filter(({ top, bottom }) => top >= bar.y + bar.height && bottom <= 450);
    expect(whole.length).toBeGreaterThanOrEqual(8);
  });

  test("the head is one line, and a finished call shows its outcome at once", async ({ page }) => {
    await page.goto(path("call_abc123"));
    await expect(outcome(page)).toBeInViewport();
    const [title, status] = await Promise.all([
      boxOf(page.getByRole("heading", { level: 1 })),
      boxOf(page.locator("[data-status]")),
    ]);
    expect(Math.abs(title.y + title.height / 2 - status.y - status.height / 2)).toBeLessThan(12);
  });
});

test.describe("a line of the call", () => {
  test("has an address: it opens there, marked, and can be copied", async ({ page, upstream, earshot }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: earshot.url });
    const call = longCall(200);
    await upstream.put(call);
    await open(page, path(call.id));
    await expect(rows(page).last()).toContainText("Line number 200.");
    await log(page).evaluate((element) => element.scrollTo({ top: 0 }));
    const line = rows(page).filter({ hasText: "Line number 4." });
    await line.getByRole("link").click();
    await expect(page).toHaveURL(/#line-\d+$/);
    await line.getByRole("button", { name: "Copy line" }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^\d\d:\d\d:\d\d \+\d+:\d\d Agent: Line number 4\.$/);
    await line.getByRole("button", { name: "Copy link to line" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
    const address = page.url();

    await page.goto("/");
    await page.goto(address);
    await expect(line).toBeInViewport();
    await expect(line.locator("[data-line-actions]")).toBeVisible();
    await expect(rows(page).filter({ hasText: "Line number 200." })).toHaveCount(0);
    expect(await fromEndPx(page)).toBeGreaterThan(1_000);
  });

  test("of a tool is told in words, its data on request", async ({ page, upstream }) => {
    const call = calmCall({
      transcript: [
        said("caller", "Is there an outage?", 9),
        said("tool", 'outages {"street":"Maple Court, Asheville","open":true}', 6),
        said("agent", "There is one.", 3),
      ],
    });
    await upstream.put(call);
    await open(page, path(call.id));
    const event = rows(page).nth(1);
    await expect(event.locator("summary")).toContainText("Tool · outages · Maple Court, Asheville, open: yes");
    await expect(event.locator("pre")).toBeHidden();
    await event.locator("summary").getByText("Maple Court").click();
    await expect(event.locator("pre")).toHaveText('outages {"street":"Maple Court, Asheville","open":true}');
    // All talk begins at one edge, the caller's a little further in.
    const edges = await log(page).evaluate((element) =>
      [...element.querySelectorAll("[role=listitem] p[dir=auto]")].map((text) => text.getBoundingClientRect().left),
    );
    expect(edges).toHaveLength(2);
    expect((edges[0] ?? 0) - (edges[1] ?? 0)).toBe(24);
  });
});

test.describe("when a call ends under a reader", () => {
  test("the line that is read stays to the pixel, through the end and the summary; both are announced above it", async ({
    page,
    fresh,
    roughUpstream: upstream,
  }) => {
    const call = longCall(120);
    await upstream.put(call);
    await open(page, fresh.url + path(call.id));
    await expect(rows(page).last()).toContainText("Line number 120.");
    await log(page).hover();
    await page.mouse.wheel(0, -2500);
    await expect.poll(() => fromEndPx(page)).toBeGreaterThan(1_000);
    await comeToRest(page);
    const words = await log(page).evaluate((element) => {
      const { top, height } = element.getBoundingClientRect();
      const middle = [...element.querySelectorAll("[role=listitem]")].find(
        (row) => row.getBoundingClientRect().top > top + height / 2,
      );
      return /Line number \d+\./.exec(middle?.textContent ?? "")?.[0] ?? "";
    });
    const watched = rows(page).filter({ hasText: words });
    const before = await boxOf(watched);
    const slot = await boxOf(page.getByRole("button", { name: "Jump to" }).first());

    await upstream.end(call.id, { status: "completed" });
    await expect(view(page)).toHaveAttribute("data-call-view", "ended");
    await expect(outcome(page)).toContainText("Summary pending");
    expect(Math.abs((await boxOf(watched)).y - before.y)).toBeLessThan(1);
    await upstream.change(call.id, { summary: "The parcel comes tomorrow.\n".repeat(6) });
    await expect(outcome(page)).toContainText("The parcel comes tomorrow.");
    expect(Math.abs((await boxOf(watched)).y - before.y)).toBeLessThan(1);
    expect((await boxOf(page.getByRole("button", { name: "Jump to" }).first())).x).toBe(slot.x);

    await page.getByRole("button", { name: "The call has ended. Summary" }).click();
    await expect(outcome(page)).toBeInViewport();
  });

  test("a finished call opens at its summary and its first line, a running one at its end", async ({
    page,
    upstream,
  }) => {
    const ended = longCall(700, { status: "completed", endedAt: secondsAgo(1), duration: 2_800, summary: "All well." });
    await upstream.put(ended);
    await page.goto(path(ended.id));
    await expect(page.locator("[data-omitted]")).toHaveCount(0);
    await expect(slider(page)).toHaveAttribute("aria-valuemax", "700");
    await expect(outcome(page)).toBeInViewport();
    await expect(rows(page).filter({ hasText: /Line number 1\.$/ })).toBeInViewport();
    expect(await log(page).evaluate((element) => element.scrollTop)).toBe(0);
  });
});

test.describe("before any program runs", () => {
  test.use({ javaScriptEnabled: false });

  test("the page shows head, last lines, room and facts of a running call", async ({ page, upstream }) => {
    const call = longCall(90, { agent: anAgent("Aurora") });
    await upstream.put(call);
    await page.goto(path(call.id));
    await expect(page).toHaveTitle("···0199 · Aurora · Earshot");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("+14155550199 · Aurora");
    await expect(page.locator("[data-status=active]")).toContainText("Active");
    expect(await secondsShown(timer(page))).toBeGreaterThanOrEqual(370);
    await expect(rows(page)).toHaveCount(60);
    await expect(rows(page).last()).toBeInViewport();
    await expect(rows(page).last()).toContainText("Line number 90.");
    await expect(log(page).locator("noscript p")).toHaveText("The last 60 of 90 lines. The others need JavaScript.");
    await expect(page.getByRole("list", { name: "In the room" })).toContainText("+14155550199");
  });

  test("the page shows a finished call's outcome, summary and lines", async ({ page }) => {
    await page.goto(path("call_abc123"));
    await expect(outcome(page)).toContainText("Customer satisfied with response.");
    await expect(rows(page)).toHaveCount(7);
    await expect(timer(page)).toHaveText("4:05");
  });

  test("a ringing call says that nobody has spoken yet", async ({ page, upstream }) => {
    const call = ringingCall();
    await upstream.put(call);
    await page.goto(path(call.id));
    await expect(page.locator("[data-status=ringing]")).toBeVisible();
    await expect(page.getByText("Nobody has spoken yet")).toBeVisible();
  });
});
