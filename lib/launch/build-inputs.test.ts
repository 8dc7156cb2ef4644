import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildInputsHash } from "./build-inputs";

let root: string;
function write(path: string, content: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "earshot-inputs-"));
  write("package.json", "{}");
  write("app/page.tsx", "page");
  write("lib/calls/call.ts", "call");
});
afterEach(() => rmSync(root, { recursive: true }));

describe("the hash of a build's inputs", () => {
  it.each([
    ["a changed source", () => write("app/page.tsx", "other")],
    ["a new component", () => write("components/a.tsx", "a")],
    ["a new public file", () => write("public/a.txt", "a")],
    ["a changed lock", () => write("package-lock.json", "{}")],
    ["a changed configuration", () => write("next.config.mjs", "x")],
    ["a renamed file", () => renameSync(join(root, "app/page.tsx"), join(root, "app/page2.tsx"))],
    ["text moved from one file to the next", () => [write("app/page.tsx", "pag"), write("lib/calls/call.ts", "ecall")]],
  ])("changes with %s", (_name, change) => {
    const before = buildInputsHash(root);
    change();
    expect(buildInputsHash(root)).not.toBe(before);
  });

  it.each([
    ["a test", () => write("lib/calls/call.test.ts", "test")],
    ["a test of a component", () => write("components/a.test.tsx", "test")],
    ["the readme", () => write("README.md", "words")],
    ["the same text written again", () => write("app/page.tsx", "page")],
  ])("does not change with %s", (_name, change) => {
    const before = buildInputsHash(root);
    change();
    expect(buildInputsHash(root)).toBe(before);
  });
});
