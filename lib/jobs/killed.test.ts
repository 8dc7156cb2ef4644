import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openEmbedded } from "@/lib/database/embedded";
import { outbox } from "@/lib/database/schema";
import { killedIn, readyDatabase } from "@/lib/database/testing";
import { NUMBER, numberJob } from "../../e2e/support/background";
import { createJobs } from "./jobs";
import { createOutboxWorker } from "./outbox";
import { toldFaults } from "./testing";

const numbers = (said: string[], what: string) =>
  said.filter((line) => line.startsWith(`${what} `)).map((line) => Number(line.slice(what.length + 1)));

test("killed outright in the middle, every change that was acknowledged is followed up by the next process", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-jobs-"));
  cpSync(await readyDatabase(), dataDir, { recursive: true });
  const said = await killedIn("background-writer.ts", [dataDir], (lines) => (lines.at(-1) === "sent 40" ? 0 : null));
  const sent = numbers(said, "sent");
  expect(sent.length).toBeGreaterThanOrEqual(40);

  const open = await openEmbedded(dataDir);
  const { database } = open;
  const { faults, failed } = toldFaults();
  const seen = { messages: numbers(said, "message"), jobs: numbers(said, "job") };
  const order: number[] = [];
  const worker = createOutboxWorker({ database, faults });
  worker.on(NUMBER, async ({ n }) => void order.push(n));
  const jobs = createJobs({ database, faults, isAlone: true, pollSeconds: 0.5 });
  jobs.on(numberJob, async ({ n }) => void seen.jobs.push(n));
  try {
    // As if the time of the messages that the killed process had in hand were over.
    await database.update(outbox).set({ dueAt: sql`now()` });
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
