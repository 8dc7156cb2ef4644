/** A picture that never moves stays in the glass: every few minutes the whole wall moves a little. */
const STEP_MS = 180_000;
/** Eight places around the middle, each near the one before, so that nobody notices a move. */
const PLACES = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** Where the wall stands at a moment, as fractions (−1 to 1) of the margin kept free around it. */
export function driftAt(nowMs: number): { x: number; y: number } {
  const [x, y] = PLACES[Math.abs(Math.floor(nowMs / STEP_MS)) % PLACES.length] ?? PLACES[0];
  return { x, y };
}
