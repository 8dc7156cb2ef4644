import { changedSince } from "./support/changed.mjs";
import { lint, lockfile, rooms, types, unused } from "./support/static-checks.mjs";
import { MINUTE, root, runSteps, unitTests } from "./support/steps.mjs";

/**
 * `npm run check`: the lane of every day, under a minute once it has run before. The static checks, and the unit tests of
 * what changed since this branch left the main line (of everything where there is no git). Only what fails speaks.
 */
const since = changedSince(root);
const tests = since === null ? [] : [`--changed=${since}`];

await runSteps(
  [
    [
      [types],
      [lint, rooms, unused, lockfile],
      [
        {
          name: "unit tests of what changed",
          run: (voice) => unitTests(voice, "changed", 10 * MINUTE, { tests, mayBeNone: since !== null }),
        },
      ],
    ],
  ],
  12 * MINUTE,
  { quiet: true },
);
