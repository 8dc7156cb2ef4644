import { ATTENTION_REASONS } from "@/lib/calls/attention-reasons";
import { isTimeZone } from "@/lib/format/time-zone";
import { momentMs, PRESETS, type Preset } from "./when";

/** The words of the page's address, by their names in it; "": left out. */
export const ADDRESS = {
  ...{ q: "", sort: "", status: "", direction: "", agent: "", campaign: "", meta: "", who: "" },
  ...{ when: "", from: "", to: "", min: "", max: "", attention: "", ended: "", shared: "", notes: "" },
  ...{ failure: "", hour: "", reply: "" },
  ...{ peek: "", line: "", after: "" },
};
export type AddressName = keyof typeof ADDRESS;
export type AddressWords = Record<AddressName, string>;

/** What narrows the list; the rest of the address is what is looked at in it. */
export const NARROWING = [
  ...([
    "q",
    "when",
    "from",
    "to",
    "agent",
    "status",
    "direction",
    "attention",
    "campaign",
    "who",
    "min",
    "max",
  ] as const),
  ...(["ended", "shared", "notes", "meta", "failure", "hour", "reply"] as const),
] as const satisfies readonly AddressName[];
export type NarrowingName = (typeof NARROWING)[number];

export const SORTS = ["best", "newest", "oldest", "longest"] as const;
export type Sort = (typeof SORTS)[number];

/** Read from the address; what could not be read narrows nothing and is a problem of its own. */
export type Filters = {
  q: string;
  sort: Sort;
  statuses: string[];
  direction: "inbound" | "outbound" | null;
  agents: string[];
  campaigns: string[];
  metadata: { key: string; value: string } | null;
  who: string;
  preset: Preset | null;
  /** as the address has them (when.ts); null with a preset */
  from: string | null;
  to: string | null;
  minSeconds: number | null;
  maxSeconds: number | null;
  /** reasons, or "any" alone */
  attention: string[];
  endedByPerson: boolean | null;
  shared: boolean | null;
  hasNotes: boolean | null;
  /** as the call service has them */
  failures: string[];
  /** an hour of every week, Monday is 1: that of a bar of the statistics */
  weekHour: { weekday: number; hour: number; timeZone: string } | null;
  /** median of the agent's answers in the call: this or more, less than that */
  reply: { leastMs: number; belowMs: number | null } | null;
};

/** A word of the address that means nothing there: `words` says what it should be. */
export type Problem = { name: AddressName; value: string; words: string };

const MOST_VALUES = 50;
const LONGEST_Q = 300;
const LONGEST_WHO = 120;
const MOST_SECONDS = 1_000_000;

const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  ),
];

