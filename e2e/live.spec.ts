import type { Locator, Page } from "@playwright/test";
import { anAgent, calmCall, ringingCall, said, secondsAgo, waitingCall } from "./support/calls";
import { alive, boxOf, expectNoSidewaysScroll, open, secondsShown } from "./support/screen";
import { expect, newCallId, test } from "./support/test";

const card = (page: Page, id: string) => page.locator(`[data-call-id="${id}"]`);
const cards = (page: Page) => page.locator("[data-call-id]");
const timer = (part: Locator) => part.getByTitle(/^(Length of the call|How long it has waited for an answer)$/);
const count = (page: Page) => page.locator("[data-board-count]");
const tile = (page: Page, label: string) =>
  page.locator("dl > div").filter({ hasText: label }).locator("dd > span").first();
const idsShown = (page: Page) =>
  cards(page).evaluateAll((elements) => elements.map((element) => (element as HTMLElement).dataset.callId));

test.describe("the calls", () => {
  test("each live call has a card with its caller, agent, status, running timer and last two lines", async ({
    page,
    upstream,
  }) => {
    const orders = calmCall({
      agent: anAgent("Aurora"),
      contact: { phone: "+14155550100", name: "Jane Smith", email: null },
      transcript: [
        said("agent", "Good morning, this is Aurora.", 40),
        said("caller", "I want to change my order.", 20),
        said("agent", "Of course, which one is it?", 2),
      ],
    });
    const rings = ringingCall({ phoneNumber: "+4930123456" });
    await upstream.put(orders);
    await upstream.put(rings);
    await open(page, "/");

    await expect(cards(page)).toHaveCount(2);
    const first = card(page, orders.id);
    await expect(first).toContainText("Active");
    await expect(first.getByRole("link", { name: "Jane Smith" })).toBeVisible();
    await expect(first).toContainText("Aurora");
    await expect(first.getByRole("listitem")).toHaveText(["I want to change my order.", "Of course, which one is it?"]);
    const before = await secondsShown(timer(first));
    expect(before).toBeGreaterThanOrEqual(60);
    await expect.poll(() => secondsShown(timer(first))).toBeGreaterThan(before + 1);

    const second = card(page, rings.id);
    await expect(second).toContainText("Ringing");
    await expect(second.getByRole("link", { name: "+4930123456" })).toBeVisible();
    await expect(second).toContainText("Nobody has spoken yet");
  });

  test("a call rings, connects, talks and ends on one card, which stays twenty seconds with the outcome and leaves", async ({
    page,
    upstream,
  }) => {
    const id = newCallId();
    await open(page, "/");
    await expect(page.getByText("No calls right now")).toBeVisible();
    await upstream.put({ id, status: "ringing" });
    await expect(card(page, id)).toContainText("Ringing");
    await upstream.change(id, { status: "connecting" });
    await expect(card(page, id)).toContainText("Connecting");
    await upstream.change(id, { status: "active", startedAt: secondsAgo(0), transcript: [said("agent", "Hello!")] });
    await expect(card(page, id)).toContainText("Active");
    await expect(card(page, id)).toContainText("Hello!");
    await upstream.end(id, { status: "failed", failureReason: "network_error" });
    await expect(card(page, id)).toContainText("Failed");
    await expect(card(page, id)).toContainText("The telephone network failed.");
    const endedAtMs = Date.now();
    const stoodAt = await timer(card(page, id)).innerText();
    await expect(card(page, id)).toHaveCount(0, { timeout: 35_000 });
    const stayedMs = Date.now() - endedAtMs;
    expect(stayedMs).toBeGreaterThan(15_000);
    expect(stayedMs).toBeLessThan(30_000);
    expect(stoodAt).toMatch(/^0:\d\d$/);
    await expect(page.getByText("No calls right now")).toBeVisible();
  });

  test("a new line is on its card with the second poll after the call service has given it, at the latest", async ({
    page,
    upstream,
  }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, "/");
    await expect(card(page, call.id)).toContainText("Let me look that up for you.");
    for (const line of ["Found it.", "It left on Monday.", "It should be with you tomorrow."]) {
      const answers: { atMs: number; brings: boolean }[] = [];
      const listen = async (answer: import("@playwright/test").Response) => {
        if (!answer.url().includes("/api/v1/live")) return;
        const atMs = answer.request().timing().startTime;
        const brings = answer.status() === 200 && (await answer.text()).includes(line);
        answers.push({ atMs, brings });
      };
      page.on("response", listen);
      await upstream.say(call.id, said("agent", line));
      const saidAtMs = Date.now();
      await expect(card(page, call.id)).toContainText(line);
      // A call is read once at a time: when its next read begins, the one that brought the line has ended.
      const givenAtMs = async () => {
        const reads = (await upstream.requests()).filter(
          ({ path, atMs }) => path.includes(call.id) && atMs >= saidAtMs,
        );
        return reads[1]?.atMs ?? Number.POSITIVE_INFINITY;
      };
      const pollsSince = async (sinceMs: number) =>
        answers.filter(({ atMs }) => atMs > sinceMs).sort((a, b) => a.atMs - b.atMs);
      await expect.poll(async () => (await pollsSince(await givenAtMs())).length).toBeGreaterThan(1);
      const [, second] = await pollsSince(await givenAtMs());
      // An answer that changed nothing any more is a 304: the line may have come before.
      const isBrought = () => answers.some(({ atMs, brings }) => brings && atMs <= (second?.atMs ?? 0));
      await expect.poll(isBrought, `“${line}”: ${JSON.stringify({ saidAtMs, second, answers })}`).toBe(true);
      page.off("response", listen);
    }
  });

  test("a line that grows grows on the card, and a caller's late line takes its place above the agent's", async ({
    page,
    upstream,
  }) => {
    const call = calmCall({ transcript: [said("agent", "Hello, how can", 5)] });
    await upstream.put(call);
    await open(page, "/");
    const lines = card(page, call.id).getByRole("listitem");
    await expect(lines).toHaveText(["Hello, how can"]);
    const [growing] = call.transcript as { timestamp: string }[];
    await upstream.change(call.id, {
      transcript: [{ ...growing, role: "assistant", content: "Hello, how can I help?" }],
    });
    await expect(lines).toHaveText(["Hello, how can I help?"]);
    const whole = { ...growing, role: "assistant", content: "Hello, how can I help?" };
    await upstream.change(call.id, {
      transcript: [whole, said("agent", "Are you there?", 1), said("caller", "Yes…", 3)],
    });
    await expect(lines).toHaveText(["Yes…", "Are you there?"]);
  });

  test("cards keep their place while lines come, timers run and warnings appear", async ({ page, upstream }) => {
    const calls = Array.from({ length: 8 }, (_, index) => calmCall({ startedAt: secondsAgo(300 - index * 10) }));
    for (const call of calls) await upstream.put(call);
    await open(page, "/");
    await expect.poll(() => idsShown(page)).toEqual(calls.map(({ id }) => id));
    await expect(page.getByText("Let me look that up for you.")).toHaveCount(8);
    const boxes = await Promise.all(calls.map(({ id }) => boxOf(card(page, id))));
    for (const { id } of calls.slice(3)) await upstream.say(id, said("agent", "A longer line that came just now."));
    await upstream.say(calls[7]?.id ?? "", said("caller", "I want to speak to a manager!"));
    await expect(page.getByText("A longer line that came just now.")).toHaveCount(5);
    await expect(card(page, calls[7]?.id ?? "")).toContainText("The caller asked for a person");
    expect(await idsShown(page)).toEqual(calls.map(({ id }) => id));
    expect(await Promise.all(calls.map(({ id }) => boxOf(card(page, id))))).toEqual(boxes);
    // One that ended stays where it stood until it leaves.
    await upstream.end(calls[2]?.id ?? "", { status: "completed" });
    await expect(card(page, calls[2]?.id ?? "")).toContainText("Completed");
    expect(await Promise.all(calls.map(({ id }) => boxOf(card(page, id))))).toEqual(boxes);
  });

  test("a call that needs a person comes first, with its severity and reason in words whose age runs", async ({
    page,
    upstream,
  }) => {
    const calm = calmCall({ startedAt: secondsAgo(500) });
    const critical = waitingCall(40);
    const warned = waitingCall(200, {
      transcript: [said("caller", "This is a joke!", 20), said("agent", "Let me see.", 4)],
      startedAt: secondsAgo(662),
    });
    for (const call of [calm, warned, critical]) await upstream.put(call);
    await open(page, "/");
    await expect.poll(() => idsShown(page)).toEqual([critical.id, warned.id, calm.id]);
    await expect(card(page, critical.id)).toContainText("Critical: No answer from the agent");
    const age = card(page, critical.id).locator("footer");
    await expect(card(page, warned.id)).toContainText("Warning: Long call");
    await expect(card(page, calm.id)).not.toContainText(/Critical|Warning/);
    const before = await age.innerText();
    expect(before).toMatch(/\d:\d\d/);
    await expect(age).not.toHaveText(before);
    // What was critical and was answered needs nobody any more, and stays where people saw it.
    await upstream.say(critical.id, said("agent", "I am here."));
    await expect(card(page, critical.id)).not.toContainText(/Critical|Warning/);
    expect(await idsShown(page)).toEqual([critical.id, warned.id, calm.id]);
  });

  test("a call that turns critical while the board is watched moves to the front", async ({ page, upstream }) => {
    const calls = Array.from({ length: 4 }, (_, index) => calmCall({ startedAt: secondsAgo(300 - index * 10) }));
    for (const call of calls) await upstream.put(call);
    await open(page, "/");
    await expect(cards(page)).toHaveCount(4);
    const last = calls[3]?.id ?? "";
    await upstream.change(last, { transcript: [said("caller", "Hello? Is anybody there?", 45)] });
    await expect.poll(async () => (await idsShown(page))[0]).toBe(last);
    await expect(page.getByRole("status").filter({ hasText: "No answer from the agent" })).toHaveText(
      /Critical, \+14155550199: No answer from the agent\. Caller spoke/,
    );
  });
});

