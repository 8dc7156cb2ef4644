import { browserTests, build, MINUTE, runSteps, unitTests } from "./support/steps.mjs";

/**
 * `npm run nightly`: what takes too long for `npm test`, namely `*.nightly.test.ts` and `e2e/*.nightly.spec.ts`, which all
 * other runs leave out. The last line is `N passed, N failed`.
 */
const env = { EARSHOT_NIGHTLY: "true" };

await runSteps(
  [
    { name: "long unit tests", run: () => unitTests("unit", 40 * MINUTE, { env }) },
    { name: "build", run: build },
    { name: "long browser journeys", run: () => browserTests(40 * MINUTE, env) },
  ],
  89 * MINUTE,
);
