import { reasonWord } from "@/components/calls/words";
import { callTitle } from "@/lib/calls/call-title";
import { formatDuration } from "@/lib/format/duration";
import { addDays, dayIn, dayStartMs, weekdayOf } from "@/lib/format/zone-days";
import type { ArchivedCall } from "@/lib/wire/archive-contract";
import { clockText, mondayOf, namedDay } from "../words";

/** What a report is about: a day, or a week from its Monday. */
export type ReportSpan = {
  kind: "day" | "week";
  /** the day, or the week's Monday */
  day: string;
  fromMs: number;
  toMs: number;
  /** what the address of the report before and after says; null: that one has not begun */
  earlier: string;
  later: string | null;
  /** what the address had that is no day; null: nothing */
  notUsed: string | null;
};

const DAY = /^(?:20)\d{2}-\d{2}-\d{2}$/;

function readDay(text: string): string | null {
  if (!DAY.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? null : text;
}

/** Reads `day` and `week` of the address; where neither can be read, yesterday is meant. */
export function reportSpan(
  words: { day: string; week: string },
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): ReportSpan {
  const today = dayIn(nowMs, timeZone);
  const kind = words.week !== "" ? "week" : "day";
  const asked = kind === "week" ? words.week : words.day;
  const read = readDay(asked);
  const isUsed = read !== null && read <= today;
  const wanted = isUsed ? read : addDays(today, kind === "week" ? -7 : -1);
  const day = kind === "week" ? mondayOf(wanted) : wanted;
  const length = kind === "week" ? 7 : 1;
  const later = addDays(day, length);
  return {
    ...{ kind, day },
    ...{ fromMs: dayStartMs(day, timeZone), toMs: dayStartMs(later, timeZone) },
    earlier: `${kind}=${addDays(day, -length)}`,
    later: later > today ? null : `${kind}=${later}`,
    notUsed: asked === "" || isUsed ? null : asked,
  };
}

/** "Thu 26 Nov 2026", "Mon 23 – Sun 29 Nov 2026" */
export const reportTitle = ({ kind, day }: Pick<ReportSpan, "kind" | "day">): string =>
  kind === "day"
    ? `${namedDay(day)} ${day.slice(0, 4)}`
    : `Week of ${namedDay(day)} – ${namedDay(addDays(day, 6))} ${addDays(day, 6).slice(0, 4)}`;

export const otherKind = ({ kind, day }: Pick<ReportSpan, "kind" | "day">): { search: string; words: string } =>
  kind === "day"
    ? { search: `week=${addDays(day, 1 - weekdayOf(day))}`, words: "Its week" }
    : { search: `day=${day}`, words: "By the day" };

/** A call that somebody should look at, and why. */
export type CallToLookAt = { id: string; title: string; when: string; why: string; isCritical: boolean };

const FIVE = 5;

/** The five that needed a person most: critical ones first, then by how long it lasted. */
export function callsToLookAt(calls: readonly ArchivedCall[], timeZone: string): CallToLookAt[] {
  const judged = calls.flatMap((call) => {
    const lasting = (call.attention ?? []).map((one) => {
      const endMs = Date.parse(one.clearedAt ?? call.endedAt ?? one.openedAt);
      return {
        ...one,
        lastedMs: Math.max(0, endMs - Date.parse(one.openedAt)),
        isCritical: one.severity === "critical",
      };
    });
    const [worst] = lasting.sort(
      (one, other) => Number(other.isCritical) - Number(one.isCritical) || other.lastedMs - one.lastedMs,
    );
    return worst === undefined ? [] : [{ call, worst, more: new Set(lasting.map(({ reason }) => reason)).size - 1 }];
  });
  return judged
    .sort(
      (one, other) =>
        Number(other.worst.isCritical) - Number(one.worst.isCritical) ||
        other.worst.lastedMs - one.worst.lastedMs ||
        (one.call.id < other.call.id ? -1 : 1),
    )
    .slice(0, FIVE)
    .map(({ call, worst, more }) => {
      const startMs = Date.parse(call.happenedAt);
      return {
        ...{ id: call.id, title: callTitle(call).text, isCritical: worst.isCritical },
        when: `${namedDay(dayIn(startMs, timeZone))}, ${clockText(startMs, timeZone)}`,
        why: `${reasonWord(worst.reason)} for ${formatDuration(worst.lastedMs)}${more > 0 ? `, and ${more} more` : ""}`,
      };
    });
}
