import type { Filters, NarrowingName } from "./filters";
import { lengthField, momentField, readLength, readMoment } from "./moment-text";

/** The form of filters as it is typed. */
export type Draft = {
  when: string;
  from: string;
  to: string;
  agents: string[];
  campaigns: string[];
  statuses: string[];
  attention: string[];
  direction: string;
  who: string;
  min: string;
  max: string;
  ended: string;
  shared: string;
  notes: string;
  metaKey: string;
  metaValue: string;
};

const either = (value: boolean | null, yes: string, no: string) => (value === null ? "" : value ? yes : no);

/** @param filters null: nothing is narrowed */
export function draftOf(filters: Filters | null): Draft {
  return {
    when: filters?.preset ?? "",
    ...{ from: momentField(filters?.from ?? null), to: momentField(filters?.to ?? null) },
    ...{ agents: filters?.agents ?? [], campaigns: filters?.campaigns ?? [], statuses: filters?.statuses ?? [] },
    ...{ attention: filters?.attention ?? [], direction: filters?.direction ?? "", who: filters?.who ?? "" },
    ...{ min: lengthField(filters?.minSeconds ?? null), max: lengthField(filters?.maxSeconds ?? null) },
    ended: either(filters?.endedByPerson ?? null, "person", "itself"),
    shared: either(filters?.shared ?? null, "yes", "no"),
    notes: either(filters?.hasNotes ?? null, "yes", "no"),
    ...{ metaKey: filters?.metadata?.key ?? "", metaValue: filters?.metadata?.value ?? "" },
  };
}

type Words = Partial<Record<NarrowingName, string | null>>;
type Read = { words: Words } | { problems: Partial<Record<keyof Draft, string>> };

const NO_MOMENT = "A day such as 26 Nov 2026, with a time such as 14:30 behind it where that matters.";
const NO_LENGTH = "Minutes, such as 5, or minutes and seconds, such as 1:30.";

/** The form as words of the address; what cannot be read is said by its field. */
export function wordsOfDraft(draft: Draft): Read {
  const problems: Partial<Record<keyof Draft, string>> = {};
  const moment = (name: "from" | "to") => {
    const text = draft.when === "" ? draft[name].trim() : "";
    const read = text === "" ? null : readMoment(text);
    if (text !== "" && read === null) problems[name] = NO_MOMENT;
    return read;
  };
  const seconds = (name: "min" | "max") => {
    const read = draft[name].trim() === "" ? null : readLength(draft[name]);
    if (draft[name].trim() !== "" && read === null) problems[name] = NO_LENGTH;
    return read === null ? null : String(read);
  };
  const metaKey = draft.metaKey.trim();
  if (metaKey.includes("=")) problems.metaKey = "A field's name has no = in it.";
  if (metaKey === "" && draft.metaValue !== "") problems.metaKey = "Which field should have this value?";
  const list = (values: readonly string[]) => values.join(",") || null;
  const words: Words = {
    when: draft.when || null,
    ...{ from: moment("from"), to: moment("to"), min: seconds("min"), max: seconds("max") },
    ...{ agent: list(draft.agents), campaign: list(draft.campaigns), status: list(draft.statuses) },
    attention: draft.attention.includes("any") ? "any" : list(draft.attention),
    ...{ direction: draft.direction || null, who: draft.who.trim() || null },
    ...{ ended: draft.ended || null, shared: draft.shared || null, notes: draft.notes || null },
    meta: metaKey === "" ? null : `${metaKey}=${draft.metaValue}`,
  };
  return Object.keys(problems).length > 0 ? { problems } : { words };
}