test.describe("nothing moves under a reader", () => {
  const boxesOf = async (page: Page, ids: readonly string[]) =>
    Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await boxOf(card(page, id))] as const)));

  test("through a minute of arrivals and ends every call that stays stands where it stood; a new one takes a free place", async ({
    page,
    upstream,
  }) => {
    test.slow();
    const calls = Array.from({ length: 10 }, (_, index) => calmCall({ startedAt: secondsAgo(300 - index * 10) }));
    const ids = calls.map(({ id }) => id);
    for (const call of calls) await upstream.put(call);
    await open(page, "/");
    await expect(page.getByText("Let me look that up for you.")).toHaveCount(10);
    const before = await boxesOf(page, ids);
    const [first = "", , third = ""] = ids;
    const staying = ids.filter((id) => id !== first && id !== third);
    for (const id of [first, third]) await upstream.end(id, { status: "completed" });
    await expect(count(page)).toHaveText("8 live · 2 just ended");
    expect(await boxesOf(page, ids)).toEqual(before);
    const arrived = calmCall();
    await upstream.put(arrived);
    await expect(cards(page)).toHaveCount(11);
    // Lines go on, so that nobody needs attention while the ended ones are waited for.
    const talking = setInterval(() => {
      for (const id of [...staying, arrived.id]) void upstream.say(id, said("agent", "Still with you."));
    }, 4_000);
    try {
      await expect(cards(page)).toHaveCount(9, { timeout: 60_000 });
      expect(await boxesOf(page, staying)).toEqual(Object.fromEntries(staying.map((id) => [id, before[id]])));
      const late = calmCall();
      await upstream.put(late);
      await expect.poll(async () => (await idsShown(page))[0]).toBe(late.id);
      expect(await boxOf(card(page, late.id))).toEqual(before[first]);
      expect(await boxesOf(page, staying)).toEqual(Object.fromEntries(staying.map((id) => [id, before[id]])));
    } finally {
      clearInterval(talking);
    }
  });

  test("an alarm brings forward its own card and one other makes room; not while it is under the pointer", async ({
    page,
    upstream,
  }) => {
    const calls = Array.from({ length: 6 }, (_, index) => calmCall({ startedAt: secondsAgo(300 - index * 10) }));
    const ids = calls.map(({ id }) => id);
    const [first = "", , , , fifth = "", last = ""] = ids;
    for (const call of calls) await upstream.put(call);
    await open(page, "/");
    await expect(page.getByText("Let me look that up for you.")).toHaveCount(6);
    await card(page, fifth).hover();
    await upstream.change(fifth, { transcript: [said("caller", "Hello? Is anybody there?", 45)] });
    await expect(card(page, fifth)).toContainText("Critical:");
    expect(await idsShown(page)).toEqual(ids);
    await page.mouse.move(1, 1);
    await expect.poll(async () => (await idsShown(page))[0], { timeout: 60_000 }).toBe(fifth);
    expect(await idsShown(page)).toEqual([fifth, ...ids.slice(1, 4), first, last]);
  });

  test("sorted by newest, new calls are told above the board and come when they are asked for", async ({
    page,
    upstream,
  }) => {
    const calls = [300, 200, 100].map((ago) => calmCall({ startedAt: secondsAgo(ago) }));
    for (const call of calls) await upstream.put(call);
    // Calls that the page hears of later wait to be asked for: these are known before it opens.
    await open(page, "/");
    await expect(cards(page)).toHaveCount(3);
    await open(page, "/?sort=newest");
    const shown = calls.map(({ id }) => id).reverse();
    await expect.poll(() => idsShown(page)).toEqual(shown);
    const newcomers = [calmCall({ startedAt: secondsAgo(20) }), calmCall({ startedAt: secondsAgo(5) })];
    for (const call of newcomers) await upstream.put(call);
    const pill = page.getByRole("button", { name: "2 new calls" });
    await expect(pill).toBeVisible();
    await expect(count(page)).toHaveText("5 live");
    expect(await idsShown(page)).toEqual(shown);
    await pill.click();
    await expect.poll(() => idsShown(page)).toEqual([newcomers[1]?.id, newcomers[0]?.id, ...shown]);
    await expect(pill).toHaveCount(0);
  });

  test("the peek lies over the board and moves no card; the header's parts stay where they are when it pauses", async ({
    page,
    upstream,
  }) => {
    const calls = Array.from({ length: 8 }, (_, index) => calmCall({ startedAt: secondsAgo(300 - index * 10) }));
    const ids = calls.map(({ id }) => id);
    for (const call of calls) await upstream.put(call);
    await open(page, "/");
    await expect(cards(page)).toHaveCount(8);
    const before = await boxesOf(page, ids);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(" ");
    const peek = page.getByRole("complementary", { name: /^Call with/ });
    await expect(peek).toBeVisible();
    expect(await boxesOf(page, ids)).toEqual(before);
    // It never hides the card it is about.
    for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft"]) {
      await page.keyboard.press(key);
      const focused = page.locator("[data-call-id]:has([data-open-call]:focus)");
      await expect
        .poll(async () => {
          const [own, over] = [await boxOf(focused), await boxOf(peek)];
          const middle = own.x + own.width / 2;
          return middle > over.x && middle < over.x + over.width;
        })
        .toBe(false);
    }
    await page.keyboard.press("Escape");
    const pause = page.getByRole("button", { name: /^(Pause everything live|Resume: jump to now)$/ });
    const jump = page.getByRole("button", { name: /^Jump to/ }).first();
    const slots = async () => [await boxOf(pause), await boxOf(jump)];
    const live = await slots();
    await page.keyboard.press("p");
    await expect(page.locator("[data-freshness=paused]")).toBeVisible();
    expect(await slots()).toEqual(live);
  });
});

