const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** "1.2 MB": a size in thousands of bytes, of three digits or so. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  // Rounded first: 999.96 kB are 1 MB.
  for (; Math.round(size * 10) >= 10_000 && unit < UNITS.length - 1; unit += 1) size /= 1_000;
  return `${size.toLocaleString("en-GB", { maximumFractionDigits: unit === 0 || size >= 100 ? 0 : 1 })} ${UNITS[unit]}`;
}
