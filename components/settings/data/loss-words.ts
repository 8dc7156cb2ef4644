import type { RetentionLoss } from "@/lib/wire/settings-contract";
import { RETENTION_FIELDS, type RetentionField } from "./retention-fields";

type Days = Record<RetentionField, number>;

function lost(count: number, one: string, more: string): string {
  if (count === 0) return "nothing that is there now is lost";
  if (count === 1) return `1 ${one} that is there now is deleted for good`;
  return `${count.toLocaleString("en-GB")} ${more} that are there now are deleted for good`;
}

const WORDS: Record<RetentionField, { what: string; loss: keyof RetentionLoss; one: string; more: string }> = {
  talkDays: { what: "What was said in calls goes", loss: "talks", one: "call’s talk", more: "calls’ talk" },
  factDays: { what: "Facts of calls go", loss: "calls", one: "call", more: "calls" },
  auditDays: { what: "The audit trail goes", loss: "auditEntries", one: "entry", more: "entries" },
  endedDays: { what: "Ended links, tokens and passes go", loss: "endedRecords", one: "record", more: "records" },
};

/** What shorter times will cost, with numbers, for the question before they are set. */
export function lossWords(holds: Days, wanted: Days, loss: RetentionLoss): string {
  const each = RETENTION_FIELDS.filter((field) => wanted[field] < holds[field]).map((field) => {
    const { what, loss: counted, one, more } = WORDS[field];
    return `${what} from ${holds[field]} to ${wanted[field]} days: ${lost(loss[counted], one, more)}.`;
  });
  return [...each, "This begins in 24 hours; until then it can be taken back here."].join(" ");
}
