import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fillArchive } from "@/e2e/support/filled-archive";
import { type EmbeddedDatabase, openEmbedded } from "@/lib/database/embedded";
import { callExports } from "@/lib/database/schema";
import { killedIn, readyDatabase } from "@/lib/database/testing";
import { createExportFolder } from "./folder";

const CALLS = 1_500;

test("killed outright in the middle, an export goes on where it was sure: every call is in it once, and no part of it is given out", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "earshot-export-"));
  const within = async <T>(look: (open: EmbeddedDatabase) => Promise<T>): Promise<T> => {
    const open = await openEmbedded(dataDir);
    return look(open).finally(() => open.close());
  };
  const folder = createExportFolder(join(dataDir, "exports"));
  try {
    cpSync(await readyDatabase(), dataDir, { recursive: true });
    await within((open) => fillArchive(open, CALLS));
    let sure = 0;
    for (const more of [1, 2]) {
      const said = await killedIn("export-writer.ts", [dataDir], (lines) =>
        lines.length > 1 + more ? 3 * more : null,
      );
      const counts = said.map((line) => Number(line.replace("wrote ", "")));
      // The first thing that it says is what was sure when the one before it was killed.
      expect(counts[0]).toBeGreaterThanOrEqual(sure);
      sure = counts.at(-1) ?? 0;
      expect(sure).toBeLessThan(CALLS);
      const [row] = await within(({ database }) => database.select().from(callExports));
      expect(row).toMatchObject({ state: "running", finishedAt: null });
      expect(row?.calls).toBeGreaterThanOrEqual(sure);
    }
    const last = await killedIn("export-writer.ts", [dataDir]);
    const id = last.at(-1)?.replace("done ", "") ?? "";
    const [done] = await within(({ database }) => database.select().from(callExports));
    expect(done).toMatchObject({ id, state: "done", calls: CALLS, skipped: 0 });
    const body = await folder.read(id, done?.bytes ?? 0);
    expect(body).not.toBeNull();
    await body?.cancel();
    const lines = readFileSync(join(dataDir, "exports", id), "utf8")
      .trimEnd()
      .split("\n");
    expect(JSON.parse(lines.pop() ?? "")).toEqual({ _skipped: 0 });
    const ids = lines.map((line) => (JSON.parse(line) as { call_id: string }).call_id);
    expect(ids).toHaveLength(CALLS);
    expect(new Set(ids)).toEqual(new Set(Array.from({ length: CALLS }, (_, place) => `call_filled_${place}`)));
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 240_000);
