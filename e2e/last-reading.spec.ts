import { boardSchema, callAnswerSchema } from "@/lib/wire/contract";
import { ask, parsed, refusal } from "./support/http";
import { expect, newCallId, test } from "./support/test";

const line = (role: string, content: string, agoMs = 0) => ({
  role,
  content,
  timestamp: new Date(Date.now() - agoMs).toISOString(),
});
const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();

async function callOf(url: string, id: string) {
  const answer = await ask(url, `/api/v1/calls/${id}`);
  return { headers: answer.headers, ...parsed(callAnswerSchema, answer) };
}

async function boardOf(url: string) {
  const answer = await ask(url, "/api/v1/live");
  return { headers: answer.headers, ...parsed(boardSchema, answer) };
}

const saidIn = async (url: string, id: string) =>
  (await callOf(url, id)).data.transcript?.map(({ content }) => content) ?? null;

test.describe("what was read last is shown", () => {
  test("although an earlier answer's clock was ten minutes ahead, on page and board, to the end of the call", async ({
    earshot,
    upstream,
  }) => {
    const id = newCallId();
    const one = line("assistant", "Hello, how can I help?", 5_000);
    await upstream.put({ id, updatedAt: ahead(600_000), transcript: [one] });
    await expect.poll(() => saidIn(earshot.url, id)).toEqual([one.content]);
    await expect.poll(async () => (await boardOf(earshot.url)).data.calls.length).toBe(1);
    const two = line("user", "My order is late.");
    await upstream.change(id, { updatedAt: ahead(0), transcript: [one, two] });
    await expect.poll(() => saidIn(earshot.url, id)).toEqual([one.content, two.content]);
    await upstream.end(id, { status: "completed", summary: "A late order." });
    await upstream.change(id, { updatedAt: ahead(-1_000) });
    await expect.poll(async () => (await callOf(earshot.url, id)).data).toMatchObject({ status: "completed" });
    await expect
      .poll(async () => (await boardOf(earshot.url)).data.calls.map(({ status, phase }) => [status, phase]))
      .toEqual([["completed", "ended"]]);
  });

  test("although times are missing, frozen or from the future", async ({ earshot, upstream }) => {
    for (const updatedAt of [null, "2026-01-01T00:00:00.000Z", "2030-01-01T00:00:00.000Z"]) {
      const id = newCallId();
      const early = { ...line("assistant", "Early"), timestamp: ahead(3_600_000) };
      await upstream.put({ id, updatedAt, transcript: [early] });
      await expect.poll(() => saidIn(earshot.url, id)).toEqual(["Early"]);
      await upstream.change(id, { updatedAt, transcript: [line("assistant", "Late")] });
      await expect.poll(() => saidIn(earshot.url, id)).toEqual(["Late"]);
    }
  });

  test("a transcript that is erased at its source is erased here", async ({ earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: [line("user", "My card number is")], summary: null });
    await expect.poll(() => saidIn(earshot.url, id)).toEqual(["My card number is"]);
    await upstream.change(id, { transcript: null });
    await expect.poll(() => saidIn(earshot.url, id)).toBeNull();
  });
});

test.describe("after its end a call", () => {
  test("shows lines that come late and a summary that is corrected", async ({ earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: [line("assistant", "One", 3_000)] });
    await expect.poll(() => saidIn(earshot.url, id)).toEqual(["One"]);
    await upstream.end(id, { status: "completed", summary: "Draft." });
    await expect.poll(async () => (await callOf(earshot.url, id)).data.summary).toBe("Draft.");
    await upstream.say(id, line("user", "Two"), line("assistant", "Three"));
    await upstream.change(id, { summary: "Corrected." });
    await expect.poll(() => saidIn(earshot.url, id), { timeout: 60_000 }).toEqual(["One", "Two", "Three"]);
    // It may have been read between the two.
    await expect.poll(async () => (await callOf(earshot.url, id)).data.summary).toBe("Corrected.");
  });

  test("waits for its summary while that is empty", async ({ earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id });
    await expect.poll(async () => (await callOf(earshot.url, id)).data.status).toBe("active");
    await upstream.end(id, { status: "completed", summary: "" });
    await expect.poll(async () => (await callOf(earshot.url, id)).data.status).toBe("completed");
    expect((await callOf(earshot.url, id)).meta.settled).toBe(false);
    await upstream.change(id, { summary: "Refund agreed." });
    await expect
      .poll(async () => (await callOf(earshot.url, id)).data.summary, { timeout: 60_000 })
      .toBe("Refund agreed.");
  });

  test("that lives again under its id shows nothing of the attempt before", async ({ earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: [line("assistant", "Hello?")] });
    await expect.poll(() => saidIn(earshot.url, id)).toEqual(["Hello?"]);
    await upstream.end(id, { status: "no_answer", summary: "Nobody answered." });
    await expect.poll(async () => (await callOf(earshot.url, id)).data.summary).toBe("Nobody answered.");
    await upstream.change(id, { status: "ringing", endedAt: null, duration: null, summary: null, transcript: null });
    await expect
      .poll(async () => (await callOf(earshot.url, id)).data, { timeout: 60_000 })
      .toMatchObject({ status: "ringing", summary: null, transcript: null });
  });
});

