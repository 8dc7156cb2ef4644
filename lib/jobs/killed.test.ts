import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openEmbedded } from "@/lib/database/embedded";
import { outbox } from "@/lib/database/schema";
import { readyDatabase, SHORT_LIVED } from "@/lib/database/testing";
import { NUMBER, numberJob } from "../../e2e/support/background";
import { createJobs } from "./jobs";
import { createOutboxWorker } from "./outbox";
import { toldFaults } from "./testing";

/** Runs until so much was acknowledged, then is killed outright. @returns what it said */
async function killedAfter(dataDir: string, count: number): Promise<string[]> {
  const args = [...SHORT_LIVED, join("e2e", "support", "background-writer.ts"), dataDir];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said: string[] = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (line === `sent ${count}`) child.kill("SIGKILL");
    }
  } finally {
    child.kill("SIGKILL");
  }
  await ended;
  return said;
}

const numbers = (said: string[], what: string) =>
  said.filter((line) => line.startsWith(`${what} `)).map((line) => Number(line.slice(what.length + 1)));

test("killed outright in the middle, every change that was acknowledged is followed up by the next process", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-jobs-"));
  cpSync(await readyDatabase(), dataDir, { recursive: true });
  const said = await killedAfter(dataDir, 40);
  const sent = numbers(said, "sent");
  expect(sent.length).toBeGreaterThanOrEqual(40);

  const open = await openEmbedded(dataDir);
  const { database } = open;
  const { faults, failed } = toldFaults();
  const seen = { messages: numbers(said, "message"), jobs: numbers(said, "job") };
  const order: number[] = [];
  const worker = createOutboxWorker({ database, faults });
  worker.on(NUMBER, async ({ n }) => void order.push(n));
  const jobs = createJobs({ database, faults, pollSeconds: 0.5 });
  jobs.on(numberJob, async ({ n }) => void seen.jobs.push(n));
  try {
    // As if the time of what the killed process had in hand were over.
    await database.update(outbox).set({ dueAt: sql`now()` });
    await database.execute(sql`update jobs.job set started_on = now() - interval '1 hour' where state = 'active'`);
    worker.start();
    jobs.start();
    await expect.poll(() => database.$count(outbox), { timeout: 60_000 }).toBe(0);
    const missing = () => sent.filter((n) => !seen.jobs.includes(n));
    await expect.poll(missing, { timeout: 60_000 }).toEqual([]);
    expect(sent.filter((n) => ![...seen.messages, ...order].includes(n))).toEqual([]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(failed).toEqual([]);
  } finally {
    await worker.stop(0);
    await jobs.stop(0);
    await open.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 240_000);
