import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { openEmbedded } from "../embedded";
import { openOnServer } from "../server";
import { databaseTemplate } from "../template";
import { databaseCommand } from "./command";
import { everythingIn, fillDatabase } from "./testing";

const server = process.env.EARSHOT_TEST_DATABASE_URL ?? "";
const template = () => databaseTemplate(process.cwd());

function program(name: string, ...args: string[]): void {
  const done = spawnSync(name, args, { encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${name}: ${done.error ?? done.stderr}`);
}

/** `npm test` runs this in the step that starts a server. */
test.skipIf(server === "")(
  "a dump moves onto a server with psql, and a server's own dump back into a folder",
  async () => {
    const home = mkdtempSync(join(tmpdir(), "earshot-database-"));
    const name = `earshot_test_${randomBytes(6).toString("hex")}`;
    const master = new pg.Client({ connectionString: server });
    await master.connect();
    await master.query(`create database ${name}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    const run = (...args: string[]) =>
      databaseCommand(
        args,
        { url: null, dataDir: join(home, "data"), template },
        {
          done: () => undefined,
          failed: (sentence) => {
            throw new Error(sentence);
          },
        },
      );
    try {
      const first = await openEmbedded(join(home, "data"), await template());
      await fillDatabase(first);
      const content = await everythingIn(first);
      await first.close();

      await run("dump", join(home, "to-server.sql"));
      program("psql", "--quiet", "--set=ON_ERROR_STOP=1", `--file=${join(home, "to-server.sql")}`, url.href);
      const onServer = await openOnServer(url.href);
      expect(await everythingIn(onServer)).toEqual(content);
      await onServer.close();

      program("pg_dump", "--no-owner", "--no-privileges", `--file=${join(home, "from-server.sql")}`, url.href);
      await run("restore", join(home, "from-server.sql"));
      const back = await openEmbedded(join(home, "data"), await template());
      expect(await everythingIn(back)).toEqual(content);
      await back.close();
    } finally {
      await master.query(`drop database ${name} with (force)`);
      await master.end();
      rmSync(home, { recursive: true, force: true });
    }
  },
  240_000,
);
