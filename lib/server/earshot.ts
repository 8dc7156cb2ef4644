import "server-only";
import { createCallApi } from "@/lib/call-api/client";
import { type Budget, createBudget } from "@/lib/live/budget";
import { type Clock, type SystemClock, systemClock } from "@/lib/live/clock";
import { createLive, type Live } from "@/lib/live/live";
import { aloneExchange, type CallSource } from "@/lib/live/source";
import { sayDefect } from "@/lib/log/defect.mjs";
import { type Bodies, createBodies } from "@/lib/server/http/body";
import { type Settings, SettingsError, settings } from "@/lib/settings/settings";
import { readWordLists } from "@/lib/settings/word-lists";
import { type BoardTalk, createBoardTalk } from "./board-talk";
import { createReadLimits, type ReadLimits } from "./read-limits";
import { createRedactionDesk, type RedactionDesk } from "./redaction-desk";
import { reporting, states } from "./states";

/** The parts of this process, put together once. */
export type Earshot = {
  live: Live;
  clock: Clock;
  /** serialised answers by key and version */
  bodies: Bodies;
  readLimits: ReadLimits;
  /** looks long transcripts through */
  redaction: RedactionDesk;
  /** what was said in the calls of the board, for who searches it */
  talk: BoardTalk;
  settings: Settings;
};

const SINGLETON = Symbol.for("earshot.parts");

/** Route handlers and pages are bundled apart and share nothing but `globalThis`. Never call it while a module loads. */
export function earshot(): Earshot {
  const store = globalThis as { [SINGLETON]?: Earshot };
  store[SINGLETON] ??= assemble(settings());
  return store[SINGLETON];
}

function assemble(options: Settings): Earshot {
  const clock = systemClock();
  const budget = createBudget({
    maxPerMinute: options.maxRequestsPerMinute,
    nowMs: clock.nowMs,
    random: Math.random,
  });
  const live = createLive({
    source: reporting(callSource(options, budget, clock), states().callService),
    clock,
    budget,
    exchange: aloneExchange(clock.nowMs),
    random: Math.random,
    onListenerError: (error) => sayDefect("listener.failed", "Somebody who was told of a call failed.", error),
    settings: {
      boardIntervalMs: options.boardIntervalMs,
      callIntervalMs: options.callIntervalMs,
      attention: { ...options.attention, words: readWordLists(options.wordListsPath) },
      timeZone: options.timeZone,
      alwaysOn: options.alwaysOn,
    },
  });
  const redaction = createRedactionDesk();
  const talk = createBoardTalk({ desk: redaction, after: clock.after });
  return { live, clock, bodies: createBodies(), readLimits: createReadLimits(), redaction, talk, settings: options };
}

function callSource(options: Settings, budget: Budget, clock: SystemClock): CallSource {
  if (options.callService === null) {
    throw new SettingsError("HEPPU_API_KEY is not set and the demo is not running: start Earshot with `npm start`.");
  }
  const api = createCallApi({
    ...options.callService,
    spend: budget.take,
    onRateLimited: budget.rateLimited,
    onServiceTime: clock.heardServiceTime,
    now: clock.nowMs,
  });
  return {
    // Polls are not retried: the next poll is the retry. A page that somebody browses to is.
    getCall: (id, asked) => api.getCall(id, { retry: false, isWhole: asked?.isWhole === true }),
    listCalls: (filters, asked) => api.listCalls(filters, { retry: asked?.isLone ?? false }),
    listAgents: (page) => api.listAgents(page, { retry: true }),
    cancelCall: api.cancelCall,
  };
}
