import "server-only";
import type { Person } from "@/lib/access/actor";
import { sayDefect } from "@/lib/log/defect.mjs";
import type { CallQuality, Result } from "@/lib/wire/quality-contract";
import { access } from "./access";
import { quality } from "./features";

/** Enough for agreement to say something of each check. */
const REVIEWS = 14;
/** Every so many is read by a second person. */
const DOUBLED_EVERY = 4;
const LOOKED_AT = 60;

const person = (id: string, name: string): Person => ({
  ...{ kind: "person", id, name, email: null, role: "admin", scope: null, via: "demo", credentialId: "", mayAct: true },
});
/** Neither is the visitor, who may so give second opinions and delete nothing of theirs by accident. */
const FIRST = person("demo-set-up", "Demo set-up");
const SECOND = person("demo-set-up-second", "Demo set-up, second reader");

/**
 * Gives a demo some reviews, by the functions that people's own go through, on calls of the demo that were judged: until there
 * are enough, or somebody has reviewed. @returns how many were given; never throws, for the demo needs none of it
 */
export async function reviewInDemo(signal: AbortSignal): Promise<number> {
  let given = 0;
  try {
    const done = (await quality.reviews.list(FIRST, { state: "done" })).reviews;
    if (done.length >= REVIEWS || done.some((one) => one.given?.by.startsWith(FIRST.name) !== true)) return 0;
    const known = new Set(done.map(({ callId }) => callId));
    const { qualityScores } = await access();
    for (const { callId } of await qualityScores.newest(LOOKED_AT, null, undefined)) {
      if (signal.aborted || done.length + given >= REVIEWS) break;
      const judged = await quality.calls.ofCall(FIRST, callId);
      // One that was just kept is judged soon; until then a review would be held against nothing.
      if (known.has(callId) || judged.data.judgedAt === null || judged.data.score === null) continue;
      await give(judged, done.length + given);
      given += 1;
    }
  } catch (error) {
    sayDefect("demo.failed", "The demo's reviews could not be made.", error);
  }
  return given;
}

async function give({ data }: CallQuality, nth: number): Promise<void> {
  const { callId, checks } = data;
  const review = await quality.reviews.add(FIRST, callId);
  if (review.state !== "open" || !review.mayReview) return;
  const failed = checks.find(({ result, weight }) => result === "fail" && weight > 0);
  await quality.reviews.change(FIRST, review.id, finishOf(data, nth, nth % 3 === 1 ? (failed?.key ?? null) : null));
  const line = failed?.evidence[0] ?? null;
  if (failed !== undefined && line !== null) {
    await quality.notes.add(FIRST, callId, { line, kind: nth % 2 === 0 ? "flag" : "comment", text: NOTE });
  }
  if (nth % DOUBLED_EVERY !== 0) return;
  const second = await quality.reviews.change(FIRST, review.id, { do: "second_opinion" });
  await quality.reviews.change(SECOND, second.id, finishOf(data, nth + 1, failed?.key ?? null));
}

const NOTE = "Shown to new agents: listen to what comes before this line.";

/** As the rubric has it, but for one check. @param otherwise its key; null: for none */
function finishOf({ score, checks }: CallQuality["data"], nth: number, otherwise: string | null) {
  const verdicts = checks
    .filter(({ result }) => result === "pass" || result === "fail")
    .map(({ key, result }) =>
      key === otherwise
        ? { key, result: "pass" as Result, reason: "It was done, in other words than the list has." }
        : { key, result, reason: null },
    );
  const stars = Math.max(1, Math.min(5, Math.round((score ?? 50) / 20) + (nth % 5 === 0 ? -1 : 0)));
  return { do: "finish" as const, score: stars, verdicts, comment: COMMENTS[nth % COMMENTS.length] ?? null };
}

const COMMENTS = [
  "Calm and clear.",
  null,
  "The caller had to ask twice.",
  null,
  "Good close; the summary says what was agreed.",
];
