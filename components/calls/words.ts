import { ATTENTION_WORDS } from "@/components/shell/attention-words";
import { statusFacts } from "@/lib/calls/status";
import { dayText } from "@/lib/format/day-text";
import { formatDuration } from "@/lib/format/duration";
import type { ArchiveCalls } from "@/lib/wire/archive-contract";
import type { Filters, NarrowingName, Sort } from "./filters";
import type { CallsRow } from "./rows";
import { PRESET_WORDS } from "./when";

export const SORT_WORDS: Record<Sort, string> = {
  best: "Best match first",
  newest: "Newest first",
  oldest: "Oldest first",
  longest: "Longest first",
};

const NUMBER = new Intl.NumberFormat("en");

/** "2,000+ calls", "1 call"; with calls that are only listed: "12 kept, 3 not kept". */
export function countWords({ value, isCapped }: ArchiveCalls["data"]["count"], listed: number): string {
  const kept = `${NUMBER.format(value)}${isCapped ? "+" : ""}`;
  if (listed > 0) return `${kept} kept, ${NUMBER.format(listed)} not kept on this page`;
  return `${kept} ${value === 1 && !isCapped ? "call" : "calls"}`;
}

/** Each reason that was seen while the call ran, the worst first; "Calm", and "Not watched" where nobody knows. */
export function attentionOf({ attention }: Pick<CallsRow, "attention">): {
  severity: "warning" | "critical" | null;
  words: string;
  more: number;
} {
  if (attention === null) return { severity: null, words: "Not watched", more: 0 };
  const worst = attention.find(({ severity }) => severity === "critical") ?? attention[0];
  if (worst === undefined) return { severity: null, words: "Calm", more: 0 };
  const kinds = new Set(attention.map(({ reason }) => reason));
  return { severity: worst.severity, words: reasonWord(worst.reason), more: kinds.size - 1 };
}

const REASON_WORDS: Record<string, string> = ATTENTION_WORDS;
/** A reason that this version does not know keeps its own word. */
export const reasonWord = (reason: string): string => REASON_WORDS[reason] ?? reason.replaceAll("_", " ");

/** A day or a moment of the address, as people write it: "26 Nov 2026, 14:30". */
export function momentText(text: string): string {
  const [day = "", time = ""] = text.split("T");
  const isLocal = /^\d{2}:\d{2}$/.test(time);
  return time === "" ? dayText(day) : isLocal ? `${dayText(day)}, ${time}` : text;
}

const several = (names: readonly string[], one: (name: string) => string) =>
  names.length <= 3
    ? names.map(one).join(", ")
    : `${names.slice(0, 2).map(one).join(", ")} and ${names.length - 2} more`;

const WEEKDAYS = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];

/** "Mondays 9:00–10:00, Europe/Helsinki" */
const weekHourWords = ({ weekday, hour, timeZone }: NonNullable<Filters["weekHour"]>): string =>
  `${WEEKDAYS[weekday - 1]} ${hour}:00–${hour + 1}:00, ${timeZone}`;

/** "Answered in 0.5 s to 1 s", "Answered in 20 s or more" */
const replyWords = ({ leastMs, belowMs }: NonNullable<Filters["reply"]>): string =>
  belowMs === null
    ? `Answered in ${leastMs / 1_000} s or more`
    : `Answered in ${leastMs / 1_000} s to ${belowMs / 1_000} s`;

/** What one part of the address narrows the list to, for its chip; null: nothing that could be read. */
export function filterWords(name: NarrowingName, filters: Filters, agentName: (id: string) => string): string | null {
  const { q, statuses, agents, campaigns, metadata, attention, minSeconds, maxSeconds, failures } = filters;
  const length = (seconds: number | null) => formatDuration(seconds === null ? null : seconds * 1_000);
  const words: Record<NarrowingName, string | false> = {
    q: q !== "" && `“${q}”`,
    when: filters.preset !== null && PRESET_WORDS[filters.preset],
    from: filters.from !== null && `From ${momentText(filters.from)}`,
    to: filters.to !== null && `Until ${momentText(filters.to)}`,
    agent: agents.length > 0 && several(agents, agentName),
    status: statuses.length > 0 && several(statuses, (status) => statusFacts(status).label),
    direction: filters.direction === "inbound" ? "Inbound" : filters.direction === "outbound" && "Outbound",
    attention:
      attention.length > 0 &&
      (attention.includes("any") ? "Needed attention" : `Needed attention: ${several(attention, reasonWord)}`),
    campaign: campaigns.length > 0 && `Campaign ${several(campaigns, (campaign) => campaign)}`,
    who: filters.who !== "" && `Who: ${filters.who}`,
    min: minSeconds !== null && `At least ${length(minSeconds)}`,
    max: maxSeconds !== null && `At most ${length(maxSeconds)}`,
    ended: filters.endedByPerson !== null && (filters.endedByPerson ? "Ended by us" : "Not ended by us"),
    shared: filters.shared !== null && (filters.shared ? "Shared" : "Never shared"),
    notes: filters.hasNotes !== null && (filters.hasNotes ? "With notes" : "Without notes"),
    failure: failures.length > 0 && `Failed: ${several(failures, (reason) => reason.replaceAll("_", " "))}`,
    hour: filters.weekHour !== null && weekHourWords(filters.weekHour),
    reply: filters.reply !== null && replyWords(filters.reply),
    meta: metadata !== null && `${metadata.key} = ${metadata.value}`,
  };
  return words[name] || null;
}
