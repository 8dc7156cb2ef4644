import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { isId } from "@/lib/access/secrets";
import { agentFor } from "@/lib/access/visibility";
import { isNamed } from "@/lib/errors/named";
import {
  type Rubric,
  type RubricDefinition,
  type rubricVersionsSchema,
  TRIED_CALLS,
  type TriedRubric,
} from "@/lib/wire/quality-contract";
import { RequestError } from "@/lib/wire/request-error";
import { judge } from "./judge";
import { toJudge } from "./judging";
import { languageCode } from "./language";
import { mayManage, personWho, type QualityParts, scopeOf } from "./parts";
import { compilePattern, type PatternError } from "./pattern";
import type { StoredRubric } from "./rubric-store";
import { rankOf } from "./rubrics";

const NO_RUBRIC = { message: "There is no such rubric. Somebody may have retired it." };
const CHANGED = { message: "Somebody has changed this rubric meanwhile. Look at it as it is now." };
const FULL = { message: "There are as many rubrics as there may be. Retire one first." };
/** Calls read at once while a rubric is tried, and looked at altogether. */
const TRY_BATCH = 20;
const MOST_LOOKED_AT = 1_000;
const GAP_MS = 5;

type Versions = z.infer<typeof rubricVersionsSchema>["data"];

const entryOf = ({ id, version, isRetired, definition, changedAt, changedByName }: StoredRubric): Rubric => ({
  ...{ id, version, isRetired, definition, changedBy: changedByName },
  changedAt: changedAt.toISOString(),
});

/** @throws RequestError invalid_request for a pattern that cannot be read */
function checkPatterns({ checks }: RubricDefinition): void {
  for (const check of checks) {
    if (check.kind === "timing" && check.least === null && check.most === null) {
      throw new RequestError("invalid_request", { message: `${check.key} should have least or most.` });
    }
    if (check.kind !== "pattern") continue;
    try {
      compilePattern(check.pattern);
    } catch (error) {
      if (isNamed<PatternError>(error, "PatternError")) {
        throw new RequestError("invalid_request", { message: `${check.key}: ${error.message}` });
      }
      throw error;
    }
  }
}

