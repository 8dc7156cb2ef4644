/**
 * The values below which these fractions of all lie, between two of them by proportion, as lib/calls/metrics.ts defines it
 * and without sorting them all. @param values are put into another order @returns null of nothing
 */
export function quantilesOf(values: Float64Array, fractions: readonly number[]): number[] | null {
  if (values.length === 0) return null;
  return fractions.map((fraction) => {
    const place = fraction * (values.length - 1);
    const below = Math.floor(place);
    moveIntoPlace(values, below);
    const low = values[below] ?? 0;
    return below === place ? low : low + (leastAfter(values, below) - low) * (place - below);
  });
}

/** What is not less stands after it. */
function leastAfter(values: Float64Array, place: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let one = place + 1; one < values.length; one += 1) least = Math.min(least, values[one] ?? least);
  return least;
}

/** Puts the value there that would stand there in order, and nothing greater before it, nothing less after it. */
function moveIntoPlace(values: Float64Array, place: number): void {
  let first = 0;
  let last = values.length - 1;
  while (first < last) {
    const middle = middleOf(values[first] ?? 0, values[(first + last) >> 1] ?? 0, values[last] ?? 0);
    let [low, high] = [first, last];
    while (low <= high) {
      while ((values[low] ?? 0) < middle) low += 1;
      while ((values[high] ?? 0) > middle) high -= 1;
      if (low > high) break;
      const value = values[low] ?? 0;
      values[low] = values[high] ?? 0;
      values[high] = value;
      low += 1;
      high -= 1;
    }
    if (place <= high) last = high;
    else if (place >= low) first = low;
    else return;
  }
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
