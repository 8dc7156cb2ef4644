import type { OpenedStores } from "@/lib/access/stores";
import type { View } from "@/lib/access/view";
import type { Call } from "@/lib/calls/call";
import { isCut } from "@/lib/calls/held-text";
import { isFinal } from "@/lib/calls/status";
import type { Also } from "./gather";
import { prepareLong } from "./long-call";
import { type ArchivedCall, type EndedCall, happenedMs } from "./record";
import type { ArchiveStores } from "./stores";
import { createTogether } from "./together";
import { FORM_VISIBILITIES, prepareWords } from "./words";

const DAY_MS = 86_400_000;

export type KeepingParts = {
  stores: OpenedStores<ArchiveStores>;
  /** Has long talk looked through away from the main thread, so that what shows it is quick afterwards. */
  lookThrough: (visibility: View, archived: ArchivedCall, asker: string) => Promise<unknown>;
  /** Talk is kept here; null: nobody has decided yet. */
  keeps: () => Promise<boolean | null>;
  /** so many days what was said is kept, and the facts of calls */
  keptDays: () => Promise<{ talkDays: number; factDays: number }>;
  /** A call with all its lines, which a live view need not hold; `wait`: it cannot be read now. */
  readWhole: (callId: string) => Promise<{ call: Call; omittedMessages: number; readAtMs: number } | "wait" | "gone">;
  /** who ended which of these calls from here, and why */
  endsOf: (callIds: readonly string[]) => Promise<ReadonlyMap<string, { name: string; reason: string | null }>>;
  nowMs: () => number;
};

/** How calls that are over come into the archive. @returns stores one */
export function createKeeping(parts: KeepingParts) {
  const { stores, lookThrough, keeps, nowMs } = parts;

  /**
   * A call that is over for good with more lines, or longer ones, than a live view holds is read once more, whole. Where it
   * cannot be now, it is kept as it is and not taken for settled, so that it is read again.
   */
  async function wholeOf(ended: Omit<EndedCall, "endedBy">): Promise<Omit<EndedCall, "endedBy">> {
    if (!ended.isSettled || (ended.omittedMessages === 0 && !isCut(ended.call))) return ended;
    const whole = await parts.readWhole(ended.call.id);
    if (whole === "gone") return ended;
    if (whole === "wait" || !isFinal(whole.call.status)) return { ...ended, isSettled: false };
    const { call, omittedMessages, readAtMs } = whole;
    return { ...ended, call, omittedMessages, readAtMs };
  }

  const keepTogether = createTogether(async (batch, alongside) => {
    const { archive, change } = await stores();
    const ends = await parts.endsOf(batch.map(({ ended }) => ended.call.id));
    const puts = batch.map(({ ended, keepsTalk }) => {
      return { ended: { ...ended, endedBy: ends.get(ended.call.id) ?? null }, keepsTalk };
    });
    return change({ kind: "system" }, async ({ tx }) => {
      const stored = await archive.putAll(tx, puts);
      for (const { also, callIds } of alongside) {
        const count = callIds.filter((id) => stored.has(id)).length;
        if (count > 0) await also(tx, count);
      }
      return stored;
    });
  });

  /**
   * Stores a call that is over, with its words as every view may find it by them.
   * @param also writes along with it, where it is stored; such a call waits for some others to be stored together with
   * @returns false: nothing is kept here, or a newer reading of it is kept already
   * @throws DatabaseUnavailableError
   */
  return async function keep(read: Omit<EndedCall, "endedBy">, also?: Also): Promise<boolean> {
    if ((await keeps()) !== true) return false;
    const ended = await wholeOf(read);
    const { talkDays, factDays } = await parts.keptDays();
    const ageMs = nowMs() - (happenedMs(ended.call) ?? nowMs());
    if (ageMs > factDays * DAY_MS) return false;
    const keepsTalk = ageMs <= talkDays * DAY_MS;
    const { call, contactName, campaignId, omittedMessages, watched } = ended;
    const whole: ArchivedCall = {
      ...{ call, contactName, campaignId, omittedMessages, roster: watched?.participants ?? [] },
      ...{ unreadable: { messages: 0, fields: [] }, lineKeys: [], hasTalk: true },
    };
    for (const visibility of keepsTalk ? FORM_VISIBILITIES : []) {
      await lookThrough({ ...visibility, scope: null }, whole, "archive");
    }
    if (keepsTalk) await prepareWords(whole);
    await prepareLong(call, { keepsTalk });
    return keepTogether({ ended, keepsTalk }, also);
  };
}
