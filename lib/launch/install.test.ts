import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packagesAreInstalled } from "./install.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "earshot-install-"));
  mkdirSync(join(root, "node_modules"));
});
afterEach(() => rmSync(root, { recursive: true }));

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/next": { version: "16.4.5" },
  "node_modules/binary-elsewhere": { version: "1.0.0", optional: true, os: ["plan9"] },
};

function lock(packages: object) {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages }));
}
function present(packages: object) {
  writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
}

describe("whether the packages are installed", () => {
  it("is so when every package that is not optional has the locked version", () => {
    lock(wanted);
    present({ "node_modules/next": { version: "16.4.5" } });
    expect(packagesAreInstalled(root)).toBe(true);
  });

  it.each([
    ["nothing was ever installed", () => undefined],
    ["a version is another", () => present({ "node_modules/next": { version: "16.4.4" } })],
    ["a package is missing", () => present({})],
    [
      "a package is no longer in the lock",
      () => present({ "node_modules/next": { version: "16.4.5" }, "node_modules/old": { version: "1.0.0" } }),
    ],
    [
      "it was installed for another machine",
      () =>
        present({
          "node_modules/next": { version: "16.4.5" },
          "node_modules/binary-elsewhere": { version: "1.0.0", os: ["plan9"] },
        }),
    ],
    ["npm's own record is broken", () => writeFileSync(join(root, "node_modules", ".package-lock.json"), "{")],
  ])("is not so when %s", (_name, arrange) => {
    lock(wanted);
    arrange();
    expect(packagesAreInstalled(root)).toBe(false);
  });
});