/** Rubrics: read by whoever sees scores, changed by who may. Each change is a version; calls are judged again by themselves. */
export function createRubricKeeping(parts: QualityParts) {
  const { stores, authorize, viewFor, readCalls, words, wake } = parts;

  async function list(actor: Actor): Promise<{ rubrics: Rubric[]; mayManage: boolean; waiting: number }> {
    await authorize(actor, "quality.read");
    const { qualityRubrics, qualityScores } = await stores();
    const rubrics = await qualityRubrics.list({ retired: true });
    return { rubrics: rubrics.map(entryOf), mayManage: mayManage(actor), waiting: await qualityScores.waitingCount() };
  }

  /** @throws RequestError not_found */
  async function find(actor: Actor, id: string): Promise<Versions> {
    await authorize(actor, "quality.read");
    const { qualityRubrics } = await stores();
    const rubric = isId(id) ? await qualityRubrics.find(id) : null;
    if (rubric === null) throw new RequestError("not_found", NO_RUBRIC);
    const versions = await qualityRubrics.versions(id);
    return {
      rubric: entryOf(rubric),
      versions: versions.map(({ version, definition, madeAt, madeByName }) => ({
        ...{ version, definition, madeBy: madeByName },
        madeAt: madeAt.toISOString(),
      })),
    };
  }

  const detailOf = ({ checks }: RubricDefinition, version: number) => ({ version, checks: checks.length });

  /** @throws RequestError conflict: there are too many; invalid_request */
  async function add(actor: Actor, definition: RubricDefinition): Promise<Rubric> {
    const person = await personWho(parts, actor, "quality.manage");
    checkPatterns(definition);
    const { qualityRubrics, change } = await stores();
    return change(actor, async ({ tx, audit, afterCommit }) => {
      const rubric = await qualityRubrics.add(tx, definition, person.name);
      if (rubric === null) throw new RequestError("conflict", FULL);
      audit.record({ action: "rubric.made", target: target(rubric.id), detail: detailOf(definition, 1) });
      afterCommit(() => wake("judging"));
      return entryOf(rubric);
    });
  }

  /** @throws RequestError conflict: it was changed meanwhile, or retired; invalid_request, not_found */
  async function changeRubric(actor: Actor, id: string, from: number, definition: RubricDefinition): Promise<Rubric> {
    const person = await personWho(parts, actor, "quality.manage");
    checkPatterns(definition);
    const { qualityRubrics, change } = await stores();
    if (!isId(id) || (await qualityRubrics.find(id)) === null) throw new RequestError("not_found", NO_RUBRIC);
    return change(actor, async ({ tx, audit, afterCommit }) => {
      const rubric = await qualityRubrics.change(tx, { id, from, definition, by: person.name });
      if (rubric === null) throw new RequestError("conflict", CHANGED);
      audit.record({ action: "rubric.changed", target: target(id), detail: detailOf(definition, rubric.version) });
      afterCommit(() => wake("judging"));
      return entryOf(rubric);
    });
  }

  /** @throws RequestError not_found */
  async function retire(actor: Actor, id: string): Promise<Rubric> {
    const person = await personWho(parts, actor, "quality.manage");
    const { qualityRubrics, change } = await stores();
    const rubric = isId(id) ? await qualityRubrics.find(id) : null;
    if (rubric === null) throw new RequestError("not_found", NO_RUBRIC);
    await change(actor, async ({ tx, audit, afterCommit }) => {
      if (!(await qualityRubrics.retire(tx, id, person.name))) throw new RequestError("not_found", NO_RUBRIC);
      audit.record({ action: "rubric.retired", target: target(id), detail: {} });
      afterCommit(() => wake("judging"));
    });
    return entryOf({ ...rubric, isRetired: true });
  }

  /** Holds the newest calls that it would be for against a rubric, and stores nothing. @throws RequestError invalid_request */
  async function tryOut(actor: Actor, definition: RubricDefinition): Promise<TriedRubric> {
    await authorize(actor, "quality.manage");
    checkPatterns(definition);
    const view = await viewFor(actor);
    const { qualityScores } = await stores();
    const tally = new Map(
      definition.checks.map(({ key }) => [key, { key, pass: 0, fail: 0, not_applicable: 0, unknown: 0 }]),
    );
    const calls: TriedRubric["calls"] = [];
    let after: { happenedAt: Date; callId: string } | null = null;
    for (let looked = 0; looked < MOST_LOOKED_AT && calls.length < TRIED_CALLS; looked += TRY_BATCH) {
      const next: { callId: string; happenedAt: Date }[] = await qualityScores.newest(
        TRY_BATCH,
        after,
        scopeOf(parts, view),
      );
      const ids = next.map(({ callId }) => callId);
      const [languages, now] = [await qualityScores.languagesOf(ids), await qualityScores.findMany(ids)];
      const byId = new Map((await readCalls(ids)).map((kept) => [kept.call.id, kept]));
      for (const { callId, happenedAt } of next) {
        const kept = byId.get(callId);
        const language = languages.get(callId) ?? null;
        const isFor = kept && rankOf({ ...kept, language: languageCode(language) }, definition) !== null;
        if (kept === undefined || !isFor || calls.length === TRIED_CALLS) continue;
        const { score, checks } = judge(definition, toJudge(kept, language), words());
        for (const { key, result } of checks) {
          const counted = tally.get(key);
          if (counted !== undefined) counted[result] += 1;
        }
        const { name } = agentFor(view, { id: kept.agentId, name: kept.agentName });
        calls.push({
          ...{ callId, score, agentName: name, scoreNow: now.get(callId)?.score ?? null },
          happenedAt: happenedAt.toISOString(),
          passed: score === null ? null : score >= definition.passMark,
        });
      }
      after = next.at(-1) ?? null;
      if (next.length < TRY_BATCH) break;
      await pause(GAP_MS);
    }
    const scored = calls.flatMap(({ score }) => (score === null ? [] : [score]));
    return {
      calls,
      checks: [...tally.values()],
      meanScore: scored.length === 0 ? null : scored.reduce((sum, one) => sum + one, 0) / scored.length,
      passed: calls.filter(({ passed }) => passed === true).length,
    };
  }

  return { list, find, add, change: changeRubric, retire, tryOut };
}

const target = (id: string) => ({ kind: "rubric", id });