test.describe("acting from the board by keyboard alone", () => {
  test("the call in trouble is found, read in the peek with its line marked, ended, and the board goes on", async ({
    page,
    upstream,
  }) => {
    const calm = calmCall({ startedAt: secondsAgo(400) });
    const upset = calmCall({
      startedAt: secondsAgo(100),
      contact: { phone: "+14155550123", name: "Una Upset", email: null },
      transcript: [
        ...Array.from({ length: 20 }, (_, index) => said("agent", `Sentence ${index + 1}.`, 90 - index)),
        said("caller", "I want to speak to a manager!", 5),
        said("agent", "Let me see.", 2),
      ],
    });
    await upstream.put(calm);
    await upstream.put(upset);
    await open(page, "/?attention=all");
    await expect(cards(page)).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(" ");
    const peek = page.getByRole("complementary", { name: "Call with Una Upset" });
    const lines = peek.getByRole("region", { name: "Last lines" });
    await expect(lines.getByRole("listitem")).toHaveCount(15);
    await expect(lines.getByText("Let me see.")).toBeInViewport();
    await expect(lines.locator("[data-evidence=caller_upset]")).toContainText("I want to speak to a manager!");
    await upstream.say(upset.id, said("agent", "I connect you."));
    await expect(lines.getByText("I connect you.")).toBeInViewport();
    await page.keyboard.press("e");
    await expect(page.getByRole("dialog", { name: "End this call?" })).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(peek).toContainText("Cancelled");
    await page.keyboard.press("Escape");
    await expect(peek).toHaveCount(0);
    // The card that has the focus stays, as what it is now; without the focus it goes with the filter.
    await expect(card(page, upset.id)).toContainText("Cancelled");
    await page.keyboard.press("/");
    await expect(page.getByText("No call needs attention")).toBeVisible();
    await page.getByRole("button", { name: "Show all calls" }).press("Enter");
    await expect(card(page, calm.id)).toBeVisible();
  });
});

