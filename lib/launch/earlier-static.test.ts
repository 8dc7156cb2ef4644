import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepStatic, serveEarlierStatic } from "./earlier-static";

const DAY_MS = 86_400_000;
let root: string;
let served: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "earshot-static-"));
  served = join(root, ".next", "standalone", ".next", "static");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** As Next leaves a build: one chunk with a name of its own, one that never changes. */
function build(name: string): void {
  const made = join(root, ".next", "static");
  rmSync(made, { recursive: true, force: true });
  rmSync(served, { recursive: true, force: true });
  for (const folder of [made, served]) {
    mkdirSync(join(folder, "chunks"), { recursive: true });
    writeFileSync(join(folder, "chunks", `${name}.js`), name);
    writeFileSync(join(folder, "chunks", "same.js"), "same");
  }
}
const chunks = () => readdirSync(join(served, "chunks")).sort();

test("a new build serves the scripts of the five before it, and no more", () => {
  for (let n = 1; n <= 8; n++) {
    build(`b${n}`);
    serveEarlierStatic(root, `b${n}`, served, n * 1_000_000);
  }
  expect(chunks()).toEqual(["b3.js", "b4.js", "b5.js", "b6.js", "b7.js", "b8.js", "same.js"]);
  expect(readFileSync(join(served, "chunks", "b7.js"), "utf8")).toBe("b7");
});

test("what is older than thirty days goes", () => {
  build("old");
  serveEarlierStatic(root, "old", served, DAY_MS);
  build("new");
  serveEarlierStatic(root, "new", served, 32 * DAY_MS);
  expect(chunks()).toEqual(["new.js", "same.js"]);
});

test("a build that was made before builds were kept is kept before it is replaced", () => {
  build("first");
  keepStatic(root, "first");
  build("second");
  serveEarlierStatic(root, "second", served);
  expect(chunks()).toEqual(["first.js", "same.js", "second.js"]);
});

test("built again from the same sources, it stands for itself once", () => {
  for (const _ of [1, 2]) {
    build("b");
    serveEarlierStatic(root, "b", served);
  }
  expect(chunks()).toEqual(["b.js", "same.js"]);
});
