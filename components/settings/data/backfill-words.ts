import type { Backfill, BackfillPrice } from "@/lib/wire/backfill-contract";

const NUMBER = new Intl.NumberFormat("en");
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

export const calls = (count: number) => `${NUMBER.format(count)} ${count === 1 ? "call" : "calls"}`;

/** "about 20 seconds", "about 3 hours": a length that is not known better. */
export function aboutWords(seconds: number): string {
  const say = (count: number, unit: string) => `about ${NUMBER.format(count)} ${unit}${count === 1 ? "" : "s"}`;
  if (seconds < 55) return say(Math.max(10, Math.ceil(seconds / 10) * 10), "second");
  if (seconds < 90 * 60) return say(Math.round(seconds / 60), "minute");
  if (seconds < 36 * 3_600) return say(Math.round(seconds / 3_600), "hour");
  return say(Math.round(seconds / 86_400), "day");
}

/** What a range costs, in two sentences. */
export function priceWords({ calls: count, kept, requests, minutes, perMinute }: BackfillPrice): string {
  if (count === null || requests === null || minutes === null) {
    return `The call service does not say how many calls that is. Each costs a request, of which ${NUMBER.format(perMinute)} a minute are left now.`;
  }
  if (count === 0) return "There are no calls in that time.";
  const already = kept === 0 ? "" : `, ${NUMBER.format(Math.min(kept, count))} or so of them kept already`;
  const cost = `${NUMBER.format(requests)} ${requests === 1 ? "request" : "requests"} at most, ${aboutWords(minutes * 60)}`;
  return `${calls(count)}${already}: ${cost} at the ${NUMBER.format(perMinute)} requests a minute that live work leaves now.`;
}

/** "26 Oct 2026 to 26 Nov 2026", as the reader's clock has it. */
export function rangeWords({ from, to }: Pick<Backfill, "from" | "to">): string {
  const [first, last] = [from === null ? null : DAY.format(new Date(from)), DAY.format(new Date(Date.parse(to) - 1))];
  return first === null ? `Until ${last}` : first === last ? last : `${first} to ${last}`;
}

const SERVICE = "The call service does not answer; it goes on by itself when it does.";
const WAITS: Record<string, string> = {
  another: "Waits for the one before it.",
  key_rejected: "The call service rejects its key; it goes on once the key is right.",
  rate_limited: "The call service has had enough requests; it goes on by itself.",
  request_budget: "Live work needs every request now; it goes on by itself.",
};

/** How a backfill is, in a sentence. */
export function stateWords({ state, waitsFor, perMinute, secondsLeft }: Backfill): string {
  if (state === "done") return "Done.";
  if (state === "cancelled") return "Cancelled. What it has kept stays.";
  if (state === "paused") return "Paused.";
  if (waitsFor !== null) return WAITS[waitsFor] ?? SERVICE;
  if (perMinute === null) return "Running.";
  const rate = `Running, ${NUMBER.format(perMinute)} a minute`;
  return secondsLeft === null ? `${rate}.` : `${rate}, ${aboutWords(secondsLeft)} left.`;
}

/** What has come of it so far. */
export function countWords({ planned, passed, stored, failed }: Backfill): string {
  const of = planned === null ? calls(passed) : `${NUMBER.format(passed)} of ${calls(planned)}`;
  const others = passed - stored - failed;
  const parts = [
    `${of} gone through`,
    `${NUMBER.format(stored)} brought in`,
    others > 0 ? `${NUMBER.format(others)} kept already or not over` : null,
    failed > 0 ? `${NUMBER.format(failed)} could not be read` : null,
  ];
  return parts.filter((part) => part !== null).join(" · ");
}