test.describe("where the system chooses the colours", () => {
  test("severity, the chosen state and the page one is on are told by shape", async ({ page, upstream }) => {
    const critical = waitingCall(40);
    const warned = calmCall({ startedAt: secondsAgo(700) });
    const calm = calmCall();
    for (const call of [critical, warned, calm]) await upstream.put(call);
    await page.emulateMedia({ forcedColors: "active" });
    await open(page, "/");
    await expect(card(page, critical.id)).toContainText("Critical:");
    await expect(card(page, warned.id)).toContainText("Warning:");
    const edge = (id: string) =>
      card(page, id)
        .locator("article")
        .evaluate((element) => `${getComputedStyle(element).borderStyle} ${getComputedStyle(element).borderWidth}`);
    const edges = await Promise.all([critical.id, warned.id, calm.id].map(edge));
    expect(new Set(edges).size).toBe(3);
    const under = (name: string) =>
      page
        .getByRole("navigation", { name: "Pages" })
        .getByRole("link", { name })
        .evaluate((element) => getComputedStyle(element).borderBottomColor);
    const canvas = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = "Canvas";
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    });
    expect(await under("Wall")).toBe(canvas);
    expect(await under("Live")).not.toBe(canvas);
    const ground = (name: string) =>
      page.getByRole("button", { name }).evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await ground("Cards")).not.toBe(await ground("Table"));
  });
});

