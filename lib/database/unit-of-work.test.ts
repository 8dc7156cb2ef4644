import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { OpenDatabase } from "./pool";
import { outbox, storedSettings } from "./schema";
import { cutAt, openTestDatabase } from "./testing";
import { createUnitsOfWork, type UnitOfWork } from "./unit-of-work";

const GREETING = { name: "greeting", schema: z.strictObject({ to: z.string() }) };
let open: OpenDatabase;
const onDefect = vi.fn();
const onOutbox = vi.fn();
const unitOfWork = <T>(work: (unit: UnitOfWork) => Promise<T>) =>
  createUnitsOfWork({ database: open.database, nowMs: () => 5_000, onDefect, onOutbox })(work);

beforeAll(async () => {
  open = await openTestDatabase();
});
beforeEach(async () => {
  await open.database.delete(storedSettings);
  await open.database.delete(outbox);
  onDefect.mockReset();
  onOutbox.mockReset();
});
afterAll(() => open.close());

const insert = ({ tx }: UnitOfWork, key: string) =>
  tx.insert(storedSettings).values({ key, value: 1, updatedAt: new Date(0) });
const written = async () => ({
  keys: (await open.database.select().from(storedSettings)).map(({ key }) => key),
  messages: (await open.database.select().from(outbox).orderBy(outbox.id)).map(({ topic, key, payload }) => ({
    topic,
    key,
    payload,
  })),
});

test("a change and what has to follow it are there together, any text included", async () => {
  await unitOfWork(async (unit) => {
    unit.outbox.put(GREETING, { to: "\0 \ud800" }, { key: "k" });
    await insert(unit, "a");
    unit.outbox.put(GREETING, { to: "b" });
  });
  expect(await written()).toEqual({
    keys: ["a"],
    messages: [
      { topic: "greeting", key: "k", payload: { to: "\0 \ud800" } },
      { topic: "greeting", key: null, payload: { to: "b" } },
    ],
  });
  expect(onOutbox).toHaveBeenCalledTimes(1);
});

test("neither is when it fails, and nothing in memory follows", async () => {
  const act = vi.fn();
  const failing = unitOfWork(async (unit) => {
    await insert(unit, "a");
    unit.outbox.put(GREETING, { to: "b" });
    unit.afterCommit(act);
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await written()).toEqual({ keys: [], messages: [] });
  expect(act).not.toHaveBeenCalled();
  expect(onOutbox).not.toHaveBeenCalled();
});

test("a payload of another shape undoes the change", async () => {
  const failing = unitOfWork(async (unit) => {
    await insert(unit, "a");
    unit.outbox.put(GREETING, { to: "b", more: 1 } as { to: string });
  });
  await expect(failing).rejects.toThrow(/Unrecognized key/);
  expect((await written()).keys).toEqual([]);
});

test("what follows in memory runs after the commit, each part whatever another one does, and its failure is told", async () => {
  const defect = new Error("cache");
  const seen: Promise<unknown>[] = [];
  const result = await unitOfWork(async (unit) => {
    await insert(unit, "a");
    unit.afterCommit(() => {
      throw defect;
    });
    unit.afterCommit(() => seen.push(written()));
    return 7;
  });
  expect(result).toBe(7);
  expect(await Promise.all(seen)).toEqual([{ keys: ["a"], messages: [] }]);
  expect(onDefect).toHaveBeenCalledWith(defect);
});

test("when the connection is lost while committing the caller hears it, and caches are cleared: it may have been done", async () => {
  const act = vi.fn();
  const cut = cutAt(open.database, 3);
  const failing = unitOfWork(async (unit) => {
    await insert(unit, "a");
    unit.afterCommit(act);
  });
  await expect(failing).rejects.toMatchObject({ name: "DatabaseUnavailableError" });
  expect(cut.end()).toBe(true);
  expect(act).toHaveBeenCalledTimes(1);
});

test("a commit that is refused has undone everything, and nothing in memory follows", async () => {
  const act = vi.fn();
  const refused = unitOfWork(async (unit) => {
    await unit.tx.execute("select 1 / 0").catch(() => undefined);
    unit.afterCommit(act);
  });
  await expect(refused).rejects.toMatchObject({ name: "QueryError" });
  expect(act).not.toHaveBeenCalled();
});

test("once it is over nothing can be added to it", async () => {
  const unit = await unitOfWork(async (given) => given);
  expect(() => unit.outbox.put(GREETING, { to: "late" })).toThrow("over");
  expect(() => unit.afterCommit(() => undefined)).toThrow("over");
});
