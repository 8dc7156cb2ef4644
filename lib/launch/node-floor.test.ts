import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { NODE_FLOOR, nodeFault } from "./node-floor.mjs";

describe("the oldest Node that Earshot starts on", () => {
  it.each(["18.20.8", "20.0.0", "20.9.0", "20.18.3"])("%s is told in one sentence what it takes", (version) => {
    expect(nodeFault(version)).toBe(
      `Earshot needs Node 20.19 or newer, best 24; this is Node ${version}. See https://nodejs.org`,
    );
  });

  it.each(["20.19.0", "20.20.2", "21.0.0", "22.12.0", "24.0.0", "100.0.0"])("%s starts", (version) => {
    expect(nodeFault(version)).toBeNull();
  });

  it("is the one that package.json names", () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(engines.node).toBe(`>=${NODE_FLOOR.join(".")}.0`);
  });

  it("is asked before anything else: an older one ends with the sentence alone", () => {
    const older = "Object.defineProperty(process.versions, 'node', { value: '20.18.3' })";
    const flags = ["--import", `data:text/javascript,${encodeURIComponent(older)}`];
    const started = spawnSync(process.execPath, [...flags, join("lib", "launch", "start.mjs")], { encoding: "utf8" });
    expect(started.stdout).toBe("");
    expect(started.stderr).toBe(`${nodeFault("20.18.3")}\n`);
    expect(started.status).toBe(1);
  });
});