test.describe("the numbers", () => {
  // Where it is noon now, no midnight comes between a call and the count of the day.
  const hoursToNoon = 12 - new Date().getUTCHours();
  test.use({ freshSettings: { EARSHOT_TIME_ZONE: `Etc/GMT${hoursToNoon > 0 ? "-" : "+"}${Math.abs(hoursToNoon)}` } });

  test("the tiles count what is there: active, ringing, the longest, attention, answered today, agent response", async ({
    page,
    fresh,
    roughUpstream,
  }) => {
    const reply = (seconds: number) => [said("caller", "Hm?", 6 + seconds), said("agent", "Yes.", 6)];
    const longest = calmCall({ startedAt: secondsAgo(125), transcript: reply(2) });
    await roughUpstream.put(longest);
    await roughUpstream.put(calmCall({ transcript: reply(3) }));
    await roughUpstream.put(waitingCall(30));
    await roughUpstream.put(ringingCall());
    await roughUpstream.put(ringingCall({ status: "connecting" }));
    const today = new Date().toISOString();
    for (let made = 0; made < 3; made += 1)
      await roughUpstream.put({ id: newCallId(), status: "completed", createdAt: today });
    await open(page, fresh.url);
    await expect(tile(page, "Active now")).toHaveText("3");
    await expect(tile(page, "Ringing")).toHaveText("2");
    await expect(tile(page, "Needs attention")).toHaveText("1");
    await expect(page.getByRole("button", { name: "1 critical" })).toBeVisible();
    await expect(tile(page, "Answered today")).toHaveText("3");
    await expect(tile(page, "Agent response")).toHaveText(/^2\.5 s/);
    await expect(tile(page, "Longest call")).toHaveText(/^2:\d\d$/);
    await tile(page, "Longest call").getByRole("button").click();
    await expect.poll(async () => (await idsShown(page))[0]).toBe(longest.id);
    await tile(page, "Ringing").getByRole("button").click();
    await expect(cards(page)).toHaveCount(2);
    await expect.poll(() => new URL(page.url()).search).toBe("?sort=longest&status=unanswered");
  });

  test("the tab's title and icon carry the counts and follow them", async ({ page, upstream }) => {
    await open(page, "/");
    await expect(page.getByText("No calls right now")).toBeVisible();
    await expect(page).toHaveTitle("Live · Earshot");
    const icon = () => page.locator("link[rel~=icon]").first().getAttribute("href");
    const plain = await icon();
    const call = calmCall();
    await upstream.put(call);
    await upstream.put(calmCall());
    await expect(page).toHaveTitle("(2) Live · Earshot");
    await expect.poll(icon).not.toBe(plain);
    await upstream.change(call.id, { transcript: [said("caller", "Hello?", 60)] });
    await expect(page).toHaveTitle("(2 · 1!!) Live · Earshot");
  });
});

