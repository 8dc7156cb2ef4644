import { randomBytes } from "node:crypto";
import { connect, createServer, type Socket } from "node:net";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createMemory } from "@/lib/access/memory";
import { createSessionStore } from "@/lib/identity/session-store";
import { createChanges, type Topic } from "./changes";
import { createListening } from "./listening";
import { type OpenDatabase, poolOf } from "./pool";
import { storedSettings, users } from "./schema";
import { openOnServer } from "./server";
import { committed } from "./testing";
import { transact } from "./transaction";

const server = process.env.EARSHOT_TEST_DATABASE_URL ?? "";
const NOTIFICATION = "A".charCodeAt(0);
const READY = "Z".charCodeAt(0);
const SOON = { timeout: 10_000 };

/**
 * A pooler as far as a listener notices one. `transaction`: its server connections belong to nobody between two
 * transactions, so what comes then reaches nobody. `all`: nothing that was not asked for gets through.
 */
async function startPooler(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const pooler = { drops: null as "transaction" | "all" | null, dropped: 0, url: "", close: async () => {} };

  function lend(client: Socket): void {
    const backend = connect(Number(target.port), target.hostname);
    let received: Buffer = Buffer.alloc(0);
    let isIdle = false;
    client.on("data", (chunk) => {
      isIdle = false;
      backend.write(chunk);
    });
    backend.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 5 && received.length >= 1 + received.readInt32BE(1)) {
        const message = received.subarray(0, 1 + received.readInt32BE(1));
        received = received.subarray(message.length);
        const isLost = message[0] === NOTIFICATION && (pooler.drops === "all" || (pooler.drops !== null && isIdle));
        if (isLost) pooler.dropped += 1;
        else client.write(message);
        if (message[0] === READY) isIdle = true;
      }
    });
    for (const [one, other] of [
      [client, backend],
      [backend, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  }

  const listener = createServer(lend);
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  target.port = String((listener.address() as { port: number }).port);
  const through = target.href;
  target.port = new URL(url).port;
  pooler.url = through;
  pooler.close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => listener.close(resolve));
  };
  return pooler;
}

test("where no server answers nobody relies on hearing", async () => {
  const listening = createListening({ connectionString: "postgres://me:hush@127.0.0.1:1/db" });
  const pings = poolOf({ connectionString: "postgres://me:hush@127.0.0.1:1/db", max: 1 });
  const changes = createChanges(listening.hears);
  let missed = 0;
  changes.subscribe(() => {
    missed += 1;
  });
  listening.start(changes, pings);
  await expect.poll(() => missed, SOON).toBeGreaterThan(0);
  expect(changes.areHeard()).toBe(false);
  await pings.end();
  await listening.close();
});

