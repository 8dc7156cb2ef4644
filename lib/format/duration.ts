/** Not known. A real zero is written as a zero. */
export const UNKNOWN = "—";

const twoDigits = (value: number) => String(value).padStart(2, "0");

/** Whole seconds of a length of time, rounded down so that a timer never runs ahead of itself; never negative. */
function wholeSeconds(ms: number): number {
  return Math.max(0, Math.floor(ms / 1000));
}

/** `ms` as a timer shows it: "0:09", "4:05", "1:02:03". Null or not a number: "—". Negative: "0:00". */
export function formatDuration(ms: number | null): string {
  if (ms === null || !Number.isFinite(ms)) return UNKNOWN;
  const total = wholeSeconds(ms);
  const seconds = twoDigits(total % 60);
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

/** Distance of a line from the start of its call, in milliseconds: "+1:05". Before the start (clock skew): "+0:00". */
export function formatOffset(ms: number | null): string {
  const text = formatDuration(ms);
  return text === UNKNOWN ? text : `+${text}`;
}

/** How long ago, as short as it can be said: "2 s", "1:20", "3 h", "5 d". Null or not a number: "—". Negative: "0 s". */
export function formatAge(ms: number | null): string {
  if (ms === null || !Number.isFinite(ms)) return UNKNOWN;
  const total = wholeSeconds(ms);
  if (total < 60) return `${total} s`;
  if (total < 3600) return formatDuration(ms);
  const hours = Math.floor(total / 3600);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** How long somebody took to answer, to a tenth of a second: "1.2 s"; "—" when not known. */
export function formatResponse(ms: number | null): string {
  return ms === null ? UNKNOWN : `${(ms / 1000).toFixed(1)} s`;
}
