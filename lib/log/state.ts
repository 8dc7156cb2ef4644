import type { Level } from "./log.mjs";

/** One thing that Earshot depends on. Told of every success and failure, it writes a line when its state changes. */
export type State = {
  /**
   * @param reason one word for programs
   * @param options.isPlain once is enough, such as a refused key
   * @param options.why the sentence to say instead of the usual one
   */
  failing(reason: string, options?: { isPlain?: boolean; why?: string }): void;
  well(): void;
  /** null: all is well, as far as anybody has asked */
  reason(): string | null;
};

/** Failures in a row before it counts: one lost packet is no outage. */
const FAILURES_TO_FAIL = 3;
/** Without a failure for this long it works again; with another reason for this long, the reason has changed. */
const CALM_MS = 5_000;

/**
 * @param name begins every event: "database" gives database.failing, .changed, .recovered
 * @param words sentences for a state that begins and one that ends
 * @param parts.levelOf how bad a reason is; "error" by default
 */
export function createState(
  name: string,
  words: { failing: string; recovered: string },
  parts: {
    say: (level: Level, event: string, words: string, details?: Record<string, string | number>) => void;
    nowMs: () => number;
    levelOf?: (reason: string) => Level;
  },
): State {
  const { say, nowMs, levelOf = () => "error" } = parts;
  let current: { reason: string; sinceMs: number } | null = null;
  let other: { reason: string; sinceMs: number } | null = null;
  let row: { count: number; sinceMs: number } | null = null;
  let lastFailureMs = Number.NEGATIVE_INFINITY;
  let hasWorked = false;

  function changed(now: { reason: string; sinceMs: number }, reason: string, why: string): void {
    if (reason === now.reason) {
      other = null;
      return;
    }
    if (other?.reason !== reason) other = { reason, sinceMs: nowMs() };
    if (nowMs() - other.sinceMs < CALM_MS) return;
    say(levelOf(reason), `${name}.changed`, why, { reason, was: now.reason });
    now.reason = reason;
    other = null;
  }

  return {
    failing(reason, { isPlain = false, why = words.failing } = {}) {
      lastFailureMs = nowMs();
      if (current !== null) return changed(current, reason, why);
      row = { count: (row?.count ?? 0) + 1, sinceMs: row?.sinceMs ?? lastFailureMs };
      if (!isPlain && hasWorked && row.count < FAILURES_TO_FAIL) return;
      current = { reason, sinceMs: row.sinceMs };
      say(levelOf(reason), `${name}.failing`, why, { reason });
    },
    well() {
      hasWorked = true;
      row = null;
      if (current === null || nowMs() - lastFailureMs < CALM_MS) return;
      const seconds = Math.round((lastFailureMs - current.sinceMs) / 1000);
      say("info", `${name}.recovered`, words.recovered, { was: current.reason, seconds });
      current = null;
      other = null;
    },
    reason: () => current?.reason ?? null,
  };
}