test.describe("the view is in the address", () => {
  const aurora = anAgent("Aurora");
  const boreas = anAgent("Boreas");

  test("search, agent, direction, status, sort and shape are written to the address and read from it", async ({
    page,
    upstream,
    context,
  }) => {
    const wanted = calmCall({ agent: aurora, direction: "outbound", phoneNumber: "+14155550123" });
    const other = calmCall({ agent: aurora, direction: "outbound", phoneNumber: "+14155550777" });
    for (const call of [
      wanted,
      other,
      calmCall({ agent: boreas, direction: "outbound", phoneNumber: "+14155550123" }),
      calmCall({ agent: aurora, direction: "inbound", phoneNumber: "+14155550123" }),
      ringingCall({ agent: aurora, direction: "outbound", phoneNumber: "+14155550123" }),
    ])
      await upstream.put(call);
    await open(page, "/");
    await expect(count(page)).toHaveText("5 live");
    await page.getByLabel("Search calls").fill("555-0123");
    await expect(count(page)).toHaveText("4 of 5 live");
    await page.getByRole("combobox", { name: "Agent" }).selectOption("Aurora");
    await expect(count(page)).toHaveText("3 of 5 live");
    await page.getByRole("combobox", { name: "Direction" }).selectOption("Outbound");
    await expect(count(page)).toHaveText("2 of 5 live");
    await page.getByRole("combobox", { name: "Status" }).selectOption("active");
    await expect(count(page)).toHaveText("1 of 5 live");
    await page.getByRole("combobox", { name: "Sort" }).selectOption("Newest first");
    await page.getByRole("button", { name: "Table" }).click();
    await expect(page.getByRole("table")).toBeVisible();
    expect(await idsShown(page)).toEqual([wanted.id]);
    await expect
      .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
      .toEqual({
        q: "555-0123",
        agent: aurora.id,
        direction: "outbound",
        status: "active",
        sort: "newest",
        view: "table",
      });

    const colleague = await context.newPage();
    await colleague.goto(page.url());
    await expect(colleague.getByRole("table")).toBeVisible();
    await expect.poll(() => idsShown(colleague)).toEqual([wanted.id]);
    await expect(colleague.getByLabel("Search calls")).toHaveValue("555-0123");
    await expect(colleague.getByRole("combobox", { name: "Agent" })).toHaveValue(aurora.id);
    await expect(colleague.getByRole("combobox", { name: "Direction" })).toHaveValue("outbound");
    await expect(colleague.getByRole("combobox", { name: "Status" })).toHaveValue("active");
    await expect(colleague.getByRole("combobox", { name: "Sort" })).toHaveValue("newest");
  });

  test("search finds id, number, agent, contact and words just said, without case and accents", async ({
    page,
    upstream,
  }) => {
    const call = calmCall({
      agent: anAgent("Zoë"),
      contact: { phone: "+34911234567", name: "Íñigo Muñoz", email: null },
      phoneNumber: "+34911234567",
      transcript: [said("agent", "Your boiler is booked for Friday.", 3)],
    });
    await upstream.put(call);
    await upstream.put(calmCall());
    await open(page, "/");
    await expect(count(page)).toHaveText("2 live");
    for (const words of [call.id, "+34 911 23", "zoe", "munoz inigo", "BOILER friday"]) {
      await page.getByLabel("Search calls").fill(words);
      await expect(count(page)).toHaveText("1 of 2 live");
      await expect(card(page, call.id)).toBeVisible();
    }
  });

  test("a filter that nothing matches says so, tells how many calls there are and can be cleared", async ({
    page,
    upstream,
  }) => {
    await upstream.put(calmCall());
    await upstream.put(calmCall());
    await open(page, "/?q=nobody+says+this&direction=outbound");
    await expect(page.getByRole("heading", { name: "No call matches the filter" })).toBeVisible();
    await expect(page.getByText("2 calls are on the board without it.")).toBeVisible();
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await expect(cards(page)).toHaveCount(2);
    await expect.poll(() => new URL(page.url()).search).toBe("");
  });

  test("sorted by longest or newest, calls stand in that order", async ({ page, upstream }) => {
    const [old, middle, young] = [300, 200, 100].map((ago) => calmCall({ startedAt: secondsAgo(ago) }));
    for (const call of [middle, young, old]) if (call) await upstream.put(call);
    // Once all are known: one that is read later comes to a board whose places are taken.
    await open(page, "/");
    await expect(cards(page)).toHaveCount(3);
    await open(page, "/?sort=longest");
    await expect.poll(() => idsShown(page)).toEqual([old?.id, middle?.id, young?.id]);
    await page.getByRole("combobox", { name: "Sort" }).selectOption("Newest first");
    await expect.poll(() => idsShown(page)).toEqual([young?.id, middle?.id, old?.id]);
  });

  test("with no calls the board says that there are none right now, and nothing of filters", async ({ page }) => {
    await open(page, "/");
    await expect(page.getByRole("heading", { name: "No calls right now" })).toBeVisible();
    await expect(page.getByText(/matches the filter|Show all calls/)).toHaveCount(0);
  });
});

