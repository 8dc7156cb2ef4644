import type { TranscriptRow } from "@/lib/calls/transcript";
import { cutText } from "@/lib/format/cut-text";

/** The last line that was told; `key` null: none yet. Null: nothing has been looked at. */
export type Told = { key: string | null } | null;

/** More than this at once cannot be listened to beside the work. */
const MOST_AT_ONCE = 3;
const MOST_CHARACTERS = 300;

/** What to say of the lines after the one told last. When that one is gone, only the newest is new. */
function newsOf(rows: readonly TranscriptRow[], told: Told): { text: string; told: Told } {
  const last = rows.at(-1);
  if (last === undefined || told === null || last.key === told.key) return { text: "", told };
  const index = told.key === null ? -1 : rows.findLastIndex((row) => row.key === told.key);
  const from = told.key !== null && index === -1 ? rows.length - 1 : index + 1;
  const fresh = rows.slice(from);
  const spoken = fresh.slice(-MOST_AT_ONCE);
  const skipped = fresh.length - spoken.length;
  const lines = spoken.map((row) => `${speakerWord(row)}: ${cutText(row.content, MOST_CHARACTERS)}`);
  const before = skipped === 0 ? [] : [`${skipped} more ${skipped === 1 ? "line" : "lines"} before.`];
  return { text: [...before, ...lines].join(" "), told: { key: last.key } };
}

/** What can be told now: the last line may still grow, and waits until it is `lastSettled`; those before it do not wait. */
export function newsNow(rows: readonly TranscriptRow[], told: Told, lastSettled: boolean): ReturnType<typeof newsOf> {
  const whole = lastSettled || rows.at(-1)?.key === told?.key;
  return newsOf(whole ? rows : rows.slice(0, -1), told);
}

function speakerWord(row: TranscriptRow): string {
  return { agent: "Agent", caller: "Caller", other: row.role }[row.speaker];
}
