import "server-only";
import type { Actor } from "@/lib/access/actor";
import { isInScope } from "@/lib/access/can";
import type { View } from "@/lib/access/view";
import { noteFor } from "@/lib/access/visibility";
import type { Outgoing } from "@/lib/outgoing/outgoing";
import type { Sealing } from "@/lib/outgoing/sealing";
import type { ExternalScore } from "@/lib/wire/quality-contract";
import { RequestError } from "@/lib/wire/request-error";
import { SCORER_FAULTS, type ScorerChange, type ScorerSettings, type TriedScorer } from "@/lib/wire/scorer-contract";
import type { StoredExternal } from "./external-store";
import type { KeptCall } from "./kept-call";
import { personWho, type QualityParts, type SeenCall } from "./parts";
import type { Answered } from "./scorer-answer";
import type { AskScorer } from "./scorer-asking";
import { purposeOf } from "./scorer-settings";

export type ScorerParts = {
  outgoing: Outgoing;
  sealing: () => Sealing;
  ask: AskScorer;
  /** false: others look at this demo, and nothing leaves it */
  isPossible: () => boolean;
};

const PUBLIC_DEMO = { message: "This demo is open to others, and nothing leaves it: no outside scorer can be set." };
const NOT_SET = { message: "Say first where the scorer is." };
const FAULTS = {
  forbidden_address:
    "This address leads into this server's own network. Name the host in EARSHOT_PRIVATE_HOSTS where Earshot is started to allow it.",
  not_encrypted: "The address should begin with https://. http:// goes to hosts only that EARSHOT_PRIVATE_HOSTS names.",
} as const;

/** What admins do about the outside program that scores calls (docs/scorer.md). */
export function createScorer(parts: QualityParts, { outgoing, sealing, ask, isPossible }: ScorerParts) {
  const { stores, viewFor, readCalls } = parts;

  async function current(actor: Actor): Promise<ScorerSettings> {
    await personWho(parts, actor, "quality.manage");
    return told();
  }

  async function told(): Promise<ScorerSettings> {
    const { scorerSettings, externalScores } = await stores();
    const { address, isOn, since, sealedSecret, redacts, perDay } = await scorerSettings.current();
    const lastFault = await externalScores.lastFault();
    const fault = SCORER_FAULTS.find((one) => one === lastFault?.fault);
    const isLost =
      sealedSecret !== null && address !== null && sealing().open(sealedSecret, purposeOf(address)) === null;
    return {
      ...{ address, isOn, since, redacts, perDay, isPossible: isPossible() },
      secret: sealedSecret === null ? "none" : isLost ? "lost" : "set",
      usedToday: await externalScores.spentToday(),
      ...(await externalScores.counts()),
      lastFault:
        lastFault === null || fault === undefined ? null : { ...lastFault, fault, at: lastFault.at.toISOString() },
    };
  }

  /** @throws RequestError not_permitted; invalid_request for an address that is refused as it stands */
  async function set(actor: Actor, wanted: ScorerChange): Promise<ScorerSettings> {
    await personWho(parts, actor, "quality.manage");
    if (!isPossible()) throw new RequestError("not_permitted", PUBLIC_DEMO);
    const url = new URL(wanted.address);
    const fault = outgoing.faultOf(url);
    if (fault === "forbidden_address" || fault === "not_encrypted") {
      throw new RequestError("invalid_request", { message: FAULTS[fault] });
    }
    if (url.username !== "" || url.password !== "" || url.hash !== "") {
      throw new RequestError("invalid_request", {
        message: "The address should have no user name and nothing after #.",
      });
    }
    const { scorerSettings, externalScores, change } = await stores();
    const { isOn, redacts, perDay, secret } = wanted;
    await change(actor, async ({ tx, audit, afterCommit }) => {
      await scorerSettings.set(tx, wanted, sealing());
      await externalScores.release(tx);
      const detail = { host: url.host, isOn, redacts, perDay, isNewSecret: typeof secret === "string" };
      audit.record({ action: "scorer.changed", target: null, detail });
      afterCommit(() => parts.wake("scoring"));
    });
    return told();
  }

  /** Sends one call now, whether the scorer is on or not. @throws RequestError call_not_found; conflict; not_permitted */
  async function tryOn(actor: Actor, callId: string): Promise<TriedScorer> {
    await personWho(parts, actor, "quality.manage");
    if (!isPossible()) throw new RequestError("not_permitted", PUBLIC_DEMO);
    const view = await viewFor(actor);
    const [kept] = await readCalls([callId]);
    if (kept === undefined || !isInScope(view.scope, kept)) throw new RequestError("call_not_found");
    const { scorerSettings, externalScores, qualityScores, change } = await stores();
    const scorer = await scorerSettings.current();
    if (scorer.address === null) throw new RequestError("conflict", NOT_SET);
    const language = (await qualityScores.languagesOf([callId])).get(callId) ?? null;
    const beganMs = performance.now();
    const pay = () =>
      change(actor, async ({ tx, audit }) => {
        const isSent = await externalScores.spend(tx, scorer.perDay);
        const detail = { redacts: scorer.redacts, isSent };
        audit.record({ action: "scorer.tried", target: { kind: "call", id: callId }, detail });
        return isSent;
      });
    const { signal } = new AbortController();
    const asked = await ask(scorer, kept, { language, signal, attempt: 1, sentHash: null, pay });
    const common = { tookMs: Math.round(performance.now() - beganMs), sentLines: asked.sentLines };
    if (asked.kind === "unpaid") return { ...common, fault: "budget_spent", problems: [], external: null };
    if (asked.kind === "same") throw new Error("What is tried is sent whatever was scored.");
    if (asked.kind === "fault") return { ...common, fault: asked.fault, problems: asked.problems, external: null };
    const { answer, isRedacted } = asked.scored;
    const result = resultOf(view, kept, answer, { isRedacted, scoredAt: new Date(parts.nowMs()) });
    return { ...common, fault: null, problems: [], external: { state: "scored", fault: null, result } };
  }

  /** Has calls that were given up tried anew. */
  async function retry(actor: Actor): Promise<{ calls: number }> {
    await personWho(parts, actor, "quality.manage");
    const { externalScores, change } = await stores();
    const calls = await change(actor, async ({ tx, audit, afterCommit }) => {
      const again = await externalScores.retry(tx);
      audit.record({ action: "scorer.retried", target: null, detail: { calls: again } });
      afterCommit(() => parts.wake("scoring"));
      return again;
    });
    return { calls };
  }

  return { current, set, tryOn, retry };
}

