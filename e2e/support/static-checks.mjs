import { existsSync } from "node:fs";
import { join } from "node:path";
import { lockfileFaults } from "./check-lockfile.mjs";
import { check, MINUTE, modules, node, readJson, root } from "./steps.mjs";

/**
 * The checks that run nothing of ours: `npm test` and `npm run check` take the same.
 * @typedef {import("./steps.mjs").Step} Step
 */
const cache = join("node_modules", ".cache");

/** @type {Step} */
export const lockfile = {
  name: "versions below their floor",
  run(voice) {
    const faults = lockfileFaults(readJson(join(root, "package-lock.json")) ?? {});
    for (const fault of faults) voice.write(`${fault}\n`);
    return check(faults.length === 0);
  },
};

const tsc = (/** @type {import("./steps.mjs").Voice} */ voice) =>
  node(voice, [join(modules, "typescript", "bin", "tsc"), "--noEmit"], 10 * MINUTE);

/** @type {Step} */
export const types = {
  name: "types",
  async run(voice) {
    const generated = await node(voice, [join(modules, "next", "dist", "bin", "next"), "typegen"], 5 * MINUTE);
    return check(generated && (await tsc(voice)));
  },
};

/** The same after a build, which has written the types of our routes. @type {Step} */
export const typesOfBuild = {
  name: types.name,
  run: async (voice) =>
    existsSync(join(root, ".next", "types", "routes.d.ts")) ? check(await tsc(voice)) : types.run(voice),
};

/** @type {Step} */
export const lint = {
  name: "lint",
  async run(voice) {
    const program = join(modules, "@biomejs", "biome", "bin", "biome");
    // It colours for a pipe, too, each letter by itself.
    const colours = process.stdout.isTTY ? [] : ["--colors=off"];
    return check(await node(voice, [program, "ci", ...colours, "."], 5 * MINUTE));
  },
};

/** @type {Step} */
export const rooms = {
  name: "rooms",
  async run(voice) {
    const program = join(modules, "dependency-cruiser", "bin", "dependency-cruise.mjs");
    const folders = ["app", "components", "lib", "e2e", "bench"].filter((folder) => existsSync(join(root, folder)));
    const remembered = ["--cache", join(cache, "dependency-cruiser"), "--cache-strategy", "content"];
    const args = [program, "--config", ".dependency-cruiser.cjs", ...remembered, ...folders];
    return check(await node(voice, args, 8 * MINUTE));
  },
};

/** @type {Step} */
export const unused = {
  name: "unused",
  run: async (voice) =>
    check(
      await node(
        voice,
        [join(modules, "knip", "bin", "knip.js"), "--cache", "--cache-location", join(cache, "knip")],
        8 * MINUTE,
      ),
    ),
};
