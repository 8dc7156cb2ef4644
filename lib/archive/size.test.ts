import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AccessStores } from "@/lib/access/stores";
import { aPerson } from "@/lib/access/testing";
import { aMessage, at } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { archivedCalls } from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { createArchiveSize } from "./size";
import type { ArchiveStores } from "./stores";
import { anEnded, aTalk, keepAll } from "./testing";

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse(at(0)) + 30 * DAY_MS;
const ADMIN = aPerson("admin");

let open: OpenDatabase;
let nowMs: number;
let asked: string[];
beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());
beforeEach(async () => {
  [nowMs, asked] = [NOW_MS, []];
  await open.database.delete(archivedCalls);
});

function aSize(isEmbedded = true) {
  const stores = { database: open.database } as unknown as AccessStores & ArchiveStores;
  return createArchiveSize({
    stores: async () => stores,
    authorize: async (_, action) => void asked.push(action),
    ...{ isEmbedded: async () => isEmbedded, keptDays: async () => ({ factDays: 400 }), nowMs: () => nowMs },
  });
}

/** Calls of a moment each, so many days ago, with three lines of which two are spoken. */
const keep = (...daysAgo: number[]) =>
  keepAll(
    open.database,
    daysAgo.map((days, place) => {
      const startedAt = new Date(NOW_MS - days * DAY_MS).toISOString();
      const talk = aTalk(["Hello.", "Yes?"], { id: `call_${place}_${days}`, startedAt, createdAt: startedAt });
      const tool = aMessage({ role: "tool", content: "looked up", timestamp: at(0) });
      return anEnded({ ...talk, transcript: [...(talk.transcript ?? []), tool] });
    }),
  );

describe("the size of the archive", () => {
  test("counts calls and what was said in them, and how many there were in the last seven days", async () => {
    await keep(0.5, 1, 2, 8, 20);
    const { data } = await aSize().read(ADMIN);
    expect(data).toMatchObject({
      calls: 5,
      lines: 10,
      recentCalls: 3,
      recentDays: 7,
      usualMost: 50_000,
      keptDays: 400,
    });
    expect(data.archiveBytes).toBeGreaterThan(8_192);
    expect(data.databaseBytes).toBeGreaterThan(data.archiveBytes);
    expect(asked).toEqual(["archive.manage"]);
  });

  test.each<[string, number[], number | null]>([
    ["nothing", [], null],
    ["less than a day", [0.2, 0.9], null],
    ["three days", [0.2, 3], 3],
  ])("of %s says from how many days its growth is known", async (_, daysAgo, recentDays) => {
    await keep(...daysAgo);
    const { data } = await aSize().read(ADMIN);
    expect(data.recentDays).toBe(recentDays);
    expect(data.calls).toBe(daysAgo.length);
  });

  test("is counted once in five minutes, for all who look, and says when", async () => {
    await keep(1);
    const size = aSize();
    const counts = await Promise.all([size.read(ADMIN), size.read(ADMIN)]);
    await keep(2);
    nowMs += 299_000;
    counts.push(await size.read(ADMIN));
    expect(counts.map(({ data }) => [data.calls, data.countedAt])).toEqual(
      counts.map(() => [1, new Date(NOW_MS).toISOString()]),
    );
    nowMs += 2_000;
    expect((await size.read(ADMIN)).data.calls).toBe(2);
  });

  test("on a server has no usual most", async () => {
    expect((await aSize(false).read(ADMIN)).data.usualMost).toBeNull();
  });
});
