import { setImmediate as nextTurn } from "node:timers/promises";

/** Nobody else in the process waits longer than this for what is counted here, and for a step more. */
const PIECE_MS = 8;

/** Takes one step after the other, and lets others have their turn in between. */
export async function inTurns<Result>(steps: Generator<unknown, Result>): Promise<Result> {
  let sinceMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - sinceMs < PIECE_MS) continue;
    await nextTurn();
    sinceMs = performance.now();
  }
}
