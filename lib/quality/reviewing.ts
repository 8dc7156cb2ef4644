import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import { isInScope } from "@/lib/access/can";
import type { Change } from "@/lib/access/change";
import type { View } from "@/lib/access/view";
import type { VerdictColumn } from "@/lib/database/schema";
import type { Review, ReviewChange, Reviewers, ReviewState, Sampling } from "@/lib/wire/quality-contract";
import { RequestError } from "@/lib/wire/request-error";
import { createAssigning } from "./assigning";
import type { KeptCall } from "./kept-call";
import { mayReview, personWho, type QualityParts, scopeOf } from "./parts";
import { isForOthers, isLockedFor, reviewEntry } from "./review-entry";
import type { StoredReview } from "./review-store";

const NO_REVIEW = { message: "There is no such review. Its call may be kept no longer." };
const NOT_OPEN = { message: "This review is done or skipped already." };
const NOT_DONE = { message: "A second opinion is asked for once the first is given." };
const LOCKED = { message: "Somebody else is reviewing this call just now." };
const OTHERS = { message: "This review is somebody else's." };
const FIRST_WAS_YOURS = { message: "You gave the first opinion. The second is another person's." };
const FIRST_WAS_THEIRS = { message: "They gave the first opinion. The second is another person's." };
const LIST = 100;

