import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "vitest";
import { openEmbedded } from "@/lib/database/embedded";
import { archivedCalls } from "@/lib/database/schema";
import { databaseTemplate } from "@/lib/database/template";
import { createBackfillStore } from "./backfill-store";

/** Test code: runs until so much was acknowledged, then is killed outright. @returns what it said */
async function killedAfter(dataDir: string, calls: number, kept: number, delayMs: number): Promise<string[]> {
  const writer = join("e2e", "support", "backfill-writer.ts");
  const args = ["--liftoff-only", "--conditions=react-server", "--import", "tsx", writer, dataDir, String(calls)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said: string[] = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (said.length === kept) setTimeout(() => child.kill("SIGKILL"), delayMs);
    }
  } finally {
    child.kill("SIGKILL");
  }
  await ended;
  return said;
}

/** Has a backfill killed outright so often, each time somewhere else, and holds what is there in the end against what is to be. */
export async function killBackfills({ calls, rounds }: { calls: number; rounds: number }): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-backfill-"));
  try {
    const template = await databaseTemplate(process.cwd());
    await (await openEmbedded(dataDir, template)).close();
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const said = await killedAfter(dataDir, calls, 5 + ((round * 17) % 40), round % 7);
      acknowledged.push(...said.filter((line) => line.startsWith("kept ")).map((line) => line.slice("kept ".length)));
    }
    const last = await killedAfter(dataDir, calls, Number.POSITIVE_INFINITY, 0);
    expect(last.at(-1)).toBe("done");
    const open = await openEmbedded(dataDir, template);
    try {
      const rows = await open.database.select({ id: archivedCalls.callId }).from(archivedCalls);
      const there = new Set(rows.map(({ id }) => id));
      expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
      expect(there.size).toBe(calls);
      const [backfill] = await createBackfillStore({ database: open.database, nowMs: Date.now }).list();
      expect(backfill).toMatchObject({ state: "done", stored: calls, failed: 0, walk: { offset: calls } });
    } finally {
      await open.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
