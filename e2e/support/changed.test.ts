import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changedSince } from "./changed.mjs";

let folder = "";
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();

function commit(name: string): string {
  writeFileSync(join(folder, name), name);
  git("add", ".");
  git("commit", "-q", "-m", name);
  return git("rev-parse", "HEAD");
}

describe("what a check compares with", () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "earshot-changed-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is where a branch left the main line, whatever came there since", () => {
    git("init", "-q", "-b", "main");
    const left = commit("a");
    git("checkout", "-q", "-b", "work");
    commit("b");
    git("checkout", "-q", "main");
    commit("c");
    git("checkout", "-q", "work");
    expect(changedSince(folder)).toBe(left);
  });

  it("is on the main line what the others have of it", () => {
    git("init", "-q", "-b", "main");
    const told = commit("a");
    git("update-ref", "refs/remotes/origin/main", told);
    commit("b");
    expect(changedSince(folder)).toBe(told);
  });

  it("is the last commit where nobody else has a main line", () => {
    git("init", "-q", "-b", "trunk");
    commit("a");
    const last = commit("b");
    expect(changedSince(folder)).toBe(last);
  });

  it("is nothing without a commit and without git", () => {
    expect(changedSince(folder)).toBeNull();
    git("init", "-q", "-b", "main");
    expect(changedSince(folder)).toBeNull();
  });
});
