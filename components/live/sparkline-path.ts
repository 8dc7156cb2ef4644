/** Size of a sparkline in its own units; it is stretched to its place. */
export const SPARK = { width: 100, height: 24 };

/**
 * Path of a sparkline through `values`, oldest first, spread over the whole width; null leaves a gap. The scale starts
 * at zero. Empty with fewer than two known values.
 */
export function sparklinePath(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return "";
  const top = Math.max(...known, 1);
  const step = SPARK.width / (values.length - 1);
  let path = "";
  let drawing = false;
  for (const [index, value] of values.entries()) {
    if (value === null) {
      drawing = false;
      continue;
    }
    const y = SPARK.height - 1.5 - (Math.max(0, value) / top) * (SPARK.height - 3);
    path += `${drawing ? "L" : "M"}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
    drawing = true;
  }
  return path;
}
