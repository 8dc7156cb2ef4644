import { archiveCallsSchema } from "@/lib/wire/archive-contract";
import { backfillAnswerSchema, backfillListSchema } from "@/lib/wire/backfill-contract";
import { ADMIN, addCookies, change, firstAdminIsThere, GUARDED, signInAs } from "./support/access";
import { ask, parsed, refusal } from "./support/http";
import { visit } from "./support/screen";
import { type Running, startEarshot } from "./support/servers";
import { expect, newCallId, OF_OTHERS, settingsFor, test } from "./support/test";
import type { Upstream } from "./support/upstream";

test.use(OF_OTHERS);

test.describe.configure({ timeout: 240_000 });

const DAY_MS = 86_400_000;
/** Longer than a backfill goes on before it notices that it was paused. */
const LOOKED_EVERY_MS = 1_500;
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
/** Midnight of the day so many days ago, as this machine's clock has it. */
function midnight(daysAgo: number): Date {
  const day = new Date(Date.now() - daysAgo * DAY_MS);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate());
}

/** A server that keeps calls, over a simulator with sixty days of them. */
async function withArchive<T>(
  upstream: Upstream,
  use: (place: { server: Running; cookie: string }) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  await upstream.reset({ empty: false });
  const server = await startEarshot({ ...settingsFor(upstream), ...GUARDED, EARSHOT_ARCHIVE: "on", ...settings });
  try {
    await firstAdminIsThere(server);
    return await use({ server, cookie: await signInAs(server.url, ADMIN) });
  } finally {
    await server.kill();
  }
}

/** How many calls that are over the call service has in a range, by its own list. */
async function totalOf({ url, key }: Upstream, from: Date, to: Date): Promise<number> {
  const range = new URLSearchParams({ startDate: from.toISOString(), endDate: to.toISOString(), limit: "1" });
  const answer = await fetch(`${url}/calls?${range}`, { headers: { "x-api-key": key } });
  return ((await answer.json()) as { data: { pagination: { total: number } } }).data.pagination.total;
}

test("an admin brings a day of calls in, sees that it waits for a call service that is away, and has all of them in the end", async ({
  page,
  roughUpstream: upstream,
  closePages,
}) => {
  await withArchive(upstream, async ({ server, cookie }) => {
    const [from, to] = [midnight(5), midnight(2)];
    const total = await totalOf(upstream, from, to);
    expect(total).toBeGreaterThan(150);
    await addCookies(page, server.url, cookie);
    await visit(page, `${server.url}/settings/data`);
    await page.getByRole("textbox", { name: "from", exact: true }).fill(DAY.format(from));
    await page.getByRole("textbox", { name: "to", exact: true }).fill(DAY.format(midnight(3)));
    await page.getByRole("button", { name: "See what it costs" }).click();
    await expect(page.getByText(new RegExp(`^${total.toLocaleString("en")} calls: `))).toBeVisible();
    await page.getByRole("button", { name: "Bring them in" }).click();
    const row = page.getByRole("list", { name: "Backfills" }).getByRole("listitem");
    await expect(row.getByText(/^Running/)).toBeVisible();
    await expect(row.getByText(/ [1-9]\d* brought in/)).toBeVisible();

    await upstream.fault({ kind: "error", status: 503 });
    await expect(row.getByText("The call service does not answer; it goes on by itself when it does.")).toBeVisible();
    await upstream.clearFaults();
    await expect(row.getByText("Done.")).toBeVisible({ timeout: 90_000 });
    await expect(
      row.getByText(`${total.toLocaleString("en")} of ${total.toLocaleString("en")} calls gone through`),
    ).toBeVisible();

    const counted = await ask(
      server.url,
      `/api/v1/archive/calls?from=${from.toISOString()}&to=${new Date(to.getTime() + 60_000).toISOString()}&limit=1`,
      { headers: { cookie } },
    );
    const { data } = parsed(archiveCallsSchema, counted);
    expect(data.count).toEqual({ value: total, isCapped: false });
    const list = parsed(
      backfillListSchema,
      await ask(server.url, "/api/v1/archive/backfills", { headers: { cookie } }),
    );
    expect(list.data.backfills).toMatchObject([{ state: "done", planned: total, stored: total, failed: 0 }]);
    await closePages();
  });
});

test("what ends without anybody watching is found and kept by itself", async ({ roughUpstream: upstream }) => {
  await withArchive(upstream, async ({ server, cookie }) => {
    const keptUp = async () => {
      const answer = await ask(server.url, "/api/v1/archive/backfills", { headers: { cookie } });
      return parsed(backfillListSchema, answer).meta;
    };
    await expect.poll(async () => (await keptUp()).certainAt, { timeout: 60_000 }).not.toBeNull();
    await upstream.put({ id: "unwatched_1", createdAt: new Date().toISOString() });
    await expect.poll(async () => (await keptUp()).open, { timeout: 60_000 }).toBeGreaterThan(0);
    await upstream.end("unwatched_1", { status: "completed", summary: "Nobody has listened." });
    const kept = async () => {
      const answer = await ask(server.url, "/api/v1/archive/calls?who=unwatched_1", { headers: { cookie } });
      return parsed(archiveCallsSchema, answer).data.calls;
    };
    await expect.poll(async () => (await kept()).length, { timeout: 60_000 }).toBe(1);
    expect((await kept())[0]).toMatchObject({ status: "completed", attention: null });
  });
});

