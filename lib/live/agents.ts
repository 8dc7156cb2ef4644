import type { Agent, AgentPage } from "@/lib/calls/agent";
import type { Clock } from "./clock";
import { type CallSource, type Exchange, faultOf, type SourceFault } from "./source";
import type { Waiters } from "./waiters";

/**
 * The agents, whether these are all of them (false: a page did not come, a row could not be read, there are too many),
 * when that was true, and what reading them anew has failed with since.
 */
export type AgentsResult =
  | { kind: "agents"; agents: Agent[]; isComplete: boolean; asOfMs: number; fault: SourceFault | null }
  | { kind: "fault"; fault: SourceFault };

type Known = { agents: Agent[]; isComplete: boolean; asOfMs: number };
type Reading = { rows: Map<string, Agent>; pages: number; isWhole: boolean; beganMs: number; isReading: boolean };

/** Agents are set up by people, a few times a week. */
const YOUNG_MS = 5 * 60_000;
/** What cannot be refreshed is still shown, with its age, for this long. */
const LONGEST_STALE_MS = 24 * 3_600_000;
/** Whoever asks right after a failure hears of it: nothing is asked anew that soon. */
const RETRY_MS = 10_000;
const PAGE_ROWS = 100;
const MOST_PAGES = 10;
const KEY = "agents";

/** The organisation's agents, for whoever chooses some of them. One read for everybody, in its turn like everything else. */
export function createAgents(parts: {
  source: Pick<CallSource, "listAgents">;
  exchange: Exchange;
  clock: Clock;
  waiters: Waiters;
  run: (read: () => Promise<void>) => void;
  pump: () => void;
}): { next(): { dueMs: number; start: () => void } | null; agents(): Promise<AgentsResult> } {
  const { source, exchange, clock, waiters } = parts;
  let known: Known | null = null;
  let failed: { fault: SourceFault; atMs: number } | null = null;
  let reading: Reading | null = null;

  async function read(one: Reading): Promise<void> {
    one.isReading = true;
    try {
      for (let hasMore = true; hasMore; ) {
        const offset = one.pages * PAGE_ROWS;
        const { value } = await exchange.read(`${KEY}:${offset}`, YOUNG_MS, () =>
          source.listAgents({ limit: PAGE_ROWS, offset }),
        );
        hasMore = took(one, value);
      }
    } catch (error) {
      one.isReading = false;
      const fault = faultOf(error);
      // It had its turn, but the token was gone: it goes on with the next one.
      if (fault.kind === "request_budget") return;
      failed = { fault, atMs: clock.nowMs() };
      end();
      return;
    }
    known = { agents: [...one.rows.values()], isComplete: one.isWhole, asOfMs: one.beganMs };
    failed = null;
    end();
  }

  function end(): void {
    reading = null;
    waiters.wake(KEY);
  }

  const result = (): AgentsResult | null => {
    const isKnown = known !== null && clock.nowMs() - known.asOfMs < LONGEST_STALE_MS;
    if (known !== null && isKnown) return { kind: "agents", ...known, fault: failed?.fault ?? null };
    return failed === null ? null : { kind: "fault", fault: failed.fault };
  };

  const isDue = () => {
    const nowMs = clock.nowMs();
    if (failed !== null && nowMs - failed.atMs < RETRY_MS) return false;
    return failed !== null || known === null || nowMs - known.asOfMs >= YOUNG_MS;
  };

  return {
    next() {
      const one = reading;
      return one === null || one.isReading ? null : { dueMs: one.beganMs, start: () => parts.run(() => read(one)) };
    },
    async agents() {
      if (!isDue()) return result() ?? { kind: "fault", fault: SLOW };
      reading ??= { rows: new Map(), pages: 0, isWhole: true, beganMs: clock.nowMs(), isReading: false };
      const answered = waiters.next(KEY);
      parts.pump();
      await answered;
      return result() ?? { kind: "fault", fault: reading?.isReading === false ? STARVED : SLOW };
    },
  };
}

/** Takes a page in. @returns whether there is another one to ask for */
function took(one: Reading, { agents, hasMore, droppedRows }: AgentPage): boolean {
  const before = one.rows.size;
  for (const agent of agents) one.rows.set(agent.id, agent);
  one.pages += 1;
  if (droppedRows > 0) one.isWhole = false;
  // A service that knows no offset would send its first page for ever.
  const leadsOn = one.rows.size > before && one.pages < MOST_PAGES;
  if (hasMore && !leadsOn) one.isWhole = false;
  return hasMore && leadsOn;
}

const STARVED: SourceFault = { kind: "request_budget", retryAfterMs: null };
const SLOW: SourceFault = { kind: "timeout", retryAfterMs: null };
