import type { View } from "@/lib/access/view";
import type { ArchiveQuestion } from "@/lib/wire/archive-filters";
import { RequestError } from "@/lib/wire/request-error";

type Opens = Record<string, string> | null;

/** One value of a filter that takes several with commas between them; null: it could not be said there. */
export function oneOf(name: string, value: string | null): Opens {
  if (value === null || value === "" || value.includes(",") || value.trim() !== value || value.length > 4_000)
    return null;
  return { [name]: value };
}

/** @param view of the reader: nothing is told that they may not find by */
export type Tells = {
  isFindable: (view: View, text: string | null) => boolean;
  isFindableAgent: (view: View, text: string) => boolean;
  isFindableFailure: (view: View, reason: string) => boolean;
};

/** Calls with this reason; not where the question has other reasons, because a call with both is among those too. */
export function opensReason(reason: string, { attention }: ArchiveQuestion): Opens {
  const isOther = attention !== undefined && !(attention.length === 1 && [reason, "any"].includes(attention[0] ?? ""));
  return isOther ? null : oneOf("attention", reason);
}

/** Completed calls of this length, within what the question leaves. */
export function opensSeconds(from: number, below: number | null, { minSeconds, maxSeconds }: ArchiveQuestion): Opens {
  const least = Math.max(from, minSeconds ?? 0);
  const most = Math.min(...[below === null ? [] : [below - 1], maxSeconds ?? []].flat());
  return { status: "completed", minSeconds: String(least), ...(Number.isFinite(most) && { maxSeconds: String(most) }) };
}

/** Calls of this median of answers, within what the question leaves. */
export function opensResponse(
  from: number,
  below: number | null,
  { minResponseMs, belowResponseMs }: ArchiveQuestion,
): Opens {
  const least = Math.max(from, minResponseMs ?? 0);
  const end = Math.min(...[below ?? [], belowResponseMs ?? []].flat());
  return { minResponseMs: String(least), ...(Number.isFinite(end) && { belowResponseMs: String(end) }) };
}

const DAY_MS = 86_400_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);

/** The range that is meant. @throws RequestError invalid_request */
export function rangeOf({ from, to }: ArchiveQuestion, nowMs: number): { fromMs: number; toMs: number } {
  const toMs = to ?? Math.max(nowMs, from ?? 0) + 1;
  const fromMs = from ?? toMs - 7 * DAY_MS;
  const refuse = (message: string) => new RequestError("invalid_request", { message });
  if (toMs <= fromMs) throw refuse("to should be after from.");
  if (fromMs < EARLIEST_MS) throw refuse("from should be in this century.");
  if (fromMs > nowMs) throw refuse("from should not be in the future.");
  return { fromMs, toMs };
}
