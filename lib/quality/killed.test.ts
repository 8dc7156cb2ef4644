import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { anEnded, aTalk, keepAll } from "@/lib/archive/testing";
import { openEmbedded } from "@/lib/database/embedded";
import { qualityPending, qualityScores } from "@/lib/database/schema";
import { databaseTemplate } from "@/lib/database/template";

const CALLS = 90;
const WRITER = join("e2e", "support", "judging-writer.ts");

/** Judges until so many were acknowledged, then is killed outright. @returns what it said */
async function judgedUntil(dataDir: string, many: number): Promise<string[]> {
  const args = ["--liftoff-only", "--conditions=react-server", "--import", "tsx", WRITER, dataDir];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === many) child.kill("SIGKILL");
  }
  await ended;
  return said;
}

test("killed outright in the middle, judging goes on where it was: no call is left out, and none is lost that was judged", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-judging-"));
  try {
    const template = await databaseTemplate(process.cwd());
    const open = await openEmbedded(dataDir, template);
    const lines = ["Hello, how can I help?", "My order is late.", "Thank you for calling, goodbye."];
    await keepAll(
      open.database,
      Array.from({ length: CALLS }, (_, place) => anEnded(aTalk(lines, { id: `call_${place}` }))),
    );
    await open.close();
    const acknowledged = [...(await judgedUntil(dataDir, 13)), ...(await judgedUntil(dataDir, 21))];
    const last = await judgedUntil(dataDir, Number.POSITIVE_INFINITY);
    expect(last.at(-1)).toBe("done");
    const again = await openEmbedded(dataDir, template);
    const rows = await again.database
      .select({ id: qualityScores.callId, score: qualityScores.score })
      .from(qualityScores);
    const waiting = await again.database.$count(qualityPending);
    await again.close();
    const there = new Set(rows.map(({ id }) => id));
    expect(there.size).toBe(CALLS);
    expect(rows).toHaveLength(CALLS);
    expect(waiting).toBe(0);
    // What was acknowledged is not judged a second time.
    const words = acknowledged.filter((line) => line.startsWith("judged "));
    expect(words.length).toBeGreaterThanOrEqual(34);
    expect(last.filter((line) => words.includes(line))).toEqual([]);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 240_000);