test.describe("by keyboard", () => {
  test("slash searches, Escape empties and leaves, arrows move between calls, Enter opens one", async ({
    page,
    upstream,
  }) => {
    const calls = [400, 300, 200, 100].map((ago) => calmCall({ startedAt: secondsAgo(ago) }));
    for (const call of calls) await upstream.put(call);
    await open(page, "/");
    await expect(cards(page)).toHaveCount(4);
    await page.keyboard.press("/");
    await expect(page.getByLabel("Search calls")).toBeFocused();
    await page.keyboard.type("parcel");
    await expect(page.getByLabel("Search calls")).toHaveValue("parcel");
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("Search calls")).toHaveValue("");
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("Search calls")).not.toBeFocused();

    const link = (index: number) => card(page, calls[index]?.id ?? "").getByRole("link");
    await page.keyboard.press("ArrowDown");
    await expect(link(0)).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(link(1)).toBeFocused();
    await page.keyboard.press("End");
    await expect(link(3)).toBeFocused();
    await page.keyboard.press("ArrowLeft");
    await expect(link(2)).toBeFocused();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/calls/${calls[1]?.id}$`));
  });

  test("arrows up and down move row by row in the table", async ({ page, upstream }) => {
    const calls = [400, 300, 200].map((ago) => calmCall({ startedAt: secondsAgo(ago) }));
    for (const call of calls) await upstream.put(call);
    await open(page, "/?view=table");
    await expect(cards(page)).toHaveCount(3);
    for (const [key, index] of [
      ["ArrowDown", 0],
      ["ArrowDown", 1],
      ["ArrowDown", 2],
      ["ArrowUp", 1],
    ] as const) {
      await page.keyboard.press(key);
      await expect(card(page, calls[index]?.id ?? "").getByRole("link")).toBeFocused();
    }
  });

  test("Space peeks at a call beside the board, the peek follows the arrows and the call, Escape closes it", async ({
    page,
    upstream,
  }) => {
    const one = calmCall({ startedAt: secondsAgo(200), contact: { phone: "+1", name: "Ann One", email: null } });
    const two = calmCall({ startedAt: secondsAgo(100), contact: { phone: "+2", name: "Ben Two", email: null } });
    await upstream.put(one);
    await upstream.put(two);
    await open(page, "/");
    await expect(cards(page)).toHaveCount(2);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(" ");
    await expect(page.getByRole("complementary", { name: "Call with Ann One" })).toBeVisible();
    await expect(card(page, one.id).getByRole("link")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    const peek = page.getByRole("complementary", { name: "Call with Ben Two" });
    await expect(peek).toBeVisible();
    await expect.poll(() => new URL(page.url()).searchParams.get("peek")).toBe(two.id);
    await upstream.say(two.id, said("agent", "Your parcel is at the depot."));
    await expect(peek).toContainText("Your parcel is at the depot.");
    await page.keyboard.press("Escape");
    await expect(peek).toHaveCount(0);
    await expect.poll(() => new URL(page.url()).search).toBe("");
    await expect(card(page, two.id).getByRole("link")).toBeFocused();
  });

  test("? shows the keys; single keys can be switched off for good, Ctrl K keeps working", async ({
    page,
    upstream,
  }) => {
    await upstream.put(calmCall());
    await open(page, "/");
    await expect(cards(page)).toHaveCount(1);
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "Keys" });
    for (const label of ["Search the board", "Next call", "Peek at the call", "Pause or resume everything live"]) {
      await expect(dialog).toContainText(label);
    }
    await dialog.getByLabel("Single-key shortcuts").uncheck();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    for (let visit = 0; visit < 2; visit += 1) {
      await page.keyboard.press("p");
      await page.keyboard.press("?");
      await page.keyboard.press("/");
      await page.keyboard.press("Control+k");
      await expect(page.getByRole("dialog", { name: "Jump to" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expect(page.getByLabel("Search calls")).not.toBeFocused();
      await expect(page.getByRole("button", { name: "Pause everything live" })).toBeVisible();
      await open(page, "/");
      await expect(cards(page)).toHaveCount(1);
    }
  });

  test("the palette jumps to a call by its id, to a live call by name, to a page, and changes the theme", async ({
    page,
    upstream,
  }) => {
    const call = calmCall({ contact: { phone: "+1", name: "Petra Palette", email: null } });
    await upstream.put(call);
    await open(page, "/");
    await expect(cards(page)).toHaveCount(1);
    const jump = async (text: string) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").getByRole("combobox").fill(text);
    };
    await jump(call.id);
    await expect(page.getByRole("option", { name: /Petra Palette/ })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/calls/${call.id}$`));
    await expect(page.getByRole("log")).toBeVisible();

    await jump("petra");
    await page.getByRole("option", { name: /Petra Palette/ }).click();
    await expect(page).toHaveURL(new RegExp(`/calls/${call.id}$`));
    await jump("dark");
    await page.getByRole("option", { name: "Dark theme" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await jump("live");
    await page.getByRole("option", { name: "Live", exact: true }).click();
    await expect(page.getByLabel("Search calls")).toBeVisible();
    await jump("wall");
    await page.getByRole("option", { name: "Wall", exact: true }).click();
    await expect(page).toHaveURL(/\/wall$/);
  });
});

