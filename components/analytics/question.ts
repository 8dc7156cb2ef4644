import type { Filters } from "@/components/calls/filters";
import { questionOf, type Reader, spanOf } from "@/components/calls/question";
import { addDays, dayIn, dayStartMs } from "@/lib/format/zone-days";
import { callsPagePath } from "@/lib/wire/paths";
import type { Choices } from "./address";

const iso = (ms: number) => new Date(ms).toISOString();

/**
 * What `GET /api/v1/archive/analytics` is asked for. A span that is open ends with the reader's day, so that its last bucket is
 * whole and the same is asked all day.
 */
export function analyticsQuestionOf(filters: Filters, reader: Reader, { bucket, compares }: Choices): string {
  const asked = new URLSearchParams(questionOf(filters, reader, ""));
  for (const name of ["sort", "limit", "cursor"]) asked.delete(name);
  const { fromMs, toMs } = spanOf(filters, reader);
  const { nowMs, timeZone } = reader;
  // Of a span without an end, the end is today's; one that begins later is asked as it is, and refused in words.
  const endMs = toMs ?? dayStartMs(addDays(dayIn(Math.max(nowMs, fromMs ?? nowMs), timeZone), 1), timeZone);
  asked.set("to", iso(endMs));
  if (fromMs === null) asked.set("from", iso(dayStartMs(addDays(dayIn(endMs - 1, timeZone), -6), timeZone)));
  asked.set("timeZone", timeZone);
  if (bucket !== null) asked.set("bucket", bucket);
  if (compares) asked.set("compare", "previous");
  return asked.toString();
}

/** The same as a file: one of the answer's tables. */
export function csvQuestionOf(question: string, table: string): string {
  const asked = new URLSearchParams(question);
  asked.delete("compare");
  asked.set("format", "csv");
  asked.set("table", table);
  return asked.toString();
}

/** What a filter of the API is called in the address of the page of calls. */
const PLAIN: Record<string, string> = {
  ...{ q: "q", status: "status", direction: "direction", agent: "agent", campaign: "campaign", metadata: "meta" },
  ...{ who: "who", from: "from", to: "to", attention: "attention", minSeconds: "min", maxSeconds: "max" },
  ...{ failure: "failure", weekHour: "hour" },
};

/** Filters that are true or false in the API, and their words in that address. */
const EITHER = [
  ["endedByPerson", "ended", "person", "itself"],
  ["shared", "shared", "yes", "no"],
  ["hasNotes", "notes", "yes", "no"],
] as const;

/**
 * The page of calls with exactly the calls that a bar counts.
 * @param question what the figures were asked with
 * @param span from this moment on and before that one, ISO 8601
 * @param opens what the bar sets in the question besides; null: no filter can say it
 */
export function callsOf(
  question: string,
  span: { from: string; to: string },
  opens: Readonly<Record<string, string>> | null,
): string | null {
  if (opens === null) return null;
  const asked = new URLSearchParams(question);
  for (const [name, value] of Object.entries({ ...opens, ...span })) asked.set(name, value);
  const address = new URLSearchParams();
  for (const [name, value] of asked) {
    const plain = PLAIN[name];
    if (plain !== undefined) address.set(plain, value);
  }
  const [least, below] = [asked.get("minResponseMs"), asked.get("belowResponseMs")];
  if (least !== null || below !== null) address.set("reply", `${least ?? 0}-${below ?? ""}`);
  for (const [name, plain, yes, no] of EITHER) {
    const value = asked.get(name);
    if (value !== null) address.set(plain, value === "true" ? yes : no);
  }
  return callsPagePath(address.toString());
}
