import { type Filters, NARROWING, ADDRESS as OF_CALLS, type Problem, readFilters } from "@/components/calls/filters";
import { isTimeZone } from "@/lib/format/time-zone";

/** The words of the page's address: what narrows the calls, as on their own page, and how the figures are made. */
export const ADDRESS = {
  ...{ q: "", status: "", direction: "", agent: "", campaign: "", meta: "", who: "", when: "", from: "", to: "" },
  ...{ min: "", max: "", attention: "", ended: "", shared: "", notes: "", failure: "", hour: "", reply: "" },
  ...{ zone: "", bucket: "", compare: "", refresh: "" },
};
type AddressWords = Record<keyof typeof ADDRESS, string>;

export const BUCKETS = ["hour", "day", "week"] as const;
/** Minutes between two askings; 0: none. */
export const REFRESHES = [0, 1, 5, 15] as const;
const USUAL_REFRESH = 5;
/** What is looked at where the address names no time. */
const USUAL_PRESET = "last7";

/** How the figures are made. */
export type Choices = {
  /** null: the reader's own */
  timeZone: string | null;
  /** null: what suits the time */
  bucket: (typeof BUCKETS)[number] | null;
  /** against the span before */
  compares: boolean;
  refreshMinutes: (typeof REFRESHES)[number];
};
type AnalyticsProblem = Omit<Problem, "name"> & { name: keyof typeof ADDRESS };

/** Reads the address. What means nothing there is a problem of its own, and the page shows something nevertheless. */
export function readAddress(words: AddressWords): { filters: Filters; choices: Choices; problems: AnalyticsProblem[] } {
  const { filters, problems: found } = readFilters({ ...OF_CALLS, ...words });
  const problems = found as AnalyticsProblem[];
  const problem = (name: "zone" | "bucket" | "compare" | "refresh", should: string) => {
    if (words[name] !== "") problems.push({ name, value: words[name], words: should });
    return null;
  };
  const isTimeless = filters.preset === null && filters.from === null && filters.to === null;
  const refresh = REFRESHES.find((minutes) => String(minutes) === words.refresh) ?? null;
  if (refresh === null) problem("refresh", `should be one of ${REFRESHES.join(", ")} minutes`);
  if (words.compare !== "off") problem("compare", "can only be off");
  return {
    filters: isTimeless ? { ...filters, preset: USUAL_PRESET } : filters,
    choices: {
      timeZone: isTimeZone(words.zone) ? words.zone : problem("zone", "should be a time zone such as Europe/Helsinki"),
      bucket:
        BUCKETS.find((bucket) => bucket === words.bucket) ??
        problem("bucket", `should be one of ${BUCKETS.join(", ")}`),
      compares: words.compare !== "off",
      refreshMinutes: refresh ?? USUAL_REFRESH,
    },
    problems,
  };
}

/** What narrows the calls beyond their time. */
export const isNarrowed = (words: AddressWords): boolean =>
  NARROWING.some((name) => !["when", "from", "to"].includes(name) && words[name] !== "");
