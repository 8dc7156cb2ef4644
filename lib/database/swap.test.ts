import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { finishSwap, partOf, swap } from "./swap";

let folder: string;
let directory: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "earshot-swap-"));
  directory = join(folder, "database");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const make = (path: string, content: string) => {
  mkdirSync(path);
  writeFileSync(join(path, "content"), content);
};
const contentOf = (path: string) => readFileSync(join(path, "content"), "utf8");

describe("a database that takes another's place", () => {
  test("is there, and the other one is kept", async () => {
    make(directory, "old");
    make(partOf(directory), "new");
    const kept = await swap(directory);
    expect(contentOf(directory)).toBe("new");
    expect(kept).toMatch(/database\.before-\d{8}T\d{6}Z$/);
    expect(contentOf(kept ?? "")).toBe("old");
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("is there alone where none was before", async () => {
    make(partOf(directory), "new");
    expect(await swap(directory)).toBeNull();
    expect(readdirSync(folder)).toEqual(["database"]);
  });

  test("never overwrites one that was kept in the same second", async () => {
    make(directory, "first");
    const kept: (string | null)[] = [];
    for (const content of ["second", "third", "fourth"]) {
      make(partOf(directory), content);
      kept.push(await swap(directory));
    }
    expect(kept.map((path) => contentOf(path ?? ""))).toEqual(["first", "second", "third"]);
    expect(contentOf(directory)).toBe("fourth");
  });
});

describe("an exchange that was cut short", () => {
  test("before the new one was in its place leaves the old one in its own", async () => {
    make(directory, "old");
    make(partOf(directory), "new");
    renameSync(directory, `${directory}.replaced`);
    expect(await finishSwap(directory)).toBe(directory);
    expect(contentOf(directory)).toBe("old");
  });

  test("once the new one is in its place keeps the old one", async () => {
    make(directory, "new");
    cpSync(directory, `${directory}.replaced`, { recursive: true });
    writeFileSync(join(`${directory}.replaced`, "content"), "old");
    expect(contentOf((await finishSwap(directory)) ?? "")).toBe("old");
    expect(contentOf(directory)).toBe("new");
  });

  test("is nothing to anybody where there was none", async () => {
    make(directory, "old");
    expect(await finishSwap(directory)).toBeNull();
    expect(contentOf(directory)).toBe("old");
  });
});
