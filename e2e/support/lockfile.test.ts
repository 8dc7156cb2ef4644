import { describe, expect, it } from "vitest";
import { lockfileFaults } from "./check-lockfile.mjs";

const good = {
  "node_modules/next": { version: "16.4.5" },
  "node_modules/react": { version: "19.3.1" },
  "node_modules/react-dom": { version: "19.2.6" },
};

describe("the floor under the locked packages", () => {
  it("holds for versions at and above it, with and without sharp", () => {
    expect(lockfileFaults({ packages: good })).toEqual([]);
    expect(lockfileFaults({ packages: { ...good, "node_modules/sharp": { version: "1.0.0" } } })).toEqual([]);
  });

  it.each([
    ["node_modules/next", "16.4.4"],
    ["node_modules/next", "16.4.5-canary.3"],
    ["node_modules/next", "9.99.99"],
    ["node_modules/next", ""],
    ["node_modules/react", "19.2.5"],
    ["node_modules/sharp", "0.35.4"],
    ["node_modules/other/node_modules/react-dom", "18.3.1"],
  ])("is broken by %s at %j", (path, version) => {
    expect(lockfileFaults({ packages: { ...good, [path]: { version } } })).toHaveLength(1);
  });

  it("is broken by a missing framework and is not fooled by a name that only ends alike", () => {
    const { "node_modules/next": _, ...rest } = good;
    const packages = { ...rest, "node_modules/not-next": { version: "99.0.0" } };
    expect(lockfileFaults({ packages })).toEqual(["next is not in the lock."]);
  });
});