type Result = NonNullable<ExternalScore["result"]>;

function resultOf(
  view: View,
  seen: SeenCall,
  { scorer, rubric, score, checks, droppedEvidence }: Answered,
  { isRedacted, scoredAt }: { isRedacted: boolean; scoredAt: Date },
): Result {
  // What was sent as it was said may be quoted so.
  const mayQuote = isRedacted || (!view.redacted && !view.masked);
  return {
    ...{ score, scorer, rubric, droppedEvidence, redacted: isRedacted, scoredAt: scoredAt.toISOString() },
    checks: checks.map(({ key, title, result, explanation, evidence }) => ({
      ...{ key, result, evidence, title: noteFor(view, seen, title) },
      explanation: explanation === null || !mayQuote ? null : noteFor(view, seen, explanation),
    })),
  };
}

/** What an outside program made of a call, as a view sees it. */
export function externalFor(view: View, kept: KeptCall, stored: StoredExternal | null): ExternalScore | null {
  if (stored === null) return null;
  const { state, fault, scoredAt, score, isRedacted, droppedEvidence } = stored;
  const { scorerName, scorerVersion, rubricName, rubricVersion } = stored;
  if (scoredAt === null) return { state, fault, result: null };
  const answer: Answered = {
    ...{ score, checks: stored.checks ?? [], droppedEvidence: droppedEvidence ?? 0 },
    scorer: { name: scorerName ?? "", version: scorerVersion ?? "" },
    rubric: { name: rubricName ?? "", version: rubricVersion ?? "" },
  };
  return { state, fault, result: resultOf(view, kept, answer, { isRedacted: isRedacted === true, scoredAt }) };
}
