import { findFirefox } from "./support/firefox.mjs";
import { otherNode } from "./support/other-node.mjs";
import { startsAndEnds } from "./support/start-once.mjs";
import { browserTests, build, check, MINUTE, root, runSteps, unitTests } from "./support/steps.mjs";

/**
 * `npm run nightly`: what takes too long for `npm test`, namely `*.nightly.test.ts` and `e2e/*.nightly.spec.ts`, which all
 * other runs leave out, and the usual unit tests and a start on the other Nodes that Earshot is for. The last line is
 * `N passed, N failed`.
 */
const env = { EARSHOT_NIGHTLY: "true" };
const own = Number(process.versions.node.split(".")[0]);
const OTHERS = [22, 24].filter((major) => major !== own);

/** @param {number} major @returns {import("./support/steps.mjs").Step[]} */
const onNode = (major) => {
  /** @param {(found: { program: string }, voice: import("./support/output.mjs").Voice) => Promise<import("./support/tally.mjs").Tally>} run */
  const withNode = (run) => (/** @type {import("./support/output.mjs").Voice} */ voice) => {
    const found = otherNode(root, major);
    if (!("why" in found)) return run(found, voice);
    voice.write(`Skipped: ${found.why}\n`);
    return { passed: 0, failed: 0, skipped: 1 };
  };
  return [
    {
      name: `unit tests on Node ${major}`,
      run: withNode(({ program }, voice) => unitTests(voice, `node-${major}`, 25 * MINUTE, { program })),
    },
    {
      name: `start on Node ${major}`,
      run: withNode(async ({ program }, voice) => check(await startsAndEnds(voice, program))),
    },
  ];
};

/** Without a Firefox its journeys are skipped, which is said and counted. */
async function browserJourneys(/** @type {import("./support/output.mjs").Voice} */ voice) {
  const firefox = findFirefox();
  if ("why" in firefox) voice.write(`No journey in Firefox: ${firefox.why}\n`);
  // Empty, the journeys look where Debian has it, and find nothing there either.
  const program = "why" in firefox ? "" : firefox.program;
  return browserTests(voice, 65 * MINUTE, { ...env, EARSHOT_FIREFOX: program });
}

await runSteps(
  [
    [[{ name: "long unit tests", run: (voice) => unitTests(voice, "unit", 40 * MINUTE, { env }) }]],
    [[{ name: "build", run: build }]],
    [[{ name: "long browser journeys, and the main ones in Firefox ESR", run: browserJourneys }]],
    ...OTHERS.map((major) => [onNode(major)]),
  ],
  115 * MINUTE,
);
