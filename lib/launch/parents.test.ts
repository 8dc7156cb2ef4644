import { join } from "node:path";
import { expect, it } from "vitest";
import { isRunByPackageManager } from "./parents.mjs";

const ROOT = join("/", "opt", "earshot");
const NPM = {
  npm_lifecycle_event: "start",
  npm_lifecycle_script: "node lib/launch/start.mjs",
  npm_package_json: join(ROOT, "package.json"),
};

it.each([
  ["npm start", NPM, true],
  [
    "npm run dev",
    { ...NPM, npm_lifecycle_event: "dev", npm_lifecycle_script: "node lib/launch/start.mjs --dev" },
    true,
  ],
  ["a package manager that names no file", { ...NPM, npm_package_json: undefined }, true],
  ["systemd, a container, a shell", {}, false],
  [
    "a script of another project, which may go on by itself",
    { ...NPM, npm_package_json: "/srv/ops/package.json" },
    false,
  ],
  ["a script that puts it in the background", { ...NPM, npm_lifecycle_script: "node lib/launch/start.mjs & " }, false],
])("started by %s: whether it ends with whoever started it", (_name, environment, expected) => {
  expect(isRunByPackageManager(environment, ROOT)).toBe(expected);
});
