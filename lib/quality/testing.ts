import type { SQL } from "drizzle-orm";
import type { Actor, Person, Scope } from "@/lib/access/actor";
import { createAuthorize } from "@/lib/access/authorize";
import { NO_MEMORY } from "@/lib/access/memory";
import { createAccessStores } from "@/lib/access/stores";
import { testChanges } from "@/lib/access/testing";
import { viewOf } from "@/lib/access/view";
import { DEFAULT_ATTENTION_WORDS } from "@/lib/calls/attention-words";
import type { Database } from "@/lib/database/database";
import { type Transaction, transact } from "@/lib/database/transaction";
import { createOutgoing } from "@/lib/outgoing/outgoing";
import { createSealing } from "@/lib/outgoing/sealing";
import { RequestError } from "@/lib/wire/request-error";
import { createQuality } from "./index";
import { createJudging } from "./judging";
import type { ReadCalls } from "./kept-call";
import type { QualityParts } from "./parts";
import { createSampling } from "./sampling";
import { createScorerAsking } from "./scorer-asking";
import { createScoring } from "./scoring";
import { createQualityStores } from "./stores";

/** Test code: all of quality over a database, without a server. Supervisors see numbers and names, and read redacted talk. */
export function qualityOver(
  database: Database,
  {
    nowMs,
    readCalls,
    inScope,
    onSettled = () => undefined,
    privateHosts = [],
    isPossible = () => true,
    deadlineMs = 2_000,
    people = [],
  }: {
    nowMs: () => number;
    readCalls: ReadCalls;
    inScope: (scope: NonNullable<Scope>) => SQL;
    onSettled?: (callId: string) => void;
    privateHosts?: readonly string[];
    isPossible?: () => boolean;
    /** of the outside scorer */
    deadlineMs?: number;
    /** who may sign in */
    people?: readonly Person[];
  },
) {
  const change = testChanges({ database, nowMs });
  const parts = { database, nowMs, memory: NO_MEMORY, change };
  const access = createAccessStores(parts);
  const stores = { ...access, ...createQualityStores(parts) };
  const commit = <T>(work: (tx: Transaction) => Promise<T>) => transact(database, work);
  const running = new Map<string, Awaited<ReturnType<QualityParts["seeCall"]>>>();
  const woken: string[] = [];
  const sealing = createSealing("a key of the tests that is long enough");
  const outgoing = createOutgoing({ privateHosts, nowMs });
  const { ask } = createScorerAsking({
    ...{ outgoing, sealing: () => sealing, lookThrough: async () => undefined, deadlineMs },
  });
  const qualityParts: QualityParts = {
    stores: async () => stores,
    authorize: createAuthorize(async () => access.audit).authorize,
    viewFor: async (actor: Actor) => viewOf(actor, { supervisorsSeeNumbers: true, redactForSupervisors: true }),
    lookThrough: async () => undefined,
    askerOf: () => undefined,
    readCalls,
    async seeCall(_actor, _action, callId) {
      const [kept] = await readCalls([callId]);
      const seen = running.get(callId) ?? (kept && { ...kept, isLive: false });
      if (seen === undefined) throw new RequestError("call_not_found");
      return seen;
    },
    inScope,
    words: () => DEFAULT_ATTENTION_WORDS,
    reviewer: async (userId) => people.find(({ id }) => id === userId) ?? null,
    people: async () => [...people],
    demo: () => false,
    wake: (what) => woken.push(what),
    nowMs,
  };
  const quality = createQuality(qualityParts, { outgoing, ask, sealing: () => sealing, isPossible });
  const scoring = createScoring({
    ...{ settings: stores.scorerSettings, external: stores.externalScores, scores: stores.qualityScores },
    ...{ readCalls, ask, transact: commit, nowMs },
  });
  const judging = createJudging({
    ...{ rubrics: stores.qualityRubrics, scores: stores.qualityScores, readCalls, transact: commit, onSettled },
    words: () => DEFAULT_ATTENTION_WORDS,
    sleep: async (_ms, signal) => signal.throwIfAborted(),
  });
  const sampling = createSampling({
    ...{ sampling: stores.qualitySampling, reviews: stores.qualityReviews, transact: commit, nowMs },
  });
  return { quality, stores, judging, sampling, scoring, running, woken, commit };
}
