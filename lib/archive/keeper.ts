import { isNamed } from "@/lib/errors/named";
import type { CallEvent, CallState, LiveEvent } from "@/lib/live/events";
import type { EndedCall, SeenReason } from "./record";

/** What happened to a call while it was watched, as far as only watching tells it. */
type Watched = { isSeen: boolean; reasons: SeenReason[]; heardMs: number };

type Waiting = { ended: Omit<EndedCall, "endedBy">; attempts: number };

/** Storing is tried again after this long, twice as long each time. */
const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;
/** While nothing can be stored so many calls wait; beyond, those that have waited longest are given up and counted. */
const MOST_WAITING = 2_000;
/** A database that is there and refuses a call so often will not take it. */
const MOST_REFUSALS = 8;
/** What was seen of a call that never ended is forgotten this long after the last word of it. */
const FORGOTTEN_AFTER_MS = 6 * 3_600_000;
const MOST_SEEN = 20_000;

export type Keeper = {
  /** To be told every event of every call (lib/live/events.ts). */
  hear(event: LiveEvent): void;
  /** so many calls are to be stored yet */
  waiting(): number;
  /** What waits is stored, as far as it can be in this time. */
  stop(limitMs: number): Promise<void>;
};

/**
 * Hears what happens to calls and has those that are over stored: when they end, when they settle, and when something about
 * them changes afterwards. Asks the call API nothing. One call at a time, the newest reading of it; while the database is
 * away it waits.
 */
export function createKeeper(parts: {
  /** @returns false: nothing is kept here, so nothing was stored. @throws what kept it from being stored */
  store: (ended: Omit<EndedCall, "endedBy">) => Promise<boolean>;
  campaignOf: (call: CallState["call"]) => string | null;
  nowMs: () => number;
  /** what the call service's clock is ahead of ours: reasons are kept in its time, as the lines are */
  skewMs: () => number;
  after: (delayMs: number, task: () => void) => () => void;
  /** storing failed; null: it works (again) */
  onFault: (error: unknown) => void;
  /** so many calls were given up, because more than can wait could not be stored */
  onGivenUp: (count: number) => void;
}): Keeper {
  const { store, campaignOf, nowMs, skewMs, after, onFault, onGivenUp } = parts;
  const watched = new Map<string, Watched>();
  const queue = new Map<string, Waiting>();
  let isStoring = false;
  let isStopped = false;
  let cancelRetry = () => {};
  let retryMs = 0;
  let onIdle: (() => void) | null = null;

  function seen(event: CallEvent): Watched {
    const known = watched.get(event.callId) ?? { isSeen: false, reasons: [], heardMs: 0 };
    watched.delete(event.callId);
    watched.set(event.callId, known);
    known.heardMs = event.atMs;
    if (event.state.stage === "running" && event.state.asOfMs !== null) known.isSeen = true;
    for (const [id, { heardMs }] of watched) {
      if (watched.size <= MOST_SEEN && event.atMs - heardMs < FORGOTTEN_AFTER_MS) break;
      watched.delete(id);
    }
    return known;
  }

  function hearReason(event: CallEvent, { reasons }: Watched): void {
    if (event.type === "attention.opened") {
      const { reason, severity, sentence, line } = event;
      const openedAtMs = Math.round(event.openedAtMs + skewMs());
      reasons.push({ reason, severity, sentence, openedAtMs, clearedAtMs: null, line });
    }
    const open = "reason" in event ? reasons.findLast(({ reason }) => reason === event.reason) : undefined;
    if (open === undefined) return;
    if (event.type === "attention.changed") {
      open.sentence = event.sentence;
      if (event.severity.after === "critical") open.severity = "critical";
    }
    // That it ended with the call says nothing of when it would have passed.
    if (event.type === "attention.cleared" && event.why === "passed")
      open.clearedAtMs = Math.round(event.clearedAtMs + skewMs());
  }

  function endedOf(state: CallState, { isSeen, reasons }: Watched): Omit<EndedCall, "endedBy"> {
    return {
      call: state.call,
      contactName: state.contactName,
      campaignId: campaignOf(state.call),
      omittedMessages: state.omittedMessages,
      isSettled: state.stage === "settled",
      readAtMs: state.asOfMs ?? nowMs(),
      watched: isSeen ? { participants: [...state.roster], reasons: reasons.map((one) => ({ ...one })) } : null,
    };
  }

  function put(ended: Omit<EndedCall, "endedBy">): void {
    queue.set(ended.call.id, { ended, attempts: 0 });
    if (queue.size > MOST_WAITING) {
      queue.delete(queue.keys().next().value ?? "");
      onGivenUp(1);
    }
    void run();
  }

  async function run(): Promise<void> {
    if (isStoring || retryMs > 0) return;
    isStoring = true;
    for (let [next] = queue; next !== undefined; [next] = queue) {
      const [id, waiting] = next;
      try {
        await store(waiting.ended);
        onFault(null);
        retryMs = 0;
        // A newer reading may have come meanwhile.
        if (queue.get(id) === waiting) queue.delete(id);
      } catch (error) {
        onFault(error);
        waiting.attempts += 1;
        queue.delete(id);
        const isHopeless = waiting.attempts >= MOST_REFUSALS && !isNamed(error, "DatabaseUnavailableError");
        if (isHopeless) onGivenUp(1);
        // Others may be stored where this one cannot.
        else if (!queue.has(id)) queue.set(id, waiting);
        retryMs = Math.min(RETRY_MS * 2 ** Math.min(waiting.attempts - 1, 10), LONGEST_RETRY_MS);
        break;
      }
    }
    isStoring = false;
    if (queue.size === 0) onIdle?.();
    if (retryMs > 0 && !isStopped) {
      cancelRetry = after(retryMs, () => {
        retryMs = 0;
        void run();
      });
    }
  }

  return {
    hear(event) {
      if (event.type === "board.changed") return;
      const known = seen(event);
      hearReason(event, known);
      if (event.type === "call.revived") {
        queue.delete(event.callId);
        return;
      }
      const { stage, asOfMs } = event.state;
      // Of a call that only the list has told of there is nothing to keep.
      if ((stage === "ended" || stage === "settled") && asOfMs !== null) put(endedOf(event.state, known));
    },
    waiting: () => queue.size,
    async stop(limitMs) {
      isStopped = true;
      cancelRetry();
      retryMs = 0;
      if (queue.size === 0 && !isStoring) return;
      await new Promise<void>((resolve) => {
        const cancel = after(limitMs, resolve);
        onIdle = () => {
          cancel();
          resolve();
        };
        void run();
      });
    },
  };
}