/** `npm test` runs these in the step that starts a server. */
if (server !== "")
  describe("several processes on one server", () => {
    const closing: (() => Promise<unknown>)[] = [];
    let url: string;

    async function asMaster(command: string): Promise<pg.QueryResult> {
      const client = new pg.Client({ connectionString: server });
      await client.connect();
      return client.query(command).finally(() => client.end());
    }

    beforeEach(async () => {
      const name = `earshot_test_${randomBytes(6).toString("hex")}`;
      await asMaster(`create database ${name}`);
      closing.push(() => asMaster(`drop database ${name} with (force)`));
      const own = new URL(server);
      own.pathname = `/${name}`;
      url = own.href;
    });
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close();
    });

    async function open(at = url): Promise<OpenDatabase & { heard: (Topic | null)[] }> {
      const database = await openOnServer(at);
      closing.push(database.close);
      const heard: (Topic | null)[] = [];
      database.changes.subscribe((topic) => heard.push(topic));
      return { ...database, heard };
    }
    const untilHeard = ({ changes }: OpenDatabase) => expect.poll(() => changes.areHeard(), SOON).toBe(true);
    const change = ({ database }: OpenDatabase) =>
      database.insert(storedSettings).values({ key: randomBytes(4).toString("hex"), value: 1, updatedAt: new Date() });

    test("each hears what the other commits", async () => {
      const [one, other] = [await open(), await open()];
      await untilHeard(other);
      await change(one);
      await expect.poll(() => other.heard, SOON).toContain("settings");
    });

    test("what one ends, the other has forgotten at once, long before two seconds are over", async () => {
      const [one, other] = [await open(), await open()];
      await untilHeard(other);
      // Time stands still: nothing is forgotten for its age.
      const memory = createMemory(other.changes, { nowMs: () => 0, after: () => undefined });
      const [mine, theirs] = [one, other].map(({ database }) =>
        committed(database, createSessionStore({ database, nowMs: Date.now, memory }), "start", "end"),
      );
      const user = { id: "u", email: "u@example.com", name: "U", role: "viewer", status: "active" } as const;
      await one.database.insert(users).values({ ...user, createdAt: new Date() });
      const session = await mine?.start({ id: "u", judged: null }, "Firefox");
      const found = () => theirs?.find(session?.token ?? "");
      await found();
      const asked = vi.spyOn(other.database, "select");
      expect(await found()).not.toBeNull();
      expect(asked).not.toHaveBeenCalled();
      await mine?.end("u", session?.id ?? "");
      await expect.poll(found, SOON).toBeNull();
      expect(await mine?.find(session?.token ?? "")).toBeNull();
    });

    test("whoever commits has heard of it by then, on whichever of its connections", async () => {
      const one = await open();
      await untilHeard(one);
      await Promise.all(
        Array.from({ length: 10 }, () =>
          transact(one.database, async (transaction) => {
            await transaction.execute("select pg_sleep(0.05)");
            await transaction
              .insert(storedSettings)
              .values({ key: randomBytes(4).toString("hex"), value: 1, updatedAt: new Date() });
          }),
        ),
      );
      // Ten commits, each said at least on the connection that made it.
      expect(one.heard.length).toBeGreaterThanOrEqual(10);
    });

    test("while the connection that listens is lost nobody relies on it; what was missed is counted as changed", async () => {
      const one = await open();
      await untilHeard(one);
      one.heard.length = 0;
      const name = new URL(url).pathname.slice(1);
      const killed = await asMaster(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and application_name = 'earshot-listening'`,
      );
      expect(killed.rowCount).toBe(1);
      await expect.poll(() => one.changes.areHeard(), { ...SOON, interval: 5 }).toBe(false);
      expect(one.heard).toContain(null);
      await untilHeard(one);
      one.heard.length = 0;
      const other = await open();
      await change(other);
      await expect.poll(() => one.heard, SOON).toContain("settings");
    });

    test.each(["transaction", "all"] as const)(
      "behind a pooler that loses notifications (%s) nobody relies on hearing, and all else works",
      async (drops) => {
        const pooler = await startPooler(url);
        closing.push(pooler.close);
        pooler.drops = drops;
        const one = await open(pooler.url);
        await expect.poll(() => pooler.dropped, SOON).toBeGreaterThanOrEqual(3);
        expect(one.changes.areHeard()).toBe(false);
        await change(one);
        expect(await one.database.$count(storedSettings)).toBe(1);
      },
    );

    test("through a proxy that loses nothing, they are heard", async () => {
      const pooler = await startPooler(url);
      closing.push(pooler.close);
      await untilHeard(await open(pooler.url));
    });

    test("a connection that falls silent is not relied on for more than five seconds, and is made anew", async () => {
      const pooler = await startPooler(url);
      closing.push(pooler.close);
      let nowMs = 0;
      const listening = createListening({ connectionString: pooler.url }, () => nowMs);
      const changes = createChanges(listening.hears);
      const pings = poolOf({ connectionString: pooler.url, max: 1, onConnect: listening.prepareBeats });
      closing.push(async () => {
        await pings.end();
        await listening.close();
      });
      let missed = 0;
      changes.subscribe((topic) => {
        if (topic === null) missed += 1;
      });
      listening.start(changes, pings);
      await expect.poll(() => changes.areHeard(), SOON).toBe(true);
      pooler.drops = "transaction";
      nowMs += 4_999;
      expect(changes.areHeard()).toBe(true);
      nowMs += 1;
      expect(changes.areHeard()).toBe(false);
      nowMs += 15_000;
      await expect.poll(() => missed, SOON).toBeGreaterThanOrEqual(2);
      pooler.drops = null;
      await expect.poll(() => changes.areHeard(), SOON).toBe(true);
    });
  });