/** The queue: what people are to review, and what they gave. */
export function createReviewing(parts: QualityParts) {
  const { stores, viewFor, readCalls, wake } = parts;
  const assigning = createAssigning(parts);

  const asking = (person: Person) => ({ personId: person.id, nowMs: parts.nowMs(), mayReview: mayReview(person) });

  async function list(
    actor: Actor,
    asked: { state?: ReviewState | undefined; assigned?: "me" | "nobody" | undefined },
  ) {
    const person = await personWho(parts, actor, "quality.review");
    const view = await viewFor(actor);
    const inScope = scopeOf(parts, view);
    const { qualityReviews } = await stores();
    const { state = "open", assigned } = asked;
    const assignedTo = assigned === "me" ? person.id : assigned === "nobody" ? null : undefined;
    const found = await qualityReviews.list({ state, assignedTo, inScope, limit: LIST });
    const kept = state === "open" ? [] : await readCalls(found.map(({ callId }) => callId));
    const byId = new Map(kept.map((one) => [one.call.id, one]));
    const reviews = found.map((one) => reviewEntry(view, one, byId.get(one.callId) ?? null, asking(person)));
    return { reviews, ...(await qualityReviews.counts(person.id, inScope)) };
  }

  /** @throws RequestError not_found, also for one of a call out of scope */
  async function theirs(view: View, id: string): Promise<{ review: StoredReview; kept: KeptCall | null }> {
    const review = await (await stores()).qualityReviews.find(id);
    if (review === null || !isInScope(view.scope, review)) throw new RequestError("not_found", NO_REVIEW);
    const [kept = null] = await readCalls([review.callId]);
    return { review, kept };
  }

  async function entry(view: View, person: Person, id: string): Promise<Review> {
    const { review, kept } = await theirs(view, id);
    return reviewEntry(view, review, kept, asking(person));
  }

  async function find(actor: Actor, id: string): Promise<Review> {
    const person = await personWho(parts, actor, "quality.review");
    return entry(await viewFor(actor), person, id);
  }

  /** Whoever this review could be assigned to. */
  async function reviewers(actor: Actor, id: string): Promise<{ reviewers: Reviewers }> {
    const person = await personWho(parts, actor, "quality.review");
    const view = await viewFor(actor);
    return { reviewers: await assigning.reviewers(person, view, (await theirs(view, id)).review) };
  }

  /** Puts a call into the queue; one that is there already stays as it is, one that was skipped is open again. */
  async function add(actor: Actor, callId: string): Promise<Review> {
    const person = await personWho(parts, actor, "quality.review");
    const view = await viewFor(actor);
    const [kept] = await readCalls([callId]);
    if (kept === undefined || !isInScope(view.scope, kept)) throw new RequestError("call_not_found");
    const { qualityReviews, change } = await stores();
    const id = await change(actor, async ({ tx, audit }) => {
      const made = await qualityReviews.add(tx, { callId, opinion: 1, source: "by_hand" });
      if (made === null) throw new RequestError("call_not_found");
      if (!made.isNew) await qualityReviews.reopen(tx, made.id);
      audit.record({ action: "review.queued", target: { kind: "call", id: callId }, detail: { isNew: made.isNew } });
      return made.id;
    });
    return entry(view, person, id);
  }

  /** @throws RequestError conflict: somebody else has it, or it is not open; not_permitted: it is somebody else's */
  function demandTheirs(review: StoredReview, person: Person): void {
    if (review.state !== "open") throw new RequestError("conflict", NOT_OPEN);
    if (isLockedFor(review, asking(person))) throw new RequestError("conflict", LOCKED);
    if (review.firstById === person.id) throw new RequestError("not_permitted", FIRST_WAS_YOURS);
    if (isForOthers(review, person.id)) throw new RequestError("not_permitted", OTHERS);
  }

  /** @throws RequestError not_found, conflict, not_permitted, invalid_request */
  async function changeReview(actor: Actor, id: string, wanted: ReviewChange): Promise<Review> {
    const person = await personWho(parts, actor, "quality.review");
    const view = await viewFor(actor);
    const known = await theirs(view, id);
    const to = wanted.do === "assign" ? await assigning.assignee(person, wanted.userId, known.review) : null;
    const { qualityReviews, qualityScores, change } = await stores();
    const score = wanted.do === "finish" ? await qualityScores.find(known.review.callId) : null;
    const secondId = await change(actor, async (unit) => {
      const review = await qualityReviews.take(unit.tx, id);
      if (review === null) throw new RequestError("not_found", NO_REVIEW);
      const record = (
        action: "review.assigned" | "review.given" | "review.skipped",
        detail: { [name: string]: string | number | null },
      ) => unit.audit.record({ action, target: { kind: "review", id }, detail });
      switch (wanted.do) {
        case "lock":
          demandTheirs(review, person);
          await qualityReviews.lock(unit.tx, id, person);
          return null;
        case "unlock":
          if (review.lockedById === person.id) await qualityReviews.lock(unit.tx, id, null);
          return null;
        case "assign":
          if (review.state !== "open") throw new RequestError("conflict", NOT_OPEN);
          if (to !== null && review.firstById === to.id) throw new RequestError("conflict", FIRST_WAS_THEIRS);
          // Whoever is in the middle of it would lose it.
          if (isLockedFor(review, asking(person)) && review.lockedById !== to?.id) {
            throw new RequestError("conflict", LOCKED);
          }
          if (review.assignedToId === (to?.id ?? null)) return null;
          await qualityReviews.assign(unit.tx, id, to);
          record("review.assigned", { to: to?.id ?? null });
          return null;
        case "finish": {
          demandTheirs(review, person);
          const verdicts = verdictsOf(wanted.verdicts, score?.checks ?? []);
          const rubric = score === null ? null : { id: score.rubricId, version: score.version };
          const given = {
            by: person,
            state: "done",
            score: wanted.score,
            comment: wanted.comment || null,
            verdicts,
            rubric,
          } as const;
          await qualityReviews.give(unit.tx, id, given);
          const overrides = verdicts.filter(({ result, rubricResult }) => result !== rubricResult).length;
          record("review.given", { score: wanted.score, overrides });
          return null;
        }
        case "skip":
          demandTheirs(review, person);
          await qualityReviews.give(unit.tx, id, {
            ...{
              by: person,
              state: "skipped",
              score: null,
              comment: wanted.comment || null,
              verdicts: [],
              rubric: null,
            },
          });
          record("review.skipped", {});
          return null;
        case "second_opinion":
          return secondOf(unit, review);
      }
    });
    return entry(view, person, secondId ?? id);
  }

  async function secondOf({ tx, audit }: Change, { callId, state, opinion }: StoredReview): Promise<string> {
    if (state !== "done" || opinion !== 1) throw new RequestError("conflict", NOT_DONE);
    const { qualityReviews } = await stores();
    const made = await qualityReviews.add(tx, { callId, opinion: 2, source: "second_opinion" });
    if (made === null) throw new RequestError("not_found", NO_REVIEW);
    audit.record({ action: "review.queued", target: { kind: "call", id: callId }, detail: { opinion: 2 } });
    return made.id;
  }

  async function sampling(actor: Actor): Promise<Sampling> {
    await personWho(parts, actor, "quality.review");
    return (await stores()).qualitySampling.current();
  }

  async function setSampling(actor: Actor, wanted: Sampling): Promise<Sampling> {
    await personWho(parts, actor, "quality.manage");
    const { qualitySampling, change } = await stores();
    await change(actor, async ({ tx, audit, afterCommit }) => {
      await qualitySampling.set(tx, wanted);
      audit.record({ action: "sampling.changed", target: null, detail: { ...wanted } });
      afterCommit(() => wake("sampling"));
    });
    return wanted;
  }

  return { list, find, reviewers, add, change: changeReview, sampling, setSampling };
}

/** With what the rubric said beside it. @throws RequestError invalid_request for one that is otherwise and has no reason */
function verdictsOf(
  wanted: readonly Pick<VerdictColumn, "key" | "result" | "reason">[],
  checks: readonly Pick<VerdictColumn, "key" | "result">[],
): VerdictColumn[] {
  return wanted.map(({ key, result, reason }) => {
    const rubricResult = checks.find((check) => check.key === key)?.result ?? null;
    if (rubricResult === null) {
      throw new RequestError("invalid_request", { message: `${key} is no check that this call was held against.` });
    }
    if (result !== rubricResult && (reason ?? "") === "") {
      throw new RequestError("invalid_request", { message: `${key} should have a reason: the rubric says otherwise.` });
    }
    return { key, result, reason: reason || null, rubricResult };
  });
}
