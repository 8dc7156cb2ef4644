import type { Page } from "@playwright/test";
import { ADMIN, addCookies, firstAdminIsThere, GUARDED, signInAs } from "./support/access";
import { ask, refusal } from "./support/http";
import { startPostgres } from "./support/postgres.mjs";
import { family, signal } from "./support/processes";
import { startEarshot } from "./support/servers";
import { expect, newCallId, OF_OTHERS, settingsFor, test } from "./support/test";

test.use(OF_OTHERS);

test.describe.configure({ timeout: 240_000 });
test.skip(process.platform !== "linux", "stops the processes of a Postgres server");
// What a page asks for fails here on purpose, and the browser notes it.
test.use({ expectedErrors: [/Failed to load resource|React error #441/] });

/** An Earshot on a Postgres server of its own, which can be stopped in its tracks. */
async function start(upstream: Parameters<typeof settingsFor>[0]) {
  const postgres = await startPostgres();
  if ("why" in postgres) {
    test.skip(!process.env.CI, postgres.why);
    throw new Error(postgres.why);
  }
  const all = (name: NodeJS.Signals) => {
    for (const pid of family(postgres.pid)) signal(pid, name);
  };
  const server = await startEarshot({ ...settingsFor(upstream), ...GUARDED, DATABASE_URL: postgres.url });
  await firstAdminIsThere(server);
  return {
    ...server,
    freeze: () => all("SIGSTOP"),
    thaw: () => all("SIGCONT"),
    async end() {
      all("SIGCONT");
      await server.kill();
      await postgres.stop();
    },
  };
}

const WORDS = /Earshot's database does not answer/;
const databaseEvents = (lines: { event: string }[]) =>
  lines.map(({ event }) => event).filter((event) => event.startsWith("database."));

test("a frozen database: every page says so, every answer comes before pages give up and then at once, readiness within two seconds; two lines in the log", async ({
  context,
  upstream,
}) => {
  const id = newCallId();
  await upstream.put({ id });
  const server = await start(upstream);
  try {
    const cookie = await signInAs(server.url, ADMIN);
    await addCookies(context, server.url, cookie);
    const open = async (path: string): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(`${server.url}${path}`);
      return page;
    };
    const paths = ["/", `/calls/${id}`, "/wall"];
    const before = await Promise.all(paths.map(open));
    const timed = async (path: string) => {
      const startedMs = performance.now();
      const answer = await ask(server.url, path, { headers: { cookie } });
      return { ...refusal(answer), ms: performance.now() - startedMs };
    };
    server.freeze();
    const frozenMs = performance.now();
    // On a busy machine one look may be late for reasons of its own.
    const ready = async () => {
      const startedMs = performance.now();
      const { status } = await ask(server.url, "/readyz");
      return { status, isSoon: performance.now() - startedMs < 2_000 };
    };
    await expect.poll(ready).toEqual({ status: 503, isSoon: true });
    // Whoever was known just before goes on for two seconds, never signed out; then nobody can be known.
    const poll = async () => (await ask(server.url, "/api/v1/live", { headers: { cookie } })).status;
    const statuses = new Set<number>();
    while (performance.now() - frozenMs < 2_000) statuses.add(await poll());
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    const first = await Promise.all(["/api/v1/live", `/api/v1/calls/${id}`, "/api/v1/users"].map(timed));
    for (const answer of first) {
      expect(answer).toMatchObject({ status: 503, reason: "database_unavailable" });
      expect(answer.ms).toBeLessThan(14_000);
    }
    await expect.poll(async () => (await timed("/api/v1/live")).ms).toBeLessThan(1_000);
    await expect.poll(ready).toEqual({ status: 503, isSoon: true });
    for (const page of before) await expect(page.locator("body"), page.url()).toContainText(WORDS, { timeout: 60_000 });
    const link = `#ear_once_${"A".repeat(43)}`;
    const others = ["/sign-in", "/settings/users", "/settings/account", `/setup${link}`, `/welcome${link}`];
    const share = `/s/${"a".repeat(24)}#ear_share_${"A".repeat(43)}`;
    const after = await Promise.all([...paths, ...others, share].map(open));
    for (const page of after) await expect(page.locator("body"), page.url()).toContainText(WORDS, { timeout: 60_000 });
    expect(performance.now() - frozenMs).toBeLessThan(90_000);

    server.thaw();
    await expect.poll(ready, { timeout: 60_000 }).toEqual({ status: 200, isSoon: true });
    for (const page of after) {
      // Looks again by itself on every page but those that somebody came to by a link.
      const again = page.getByRole("button", { name: /^Try again/ });
      if (/setup|welcome|\/s\//.test(page.url())) await again.click();
    }
    for (const page of [...before, ...after]) {
      await expect(page.locator("body"), page.url()).not.toContainText(WORDS, { timeout: 60_000 });
    }
    // A machine that is too busy for a ping's second may fail once more, by itself: this outage has these two.
    await expect.poll(() => databaseEvents(server.log())).toContain("database.recovered");
    expect(databaseEvents(server.log()).slice(0, 2)).toEqual(["database.failing", "database.recovered"]);
    for (const page of context.pages()) await page.close();
  } finally {
    await server.end();
  }
});