test.describe("what stands still", () => {
  test("pause freezes lines, timers and numbers, says so, and resuming jumps to now", async ({ page, upstream }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, "/");
    await expect(card(page, call.id)).toContainText("Let me look that up for you.");
    await page.keyboard.press("p");
    await expect(page.locator("[data-freshness=paused]")).toContainText(/^Paused/);
    const frozen = await card(page, call.id).innerText();
    const frozenAtMs = Date.now();
    await upstream.say(call.id, said("agent", "Said while nobody could see it."));
    await upstream.put(calmCall());
    // A second board in the same browser goes on: what the paused one misses has truly come.
    const other = await page.context().newPage();
    await other.goto("/");
    await expect(card(other, call.id)).toContainText("Said while nobody could see it.");
    await expect(cards(other)).toHaveCount(2);
    await expect.poll(() => Date.now() - frozenAtMs).toBeGreaterThan(2_500);
    await page.bringToFront();
    expect(await card(page, call.id).innerText()).toBe(frozen);
    await expect(cards(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Resume: jump to now" }).click();
    await expect(card(page, call.id)).toContainText("Said while nobody could see it.");
    await expect(cards(page)).toHaveCount(2);
    const now = await secondsShown(timer(card(page, call.id)));
    expect(now).toBeGreaterThanOrEqual(60 + Math.floor((Date.now() - frozenAtMs) / 1000) - 2);
    await expect(page.locator("[data-freshness=live]")).toBeVisible();
  });

  test("the theme follows the system until one is chosen; the choice survives a reload and can be given back", async ({
    page,
  }) => {
    const html = page.locator("html");
    await page.emulateMedia({ colorScheme: "dark" });
    await open(page, "/");
    await expect(html).toHaveAttribute("data-theme", "dark");
    await page.emulateMedia({ colorScheme: "light" });
    await expect(html).toHaveAttribute("data-theme", "light");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.getByRole("button", { name: "Theme: follows the system" }).click();
    await expect(html).toHaveAttribute("data-theme", "light");
    await page.reload();
    await alive(page);
    await expect(html).toHaveAttribute("data-theme", "light");
    const served = await (await page.request.get("/")).text();
    expect(served).toMatch(/<html[^>]*data-theme="light"/);
    await page.getByRole("button", { name: "Theme: light" }).click();
    await expect(html).toHaveAttribute("data-theme", "dark");
    await page.getByRole("button", { name: "Theme: dark" }).click();
    await page.reload();
    await page.emulateMedia({ colorScheme: "light" });
    await expect(html).toHaveAttribute("data-theme", "light");
  });
});

test.describe("on a small screen", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("at 360 pixels cards, table, peek and no-match fit without sideways scrolling", async ({ page, upstream }) => {
    const call = waitingCall(30, {
      agent: anAgent("An agent with a name that is far too long for a small screen"),
      contact: { phone: "+1", name: "Somebodywithanunreasonablylongnamethatneverbreaks", email: null },
      metadata: { campaignId: "winter-sale-with-a-very-long-campaign-name-indeed" },
    });
    await upstream.put(call);
    await upstream.put(calmCall());
    await open(page, "/");
    await expect(cards(page)).toHaveCount(2);
    await expectNoSidewaysScroll(page);
    const box = await boxOf(card(page, call.id));
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    await card(page, call.id)
      .getByRole("button", { name: /^Peek at/ })
      .click();
    await expect(page.getByRole("complementary", { name: /^Call with/ })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Table" }).click();
    await expect(page.getByRole("table")).toBeVisible();
    await expectNoSidewaysScroll(page);
    await open(page, "/?q=nothing");
    await expect(page.getByRole("button", { name: "Clear the filter" })).toBeVisible();
    await expectNoSidewaysScroll(page);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("whatever is pressed is 44 pixels high and wide, and the filters are behind one button", async ({
    page,
    upstream,
  }) => {
    await upstream.put(waitingCall(30));
    await upstream.put(calmCall());
    await open(page, "/");
    await expect(cards(page)).toHaveCount(2);
    await expectNoSidewaysScroll(page);
    await expect(page.getByRole("combobox", { name: "Status" })).toBeHidden();
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page.getByRole("combobox", { name: "Status" })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await page
      .getByRole("button", { name: /^Peek at/ })
      .first()
      .click();
    await expect(page.getByRole("complementary", { name: /^Call with/ })).toBeVisible();
    await expect(page.getByRole("button", { name: "End call" })).toBeVisible();
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          "main button, main select, main input, main aside a, header button, header nav a",
        ),
      ]
        .filter((element) => element.checkVisibility())
        // A tile is pressed anywhere: what follows its number covers it.
        .map((element) => ({ element, box: (element.closest("dl > div") ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
        .map(({ element, box }) => `${element.ariaLabel ?? element.textContent} ${box.width}×${box.height}`),
    );
    expect(small).toEqual([]);
  });
});

test.describe("in a low window", () => {
  test.use({ viewport: { width: 720, height: 450 } });

  test("the numbers are one line and the first card begins in its upper half", async ({ page, upstream }) => {
    const call = calmCall();
    await upstream.put(call);
    await open(page, "/");
    await expect(card(page, call.id)).toBeVisible();
    expect((await boxOf(page.locator("dl"))).height).toBeLessThan(48);
    expect((await boxOf(card(page, call.id))).y).toBeLessThan(225);
    await expectNoSidewaysScroll(page);
  });
});

test.describe("before any program runs", () => {
  test.use({ javaScriptEnabled: false });

  test("the first page already holds the calls, their lines, alarms and numbers", async ({ page, upstream }) => {
    const call = waitingCall(30, { contact: { phone: "+1", name: "Nora Noscript", email: null } });
    await upstream.put(call);
    // The server may have last looked for another reader: it is asked until it has seen the call.
    await expect(async () => {
      await page.goto("/");
      await expect(card(page, call.id)).toContainText("Are you there?", { timeout: 2_000 });
      await expect(tile(page, "Active now")).toHaveText("1", { timeout: 2_000 });
    }).toPass();
    await expect(card(page, call.id)).toContainText("Nora Noscript");
    await expect(card(page, call.id)).toContainText("Critical:");
    await expect(timer(card(page, call.id))).toHaveText(/^1:\d\d$/);
    await expect(page).toHaveTitle("Live · Earshot");
  });
});
