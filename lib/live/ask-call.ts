import { unreadableCount } from "@/lib/calls/unreadable";
import type { CallLife } from "./call-life";
import { type CallView, callView } from "./call-view";
import type { Clock } from "./clock";
import type { Contacts } from "./contacts";
import { afterEndIntervalMs, type Details, isSettled } from "./details";
import { type Freshness, freshnessOf } from "./freshness";
import type { Lives } from "./lives";
import { NOT_FOUND_PAUSE_MS, nextReadMs } from "./pace";
import type { Wants } from "./schedule";
import { type Failure, type LookFor, unanswered } from "./waiters";

export type CallResult = { kind: "call"; view: CallView; freshness: Freshness } | Failure;

/** Whoever opens a call of which something is known waits no longer for something newer. */
const NEWER_WAIT_MS = 1_000;

export type AskCall = {
  call(id: string, asker?: string): Promise<CallResult>;
  callToMask(id: string, asker?: string): Promise<CallResult>;
  /** The status as a read that began after now says it; null when there was none. */
  refresh(id: string): Promise<string | null>;
  /** A subscription wants it from now on. */
  wake(id: string): void;
};

/** Answers for one call, from what is known of it. */
export function createAskCall(parts: {
  clock: Clock;
  wants: Pick<Wants, "declare">;
  lives: Lives;
  contacts: Contacts;
  settings: { boardIntervalMs: number; callIntervalMs: number };
  pressure: () => { rateLimited: boolean; isShort: boolean };
  lookFor: LookFor;
  nextAttempt: (id: string) => Promise<void>;
  pump: () => void;
}): AskCall {
  const { clock, wants, lives, contacts, settings, pressure, lookFor, pump } = parts;

  /** Somebody looks again after a time when nobody did. */
  function resumed(id: string): CallLife {
    const life = lives.tell(id, { kind: "resumed" });
    // An ended one has its own times, and is due when one of them has passed while nobody looked.
    const isRunning = life.details !== null && life.details.endedAtMs === null;
    return isRunning ? lives.tell(id, { kind: "hurried" }) : life;
  }

  /** Waits for an answer where one may come soon enough. */
  async function lookAt({ id, details, pace }: CallLife, isNew: boolean): Promise<void> {
    const nowMs = clock.nowMs();
    if (details === null) {
      const triedMs = pace.triedAtMs === null ? Number.POSITIVE_INFINITY : nowMs - pace.triedAtMs;
      // A call that was not there is looked for again, but not each time somebody asks.
      const isDue = pace.fault === null || (pace.fault.kind === "not_found" && triedMs >= NOT_FOUND_PAUSE_MS);
      if (isDue) await lookFor(id);
      else if (isNew) pump();
    } else if (isNew) {
      const dueMs = nextReadMs({ pace, details }, settings.callIntervalMs, nowMs);
      const isOld = nowMs - details.asOfMs > settings.boardIntervalMs * 2;
      if (dueMs !== null && dueMs <= nowMs && isOld) await lookFor(id, NEWER_WAIT_MS);
      else pump();
    }
  }

  function freshness({ pace }: CallLife, details: Details): Freshness {
    const nowMs = clock.nowMs();
    const askedMs = settings.callIntervalMs;
    // What is not expected to change any more is as true now as when it was read.
    if (isSettled(details)) {
      return { asOfMs: nowMs, oldestAsOfMs: null, health: "live", refreshMs: askedMs, slowReason: null };
    }
    const { asOfMs } = details;
    const afterEndMs = afterEndIntervalMs(details);
    const rhythm = afterEndMs === null ? { askedMs, gapMs: pace.gapMs } : { askedMs: afterEndMs, gapMs: 0 };
    const isUnreadable = unreadableCount(details.unreadable) > 0;
    return freshnessOf({ nowMs, asOfMs, fault: pace.fault, isUnreadable, ...rhythm, ...pressure() });
  }

  async function call(id: string, asker?: string): Promise<CallResult> {
    const isNew = wants.declare(id, settings.callIntervalMs, asker);
    await lookAt(isNew ? resumed(id) : lives.of(id), isNew);
    const life = lives.of(id);
    const { details, pace } = life;
    if (details === null) return { kind: "fault", fault: pace.fault ?? unanswered(pace.isReading) };
    const view = callView(life, details, clock.nowMs(), clock.skewMs());
    return { kind: "call", view, freshness: freshness(life, details) };
  }

  return {
    call,
    async callToMask(id, asker) {
      const result = await call(id, asker);
      const life = lives.get(id);
      if (result.kind === "fault" || life === undefined || life.contact.isKnown) return result;
      await contacts.lookUp(life);
      return call(id, asker);
    },
    async refresh(id) {
      const askedAtMs = clock.nowMs();
      wants.declare(id, settings.callIntervalMs);
      // A read that is under way was started before whatever happened.
      if (lives.of(id).pace.isReading) await parts.nextAttempt(id);
      lives.tell(id, { kind: "hurried" });
      await lookFor(id);
      const details = lives.get(id)?.details ?? null;
      return details !== null && details.asOfMs >= askedAtMs ? details.call.status : null;
    },
    wake(id) {
      resumed(id);
      pump();
    },
  };
}