/** Reads the address. Whatever stands there, the page shows something, and says what it has not used. */
export function readFilters(address: AddressWords): { filters: Filters; problems: Problem[] } {
  const problems: Problem[] = [];
  const problem = (name: AddressName, words: string) => problems.push({ name, value: address[name], words });

  function oneOf<Value extends string>(name: AddressName, values: readonly Value[], words: string): Value | null {
    const found = values.find((value) => value === address[name]) ?? null;
    if (found === null && address[name] !== "") problem(name, words);
    return found;
  }
  function several(name: AddressName, isOne: (text: string) => boolean, words: string): string[] {
    const all = listOf(address[name]);
    const read = all.filter(isOne).slice(0, MOST_VALUES);
    if (read.length < all.length) problem(name, words);
    return read;
  }
  function yesOrNo(name: AddressName, yes: string, no: string): boolean | null {
    const found = oneOf(name, [yes, no], `should be ${yes} or ${no}`);
    return found === null ? null : found === yes;
  }
  function text(name: AddressName, most: number): string {
    const trimmed = address[name].trim();
    if (trimmed.length <= most) return trimmed;
    problem(name, `can have ${most} characters at most; those beyond are left out`);
    return trimmed.slice(0, most);
  }
  function seconds(name: AddressName): number | null {
    if (address[name] === "") return null;
    const value = /^\d{1,7}$/.test(address[name]) ? Number(address[name]) : Number.NaN;
    if (value <= MOST_SECONDS) return value;
    problem(name, "should be a number of seconds");
    return null;
  }
  function moment(name: "from" | "to"): string | null {
    if (address[name] === "") return null;
    if (momentMs(address[name], "UTC", "start") !== null) return address[name];
    problem(name, "should be a day such as 2026-11-26, or a day and a time such as 2026-11-26T14:30");
    return null;
  }

  const q = text("q", LONGEST_Q);
  const preset = oneOf("when", PRESETS, `should be one of ${PRESETS.join(", ")}`);
  let [minSeconds, maxSeconds] = [seconds("min"), seconds("max")];
  if (minSeconds !== null && maxSeconds !== null && minSeconds > maxSeconds) {
    problem("max", "is less than the shortest: the two are taken the other way round");
    [minSeconds, maxSeconds] = [maxSeconds, minSeconds];
  }
  let [from, to] = preset === null ? [moment("from"), moment("to")] : [null, null];
  if (from !== null && to !== null && (momentMs(from, "UTC", "start") ?? 0) > (momentMs(to, "UTC", "end") ?? 0)) {
    problem("to", "is before the beginning: the two are taken the other way round");
    [from, to] = [to, from];
  }
  const filters: Filters = {
    q,
    sort: sortOf(oneOf("sort", SORTS, `should be one of ${SORTS.join(", ")}`), q !== ""),
    statuses: several("status", (one) => one.length <= 60, "has more, or longer, statuses than can be looked for"),
    direction: oneOf("direction", ["inbound", "outbound"], "should be inbound or outbound"),
    agents: several("agent", () => true, `can name ${MOST_VALUES} agents at most`),
    campaigns: several("campaign", () => true, `can name ${MOST_VALUES} campaigns at most`),
    metadata: metadataOf(address.meta),
    who: text("who", LONGEST_WHO),
    preset,
    ...{ from, to, minSeconds, maxSeconds },
    attention: several("attention", (one) => REASONS.has(one), `should be any, or some of ${[...REASONS].join(", ")}`),
    endedByPerson: yesOrNo("ended", "person", "itself"),
    shared: yesOrNo("shared", "yes", "no"),
    hasNotes: yesOrNo("notes", "yes", "no"),
    failures: several("failure", () => true, `can name ${MOST_VALUES} reasons at most`),
    ...{ weekHour: weekHourOf(address.hour), reply: replyOf(address.reply) },
  };
  if (address.meta !== "" && filters.metadata === null) problem("meta", "should be a field and its value: field=value");
  if (address.hour !== "" && filters.weekHour === null)
    problem("hour", "should be as 1-9@Europe/Helsinki, Monday is 1");
  if (address.reply !== "" && filters.reply === null) problem("reply", "should be milliseconds, such as 500-1000");
  return { filters, problems };
}

const REASONS: ReadonlySet<string> = new Set(["any", ...ATTENTION_REASONS]);

function metadataOf(text: string): Filters["metadata"] {
  const [, key, value] = /^([^=]{1,100})=([\s\S]{0,299})$/.exec(text) ?? [];
  return key === undefined || value === undefined ? null : { key, value };
}

function weekHourOf(text: string): Filters["weekHour"] {
  const [, weekday, hour, timeZone = ""] = /^([1-7])-(\d|1\d|2[0-3])@(.+)$/.exec(text) ?? [];
  return isTimeZone(timeZone) ? { weekday: Number(weekday), hour: Number(hour), timeZone } : null;
}

function replyOf(text: string): Filters["reply"] {
  const [, least, below] = /^(\d{1,8})-(\d{1,8})?$/.exec(text) ?? [];
  if (least === undefined) return null;
  return { leastMs: Number(least), belowMs: below === undefined ? null : Number(below) };
}

/** With words only the best or the newest first; without them none is better than another. */
function sortOf(asked: Sort | null, hasWords: boolean): Sort {
  if (hasWords) return asked === "newest" ? "newest" : "best";
  return asked === null || asked === "best" ? "newest" : asked;
}

/** The orders that there are, the usual one first. */
export const sortsFor = (hasWords: boolean): readonly Sort[] =>
  hasWords ? ["best", "newest"] : ["newest", "oldest", "longest"];
