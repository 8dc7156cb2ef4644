import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "./lock";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "earshot-lock-"));
  path = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that listens on the lock's socket and is killed: what a crash leaves behind. */
async function leaveBehind(): Promise<void> {
  const program = `require("net").createServer().listen(${JSON.stringify(path)}, () => console.log("up"))`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
}

test("is held by one, says by whom, and is free again once released", async () => {
  const lock = await takeLock(path, "/data");
  await expect(takeLock(path, "/data")).rejects.toThrow(`/data is in use by process ${process.pid}:`);
  await lock.release();
  await (await takeLock(path, "/data")).release();
});

test("is taken over from a process that was killed", async () => {
  await leaveBehind();
  await (await takeLock(path, "/data")).release();
});

test.each(["free", "left behind"])("goes to one of six that want it at once when it is %s", async (state) => {
  if (state === "left behind") await leaveBehind();
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => takeLock(path, "/data")));
  const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
  expect(won).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason.message).toContain("is in use by process");
    else await outcome.value.release();
  }
});

test("does not wait for a process that died while it took the lock", async () => {
  mkdirSync(`${path}.taking`);
  utimesSync(`${path}.taking`, new Date(0), new Date(0));
  await (await takeLock(path, "/data")).release();
});

test("says in a sentence that a path is too long or that something else lies there", async () => {
  await expect(takeLock(join(folder, "x".repeat(200)), "/data")).rejects.toThrow("its path is too long");
  mkdirSync(path);
  writeFileSync(join(path, "a"), "");
  await expect(takeLock(path, "/data")).rejects.toThrow(/\/data cannot be locked \(\w+\)/);
});
