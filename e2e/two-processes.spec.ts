import pg from "pg";
import { ADMIN, change, firstAdminIsThere, GUARDED, makePerson, signInAs } from "./support/access";
import { ask } from "./support/http";
import { startPostgres } from "./support/postgres.mjs";
import { type Running, startEarshot } from "./support/servers";
import { expect, settingsFor, test } from "./support/test";

/** Two processes on one database: what is done at one is felt there with the next request, at the other within two seconds. */
test.describe.configure({ mode: "default", timeout: 240_000 });

const LIMIT_MS = 2_000;
let postgres: { url: string; stop: () => Promise<void> };
let here: Running;
let there: Running;
let admin: string;

test.beforeAll(async ({ upstream }) => {
  const started = await startPostgres();
  test.skip("why" in started && !process.env.CI, "no Postgres here");
  if ("why" in started) throw new Error(started.why);
  postgres = started;
  const settings = { ...settingsFor(upstream), ...GUARDED, DATABASE_URL: postgres.url };
  [here, there] = await Promise.all([startEarshot(settings), startEarshot(settings)]);
  await firstAdminIsThere(here);
  await firstAdminIsThere(there);
  admin = await signInAs(here.url, ADMIN);
});
test.afterAll(async () => {
  await Promise.all([here?.kill(), there?.kill()]);
  await postgres?.stop();
});

const statusAt = async ({ url }: Running, headers: Record<string, string>) =>
  (await ask(url, "/api/v1/live", { headers })).status;

/** Known at both, and asked for without a pause, as by a page that polls. */
async function known(headers: Record<string, string>): Promise<void> {
  for (const server of [here, there, here, there]) expect(await statusAt(server, headers)).toBe(200);
}

/** How long after `from` the other process still answered as before; its last answer is `then`. */
async function feltThere(headers: Record<string, string>, then: number, fromMs: number): Promise<number> {
  let lastMs = fromMs;
  for (;;) {
    const askedMs = performance.now();
    const status = await statusAt(there, headers);
    if (status === then) return lastMs - fromMs;
    expect(status).toBe(200);
    lastMs = askedMs;
    if (askedMs - fromMs > 2 * LIMIT_MS) throw new Error("It goes on as if nothing had happened.");
  }
}

test("signing out, a revoked token and being disabled", async () => {
  const person = await makePerson(here.url, admin, "viewer", null);
  const another = await signInAs(there.url, person);
  const made = await change(here.url, "POST", "/api/v1/tokens", {
    body: { name: "Board", permission: "read", days: 7 },
    cookie: person.cookies,
  });
  const { id, token } = (made.json() as { data: { id: string; token: string } }).data;
  const ways: [Record<string, string>, () => Promise<{ status: number }>][] = [
    [{ cookie: person.cookies }, () => change(here.url, "DELETE", "/api/v1/session", { cookie: person.cookies })],
    [{ "x-api-key": token }, () => change(here.url, "DELETE", `/api/v1/tokens/${id}`, { cookie: admin })],
    [
      { cookie: another },
      () => change(here.url, "PATCH", `/api/v1/users/${person.id}`, { body: { status: "disabled" }, cookie: admin }),
    ],
  ];
  for (const [headers, end] of ways) {
    await known(headers);
    expect((await end()).status).toBe(200);
    const endedMs = performance.now();
    expect(await statusAt(here, headers)).toBe(401);
    expect(await feltThere(headers, 401, endedMs)).toBeLessThan(LIMIT_MS);
  }
});

test("the same while the other process has lost the connection by which it hears", async () => {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const person = await makePerson(here.url, admin, "viewer", null);
    const headers = { cookie: person.cookies };
    await known(headers);
    const killed = await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'earshot-listening'",
    );
    expect(killed.rowCount).toBe(2);
    expect((await change(here.url, "DELETE", "/api/v1/session", { cookie: person.cookies })).status).toBe(200);
    const endedMs = performance.now();
    expect(await statusAt(here, headers)).toBe(401);
    expect(await feltThere(headers, 401, endedMs)).toBeLessThan(LIMIT_MS);
  } finally {
    await client.end();
  }
});