test.describe("active", () => {
  test("means that the list says so: what it does not name leaves the tiles at once, then has ended, details or not", async ({
    fresh,
    roughUpstream,
  }) => {
    const [gone, stays] = [newCallId(), newCallId()];
    for (const id of [gone, stays]) {
      await roughUpstream.put({ id, transcript: [line("user", "Hello?", 60_000)] });
    }
    await expect.poll(async () => (await boardOf(fresh.url)).data.totals).toMatchObject({ active: 2, attention: 2 });
    await roughUpstream.fault({ kind: "error", status: 500, path: gone });
    await roughUpstream.change(gone, { status: "completed" });
    const row = async () => {
      const { calls, totals } = (await boardOf(fresh.url)).data;
      const { phase, attention } = calls.find(({ id }) => id === gone) ?? { phase: null, attention: [] };
      return [phase, attention.length, totals.active, totals.attention];
    };
    await expect.poll(row).toEqual(["ended", 0, 1, 1]);
  });
});

test.describe("an outage of the details", () => {
  test("is freshness, with the age of the oldest, and no reason for attention", async ({ fresh, roughUpstream }) => {
    test.setTimeout(180_000);
    const id = newCallId();
    await roughUpstream.put({ id, transcript: [line("assistant", "How can I help?")] });
    await expect.poll(async () => (await boardOf(fresh.url)).data.totals.active).toBe(1);
    await roughUpstream.fault({ kind: "error", path: id });
    await expect
      .poll(async () => (await boardOf(fresh.url)).headers["earshot-oldest-as-of"], { timeout: 60_000 })
      .toBeTruthy();
    const { data, headers } = await boardOf(fresh.url);
    expect(headers["earshot-slow-reason"]).toMatch(/^call_service_(slow|down)$/);
    expect(data.totals).toMatchObject({ active: 1, attention: 0 });
    expect(Date.parse(data.calls[0]?.standsAt ?? "")).toBeLessThan(Date.now() - 9_000);
  });

  test("gives the indicator the age of the oldest, from the page's first paint on, and turns nothing stale", async ({
    fresh,
    roughUpstream,
    page,
    browser,
  }) => {
    test.setTimeout(180_000);
    const [lost, kept] = [newCallId(), newCallId()];
    for (const id of [lost, kept]) await roughUpstream.put({ id, transcript: [line("assistant", "How can I help?")] });
    await page.goto(`${fresh.url}/`);
    const indicator = page.locator("[data-freshness]").first();
    await expect(indicator).toHaveAttribute("data-freshness", "live");
    await roughUpstream.fault({ kind: "error", path: lost });
    await expect(indicator).toContainText(/Slow · 1\d s ago ?\(call service (slow|down)\)/, { timeout: 60_000 });
    await expect(page.locator(`[data-call-id="${lost}"] [data-stands]`)).toBeVisible();
    await expect(page.locator(`[data-call-id="${kept}"] [data-stands]`)).toHaveCount(0);
    const unscripted = await browser.newContext({ javaScriptEnabled: false });
    const first = await unscripted.newPage();
    await first.goto(`${fresh.url}/`);
    await expect(first.locator("[data-freshness]").first()).toHaveAttribute("data-freshness", "slow");
    await expect(first.locator("[data-freshness]").first()).toContainText(/Slow · [1-9]\d s ago/);
    await unscripted.close();
    await roughUpstream.clearFaults();
    await expect(indicator).toHaveAttribute("data-freshness", "live", { timeout: 60_000 });
  });

  test("a call that is not known any more is told as that, and keeps what was read", async ({ earshot, upstream }) => {
    const id = newCallId();
    await upstream.put({ id, transcript: [line("assistant", "How can I help?")] });
    await expect.poll(() => saidIn(earshot.url, id)).toEqual(["How can I help?"]);
    await upstream.remove(id);
    await expect
      .poll(async () => (await callOf(earshot.url, id)).headers["earshot-slow-reason"])
      .toBe("call_not_found");
    expect(await saidIn(earshot.url, id)).toEqual(["How can I help?"]);
  });
});

test.describe("a short budget", () => {
  test.use({ freshSettings: { EARSHOT_MAX_REQUESTS_PER_MINUTE: "30" } });

  test("is told as such to whoever opens more calls than it allows, never as a slow call service", async ({
    fresh,
    roughUpstream,
  }) => {
    const ids = Array.from({ length: 60 }, newCallId);
    for (const id of ids) await roughUpstream.put({ id });
    const answers = await Promise.all(ids.map((id) => ask(fresh.url, `/api/v1/calls/${id}`)));
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect(refusal(answer)).toEqual({ status: 503, reason: "request_budget" });
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
  });
});
