import "server-only";
import type { Actor } from "@/lib/access/actor";
import type { View } from "@/lib/access/view";
import { agentFor, noteFor } from "@/lib/access/visibility";
import type { Agreement, CoachingMoment, QualityAgents, RubricDefinition } from "@/lib/wire/quality-contract";
import { agreementIn } from "./agreement";
import { createCalibration } from "./calibration";
import { personWho, type QualityParts, scopeOf } from "./parts";

const DAY_MS = 86_400_000;
const USUAL_DAYS = 28;
const MOST_REVIEWS = 5_000;

type Span = { from?: number | undefined; to?: number | undefined };

/** What many calls and reviews say together, as far as their reader may see those calls. */
export function createFigures(parts: QualityParts) {
  const { stores, authorize, viewFor, readCalls, nowMs } = parts;

  const spanOf = ({ from, to }: Span) => {
    const toMs = to ?? nowMs();
    return { fromMs: from ?? toMs - USUAL_DAYS * DAY_MS, toMs };
  };

  /** Of reviews that were given in the span. */
  async function agreement(actor: Actor, span: Span): Promise<Agreement> {
    await personWho(parts, actor, "quality.review");
    const view = await viewFor(actor);
    const { fromMs, toMs } = spanOf(span);
    const { qualityReviews } = await stores();
    const inScope = scopeOf(parts, view);
    return agreementIn(await qualityReviews.doneSince(new Date(fromMs), new Date(toMs), inScope, MOST_REVIEWS));
  }

  /** Calls that two people have reviewed, side by side. */
  const doubled = createCalibration(parts);
  const calibration = (actor: Actor, span: Span) => doubled(actor, spanOf(span));

  /** Of calls in the span, by agent and week. */
  async function agents(actor: Actor, span: Span): Promise<QualityAgents> {
    await authorize(actor, "quality.read");
    const view = await viewFor(actor);
    const rows = await (await stores()).qualityFigures.agents({ ...spanOf(span), inScope: scopeOf(parts, view) });
    const byAgent = new Map<string, typeof rows>();
    for (const row of rows) byAgent.set(row.key, [...(byAgent.get(row.key) ?? []), row]);
    const sumOf = (all: typeof rows, of: (row: (typeof rows)[number]) => number) =>
      all.reduce((sum, row) => sum + of(row), 0);
    const mean = (sum: number, count: number) => (count === 0 ? null : sum / count);
    return {
      agents: [...byAgent.values()].map((weeks) => {
        const newest = weeks.at(-1);
        const scored = sumOf(weeks, (row) => row.scored);
        return {
          agent: agentFor(view, { id: newest?.agentId ?? null, name: newest?.agentName ?? null }),
          calls: sumOf(weeks, (row) => row.calls),
          scored,
          meanScore: mean(
            sumOf(weeks, (row) => row.sum ?? 0),
            scored,
          ),
          passed: sumOf(weeks, (row) => row.passed),
          weeks: weeks.map((row) => ({
            ...{ start: new Date(row.weekMs).toISOString(), calls: row.calls, scored: row.scored },
            meanScore: mean(row.sum ?? 0, row.scored),
          })),
        };
      }),
    };
  }

  /** The five best and worst of an agent's calls in the span, each with the line that shows it. @param agent its id, or name where it has none */
  async function coaching(
    actor: Actor,
    { agent, ...span }: Span & { agent: string },
  ): Promise<{ best: CoachingMoment[]; worst: CoachingMoment[] }> {
    await authorize(actor, "quality.read");
    const view = await viewFor(actor);
    const { qualityFigures } = await stores();
    const asked = { ...spanOf(span), inScope: scopeOf(parts, view), agent };
    const worst = await moments(view, await qualityFigures.moments({ ...asked, worst: true }), "fail");
    const best = await moments(view, await qualityFigures.moments({ ...asked, worst: false }), "pass");
    // Of few calls the same would be the best and the worst.
    const worstIds = new Set(worst.map(({ callId }) => callId));
    const halves = best.some(({ callId }) => worstIds.has(callId));
    const half = Math.floor(Math.max(best.length, worst.length) / 2);
    return halves ? { best: best.slice(0, best.length - half), worst: worst.slice(0, half) } : { best, worst };
  }

  type Rows = Awaited<ReturnType<Awaited<ReturnType<typeof stores>>["qualityFigures"]["moments"]>>;

  async function moments(view: View, rows: Rows, telling: "pass" | "fail"): Promise<CoachingMoment[]> {
    const { qualityRubrics, qualityReviews } = await stores();
    const kept = new Map((await readCalls(rows.map(({ callId }) => callId))).map((one) => [one.call.id, one]));
    const found: CoachingMoment[] = [];
    for (const row of rows) {
      const definition = await qualityRubrics.version(row.rubricId, row.version);
      const review = row.given === null ? null : await qualityReviews.newestDone(row.callId);
      const seen = kept.get(row.callId);
      const said = review?.comment == null || seen === undefined ? null : noteFor(view, seen, review.comment);
      const check = heaviest(row.checks, definition, telling);
      const titles = check === null ? "" : check.titles.join(", ");
      found.push({
        callId: row.callId,
        line: row.noteLine ?? check?.line ?? null,
        happenedAt: row.happenedAt.toISOString(),
        score: row.score,
        why: said ?? (row.given === null ? titles : `${row.given} of 5. ${titles}`.trim()),
      });
    }
    return found;
  }

  return { agreement, calibration, agents, coaching };
}

/** Checks with this result by their weight, and the first line that shows one. */
function heaviest(
  checks: readonly { key: string; result: string; evidence: number[] }[],
  definition: RubricDefinition | null,
  telling: "pass" | "fail",
): { titles: string[]; line: number | null } | null {
  const known = (definition?.checks ?? [])
    .flatMap((check) => {
      const one = checks.find(({ key, result }) => key === check.key && result === telling);
      return one === undefined || check.weight === 0 ? [] : [{ ...check, evidence: one.evidence }];
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 3);
  if (known.length === 0) return null;
  return {
    titles: known.map(({ title }) => title),
    line: known.find(({ evidence }) => evidence.length > 0)?.evidence[0] ?? null,
  };
}