test("a backfill is paused, goes on and is cancelled by its address, and refuses what makes no sense in words", async ({
  roughUpstream: upstream,
}) => {
  await withArchive(upstream, async ({ server, cookie }) => {
    const { url } = server;
    const begin = (body: unknown) => change(url, "POST", "/api/v1/archive/backfills", { body, cookie });
    const begun = await begin({ from: midnight(20).toISOString(), to: midnight(1).toISOString() });
    expect(begun.status).toBe(201);
    const { id } = parsed(backfillAnswerSchema, begun).data;
    const path = `/api/v1/archive/backfills/${id}`;
    const become = async (state: string) => change(url, "PATCH", path, { body: { state }, cookie });
    const now = async () => parsed(backfillAnswerSchema, await ask(url, path, { headers: { cookie } })).data;
    await expect.poll(async () => (await now()).stored, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(parsed(backfillAnswerSchema, await become("paused")).data.state).toBe("paused");
    // What was being read is stored yet; then it stands still.
    let stored = -1;
    const stands = async () => {
      const before = stored;
      stored = (await now()).stored;
      return stored === before;
    };
    await expect.poll(stands, { intervals: [LOOKED_EVERY_MS] }).toBe(true);
    expect(parsed(backfillAnswerSchema, await become("running")).data.state).toBe("running");
    await expect.poll(async () => (await now()).stored, { timeout: 60_000 }).toBeGreaterThan(stored + 5);
    expect(parsed(backfillAnswerSchema, await become("cancelled")).data).toMatchObject({ state: "cancelled" });
    expect(refusal(await become("running"))).toEqual({ status: 409, reason: "conflict" });
    expect(refusal(await become("done"))).toEqual({ status: 400, reason: "invalid_request" });
    for (const body of [
      { from: midnight(1).toISOString(), to: midnight(2).toISOString() },
      { from: "yesterday" },
      { from: null, to: "2001-01-01T00:00:00Z" },
      { until: null },
    ]) {
      expect(refusal(await begin(body)), JSON.stringify(body)).toEqual({ status: 400, reason: "invalid_request" });
    }
  });
});

test("where calls are not kept none are brought in", async ({ roughUpstream: upstream }) => {
  await withArchive(
    upstream,
    async ({ server, cookie }) => {
      const answer = await change(server.url, "POST", "/api/v1/archive/backfills", { body: {}, cookie });
      expect(refusal(answer)).toEqual({ status: 409, reason: "conflict" });
    },
    { EARSHOT_ARCHIVE: "off" },
  );
});

test("a call with more lines than are held while it runs is brought in whole: all of them are there, and the first and the last are found", async ({
  roughUpstream: upstream,
}) => {
  await withArchive(upstream, async ({ server, cookie }) => {
    await upstream.reset({ empty: true });
    const headers = { cookie };
    const MOST_HELD = 20_000;
    const startMs = Date.now() - 3 * 3_600_000;
    const iso = (ms: number) => new Date(ms).toISOString();
    const transcript = Array.from({ length: MOST_HELD + 700 }, (_, place) => ({
      role: place % 2 === 0 ? "assistant" : "user",
      content: place === 0 ? "It began with a zeppelin." : `Line ${place} of a conversation without an end.`,
      timestamp: iso(startMs + place * 100),
    }));
    transcript.push({ role: "user", content: "It ended with an armadillo.", timestamp: iso(startMs + 2_071_000) });
    const id = newCallId();
    const times = { createdAt: iso(startMs), startedAt: iso(startMs), endedAt: iso(startMs + 2_072_000) };
    await upstream.put({ id, status: "completed", summary: "A long one.", transcript, ...times });
    const range = { from: iso(startMs - 60_000), to: iso(startMs + 60_000) };
    const begun = await change(server.url, "POST", "/api/v1/archive/backfills", { body: range, cookie });
    expect(begun.status, begun.text()).toBe(201);
    const found = async (q: string) => {
      const answer = await ask(server.url, `/api/v1/archive/calls?q=${q}`, { headers });
      return parsed(archiveCallsSchema, answer).data.calls.map((call) => [
        call.id,
        call.messageCount,
        call.hits.length,
      ]);
    };
    for (const word of ["zeppelin", "armadillo"]) {
      await expect.poll(() => found(word), { timeout: 60_000 }).toEqual([[id, transcript.length, 1]]);
    }
    // The call service is asked no more: what is kept is all there is.
    await upstream.reset({ empty: true });
    const answer = await ask(server.url, `/api/v1/calls/${id}`, { headers });
    const { data, meta } = answer.json() as { data: { transcript: unknown[] }; meta: { omittedMessages: number } };
    expect([data.transcript.length, meta.omittedMessages]).toEqual([transcript.length, 0]);
    expect(data.transcript[0]).toMatchObject({ content: "It began with a zeppelin." });
  });
});
