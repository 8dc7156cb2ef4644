import {
  callQualitySchema,
  type Result,
  type ReviewChange,
  reviewAnswerSchema,
  reviewListSchema,
} from "@/lib/wire/quality-contract";
import { change } from "./access";
import type { Archived, Role } from "./archived";
import { anAgent, said, secondsAgo } from "./calls";
import { ask, parsed } from "./http";

export const SOON = { timeout: 20_000 };
export const TALK = (at = 0) => [
  said("agent", "Hello, thank you for calling, this is Aurora.", at + 60),
  said("caller", "My parcel is lost and I am very unhappy.", at + 50),
  said("agent", "I am sorry about that. I have sent you a new one.", at + 46),
  said("caller", "Great, thank you.", at + 30),
  said("agent", "You are welcome. Goodbye.", at + 26),
];

/** How a call was judged, as an admin reads it. */
export async function judged(archived: Archived, id: string) {
  const cookie = await archived.asRole("admin");
  return parsed(callQualitySchema, await ask(archived.url, `/api/v1/quality/calls/${id}`, { headers: { cookie } }))
    .data;
}

/** Puts kept calls into the queue. @returns the ids of their reviews */
export async function queueOf(archived: Archived, ids: readonly string[]): Promise<string[]> {
  const cookie = await archived.asRole("supervisor");
  const made: string[] = [];
  for (const callId of ids) {
    const answer = await change(archived.url, "POST", "/api/v1/quality/reviews", { body: { callId }, cookie });
    made.push(parsed(reviewAnswerSchema, answer).data.id);
  }
  return made;
}

export async function reviewsOf(archived: Archived, state: string) {
  const cookie = await archived.asRole("supervisor");
  const answer = await ask(archived.url, `/api/v1/quality/reviews?state=${state}`, { headers: { cookie } });
  return parsed(reviewListSchema, answer).data.reviews;
}

/** Has a call kept that the first rubric has something to say of. */
export const keepTalk = (archived: Archived, agent = "Aurora") =>
  archived.keep({
    ...{ agent: anAgent(agent), startedAt: secondsAgo(70), transcript: TALK() },
    summary: "The parcel was lost. Resolved: a new one was sent.",
  });

type Verdict = { key: string; result: Result; reason: string | null };

/** Changes a review as somebody of this role. @returns the id of the review that is answered */
export async function changeReview(archived: Archived, role: Role, id: string, wanted: ReviewChange): Promise<string> {
  const cookie = await archived.asRole(role);
  const answer = await change(archived.url, "PATCH", `/api/v1/quality/reviews/${id}`, { body: wanted, cookie });
  return parsed(reviewAnswerSchema, answer).data.id;
}

export const give = (archived: Archived, role: Role, id: string, score: number, verdicts: Verdict[] = []) =>
  changeReview(archived, role, id, { do: "finish", score, verdicts, comment: null });

/** What other tests of this worker left in the queue leaves it. */
export async function emptyQueue(archived: Archived): Promise<void> {
  for (const { id, source } of await reviewsOf(archived, "open")) {
    await changeReview(archived, "admin", id, { do: "assign", userId: null });
    // A second opinion is none of whoever gave the first: an admin's here is a supervisor's.
    const cookie = await archived.asRole("admin");
    const body = { do: "skip" };
    const asked = await change(archived.url, "PATCH", `/api/v1/quality/reviews/${id}`, { body, cookie });
    if (asked.status === 403 && source === "second_opinion") {
      await changeReview(archived, "supervisor", id, { do: "skip", comment: null });
    }
  }
}
