import type { RetentionLoss } from "@/lib/wire/settings-contract";

type Days = { auditDays: number; endedDays: number };

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : more}`;

/** What shorter times will cost, with numbers, for the question before they are set. */
export function lossWords(holds: Days, wanted: Days, loss: RetentionLoss): string {
  const audit =
    wanted.auditDays < holds.auditDays
      ? `The audit trail goes from ${holds.auditDays} to ${wanted.auditDays} days: ${many(loss.auditEntries, "entry that is there now is", "entries that are there now are")} deleted for good.`
      : "";
  const ended =
    wanted.endedDays < holds.endedDays
      ? `Ended links, tokens and passes go from ${holds.endedDays} to ${wanted.endedDays} days: ${many(loss.endedRecords, "record is", "records are")} deleted for good.`
      : "";
  return [audit, ended, "This begins in 24 hours; until then it can be taken back here."].filter(Boolean).join(" ");
}
