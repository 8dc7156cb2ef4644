import type { RetentionLoss } from "@/lib/wire/settings-contract";

type Days = { auditDays: number; endedDays: number };

function lost(count: number, one: string, more: string): string {
  if (count === 0) return "nothing that is there now is lost";
  if (count === 1) return `1 ${one} that is there now is deleted for good`;
  return `${count.toLocaleString("en-GB")} ${more} that are there now are deleted for good`;
}

/** What shorter times will cost, with numbers, for the question before they are set. */
export function lossWords(holds: Days, wanted: Days, loss: RetentionLoss): string {
  const audit =
    wanted.auditDays < holds.auditDays
      ? `The audit trail goes from ${holds.auditDays} to ${wanted.auditDays} days: ${lost(loss.auditEntries, "entry", "entries")}.`
      : "";
  const ended =
    wanted.endedDays < holds.endedDays
      ? `Ended links, tokens and passes go from ${holds.endedDays} to ${wanted.endedDays} days: ${lost(loss.endedRecords, "record", "records")}.`
      : "";
  return [audit, ended, "This begins in 24 hours; until then it can be taken back here."].filter(Boolean).join(" ");
}
