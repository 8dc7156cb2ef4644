import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { openEmbedded } from "../embedded";
import { storedSettings } from "../schema";
import { databaseTemplate } from "../template";
import { openOldDatabase } from "../testing";
import { databaseCommand } from "./command";
import { openFolder } from "./engines";
import { everythingIn, fillDatabase } from "./testing";

/** Each command is killed outright at so many moments, evenly over the time it takes. */
const MOMENTS = 12;
vi.setConfig({ testTimeout: 900_000, hookTimeout: 240_000 });

const template = () => databaseTemplate(process.cwd());
let home: string;
/** copied for each round */
let prepared: string;
let dataDir: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "earshot-commands-"));
  prepared = join(home, "prepared");
});
afterAll(() => rmSync(home, { recursive: true, force: true }));
beforeEach(() => {
  dataDir = join(home, "data");
});
afterEach(() => rmSync(prepared, { recursive: true, force: true }));

function freshData(): void {
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(prepared, dataDir, { recursive: true });
}

/** The command in a process of its own, killed after `killAfterMs`; how long it lived. */
async function command(args: string[], killAfterMs: number | null): Promise<{ tookMs: number; code: number | null }> {
  const program = ["--conditions=react-server", "--import", "tsx", join("lib", "launch", "database.ts"), ...args];
  const startedMs = performance.now();
  const child = spawn(process.execPath, program, {
    stdio: "ignore",
    env: { ...process.env, HEPPU_API_KEY: "key", DATABASE_URL: "", EARSHOT_DATA_DIR: dataDir },
  });
  if (killAfterMs !== null) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { tookMs: performance.now() - startedMs, code };
}

/** Runs it once to the end, then kills it at `MOMENTS` moments of that time. */
async function killAtEveryMoment(args: string[], after: (wasDone: boolean) => Promise<void>): Promise<void> {
  freshData();
  const { tookMs, code } = await command(args, null);
  expect(code).toBe(0);
  for (let moment = 0; moment < MOMENTS; moment++) {
    freshData();
    const killed = await command(args, ((moment + 0.5) / MOMENTS) * tookMs);
    await after(killed.code === 0);
  }
}

async function content() {
  const open = await openEmbedded(dataDir, await template());
  const found = await everythingIn(open);
  await open.close();
  return found;
}

const run = (...args: string[]) =>
  databaseCommand(
    args,
    { url: null, dataDir, template },
    {
      done: () => undefined,
      failed: (sentence) => {
        throw new Error(sentence);
      },
    },
  );

describe("killed outright at any moment", () => {
  test("a restore leaves the database that was there or the one restored, whole", async () => {
    dataDir = prepared;
    const first = await openEmbedded(prepared, await template());
    await fillDatabase(first);
    const restored = await everythingIn(first);
    await first.close();
    const file = join(home, "earshot.sql.gz");
    await run("dump", file);
    const second = await openEmbedded(prepared, await template());
    await second.database.delete(storedSettings);
    const before = await everythingIn(second);
    await second.close();
    dataDir = join(home, "data");
    await killAtEveryMoment(["restore", file], async () => {
      expect([before, restored]).toContainEqual(await content());
    });
  });

  test("an upgrade can be done again, and loses nothing", async () => {
    mkdirSync(prepared);
    const old = await openOldDatabase(prepared);
    await fillDatabase(old);
    const before = await everythingIn(old);
    await old.close();
    await killAtEveryMoment(["upgrade"], async () => {
      await run("upgrade");
      expect(readFileSync(join(dataDir, "database", "PG_VERSION"), "utf8").trim()).toBe("18");
      expect(await content()).toEqual(before);
    });
  });

  test("a backup leaves none or a whole one at its place, and neither it nor the Earshot it was of stands in the way of the next", async () => {
    const first = await openEmbedded(prepared, await template());
    await fillDatabase(first);
    await first.close();
    freshData();
    const running = await openEmbedded(dataDir, await template());
    const target = join(home, "backup");
    const { tookMs } = await command(["backup", target], null);
    rmSync(target, { recursive: true });
    for (let moment = 0; moment < MOMENTS; moment++) {
      await command(["backup", target], ((moment + 0.5) / MOMENTS) * tookMs);
      // Where it is there, it is whole.
      if (existsSync(target)) await (await openFolder(target)).close();
      rmSync(target, { recursive: true, force: true });
      const row = { key: `moment ${moment}`, value: moment, updatedAt: new Date(0) };
      await running.database.insert(storedSettings).values(row);
    }
    expect((await command(["backup", target], null)).code).toBe(0);
    const before = await everythingIn(running);
    await running.close();
    await run("restore", target);
    expect(await content()).toEqual(before);
  });

  test("an Earshot that is killed while it is backed up fails the backup, and loses nothing", async () => {
    const writer = join("e2e", "support", "database-writer.ts");
    for (let moment = 0; moment < MOMENTS; moment++) {
      const child = spawn(process.execPath, ["--import", "tsx", writer, dataDir, `moment ${moment}`], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const acknowledged: string[] = [];
      let backup: Promise<unknown> | null = null;
      for await (const line of createInterface({ input: child.stdout })) {
        if (line === "open") backup = run("backup", join(home, `copy ${moment}`)).catch((error: Error) => error);
        else acknowledged.push(line);
        if (acknowledged.length === 3 + moment * 4) child.kill("SIGKILL");
      }
      await backup;
      const open = await openEmbedded(dataDir, await template());
      const kept = new Set((await open.database.select().from(storedSettings)).map(({ key }) => key));
      await open.close();
      expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
    }
  });
});
