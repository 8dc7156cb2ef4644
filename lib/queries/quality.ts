import { queryOptions } from "@tanstack/react-query";
import { isNamed } from "@/lib/errors/named";
import { type FetchError, fetchJson } from "@/lib/wire/fetch-json";
import type {
  Agreement,
  Calibration,
  CallQuality,
  CoachingMoment,
  NewNote,
  NoteList,
  QualityAgents,
  QualityNote,
  Review,
  ReviewChange,
  Reviewers,
  ReviewState,
  Rubric,
  RubricDefinition,
  Sampling,
} from "@/lib/wire/quality-contract";
import {
  agreementApiPath,
  calibrationApiPath,
  callNotesApiPath,
  callQualityApiPath,
  coachingApiPath,
  noteApiPath,
  qualityAgentsApiPath,
  reviewApiPath,
  reviewersApiPath,
  reviewsApiPath,
  rubricApiPath,
  rubricsApiPath,
  samplingApiPath,
} from "@/lib/wire/quality-paths";
import { accessErrorWords } from "./access-words";
import { change, changeProblem } from "./change";

/** What people work on together is looked at again this often. */
const REFRESH_MS = 15_000;
const SOON_MS = 5_000;
const SETTLED = { staleTime: 5_000, refetchOnWindowFocus: true } as const;

async function dataOf<Data>(path: string, signal: AbortSignal): Promise<Data> {
  return (await fetchJson<{ data: Data }>(path, { signal })).body.data;
}

/** How a kept call was judged. A change of its rubric has it judged anew in the background. */
export const callQualityQuery = (callId: string) =>
  queryOptions<CallQuality, FetchError>({
    ...SETTLED,
    queryKey: ["quality", "call", callId],
    retry: false,
    // Judged for this answer alone, it is stored soon; without a rubric, the first may be on its way.
    refetchInterval: ({ state }) => {
      if (state.data === undefined || state.data.data.judgedAt !== null) return false;
      return state.data.data.rubric === null ? REFRESH_MS : SOON_MS;
    },
    queryFn: async ({ signal }) => (await fetchJson<CallQuality>(callQualityApiPath(callId), { signal })).body,
  });

/** What people wrote about a call that may still run, and whether it is kept by now. */
export const callNotesQuery = (callId: string) =>
  queryOptions<NoteList, FetchError>({
    queryKey: ["quality", "notes", callId],
    staleTime: 5_000,
    retry: false,
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }) => dataOf<NoteList>(callNotesApiPath(callId), signal),
  });

/** @throws FetchError */
export const addNote = (callId: string, note: NewNote): Promise<QualityNote> =>
  change("POST", callNotesApiPath(callId), note);
/** @throws FetchError */
export const removeNote = (noteId: string): Promise<QualityNote> => change("DELETE", noteApiPath(noteId));

export type RubricList = { rubrics: Rubric[]; mayManage: boolean; waiting: number };
/** Rubrics, and how many calls wait to be judged: looked at while some do. */
export const rubricsQuery = () =>
  queryOptions<RubricList, FetchError>({
    ...SETTLED,
    queryKey: ["quality", "rubrics"],
    refetchInterval: ({ state }) => ((state.data?.waiting ?? 0) > 0 ? 3_000 : false),
    queryFn: ({ signal }) => dataOf<RubricList>(rubricsApiPath, signal),
  });

export type RubricVersion = { version: number; definition: RubricDefinition; madeAt: string; madeBy: string | null };
export type RubricVersions = { rubric: Rubric; versions: RubricVersion[] };
/** A rubric with its versions. It is not read again while somebody changes it: that is told when it is saved. */
export const rubricQuery = (rubricId: string) =>
  queryOptions<RubricVersions, FetchError>({
    queryKey: ["quality", "rubric", rubricId],
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    queryFn: ({ signal }) => dataOf<RubricVersions>(rubricApiPath(rubricId), signal),
  });

/** `open`: all that wait; `free`: of them those that are nobody's; `mine`: those assigned to oneself. */
export type QueueFilter = ReviewState | "free" | "mine";
export type ReviewList = { reviews: Review[]; open: number; mine: number; free: number };
const QUEUE_QUESTION: Record<QueueFilter, string> = {
  open: "state=open",
  free: "state=open&assigned=nobody",
  mine: "state=open&assigned=me",
  done: "state=done",
  skipped: "state=skipped",
};
/** Calls to be reviewed, or that were. */
export const reviewsQuery = (filter: QueueFilter) =>
  queryOptions<ReviewList, FetchError>({
    queryKey: ["quality", "reviews", filter],
    staleTime: 2_000,
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: true,
    queryFn: ({ signal }) => dataOf<ReviewList>(`${reviewsApiPath}?${QUEUE_QUESTION[filter]}`, signal),
  });

export const reviewQuery = (reviewId: string) =>
  queryOptions<Review, FetchError>({
    queryKey: ["quality", "review", reviewId],
    staleTime: 2_000,
    retry: false,
    refetchInterval: REFRESH_MS,
    queryFn: ({ signal }) => dataOf<Review>(reviewApiPath(reviewId), signal),
  });

/** Whoever a review could be assigned to; asked each time it is wanted. */
export const reviewersQuery = (reviewId: string) =>
  queryOptions<Reviewers, FetchError>({
    queryKey: ["quality", "reviewers", reviewId],
    staleTime: 0,
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }) =>
      (await dataOf<{ reviewers: Reviewers }>(reviewersApiPath(reviewId), signal)).reviewers,
  });

/** @returns the review, or the one that was asked for by a second opinion @throws FetchError */
export const changeReview = (reviewId: string, wanted: ReviewChange): Promise<Review> =>
  change("PATCH", reviewApiPath(reviewId), wanted);
/** Puts a call into the queue. @throws FetchError */
export const queueReview = (callId: string): Promise<Review> => change("POST", reviewsApiPath, { callId });

export const samplingQuery = () =>
  queryOptions<Sampling, FetchError>({
    ...SETTLED,
    queryKey: ["quality", "sampling"],
    queryFn: ({ signal }) => dataOf<Sampling>(samplingApiPath, signal),
  });

/** @param from ISO 8601 */
export const agreementQuery = (from: string) =>
  queryOptions<Agreement, FetchError>({
    ...SETTLED,
    queryKey: ["quality", "agreement", from],
    queryFn: ({ signal }) => dataOf<Agreement>(agreementApiPath(from), signal),
  });

/** Calls that two people have reviewed. @param from ISO 8601 */
export const calibrationQuery = (from: string) =>
  queryOptions<Calibration, FetchError>({
    ...SETTLED,
    queryKey: ["quality", "calibration", from],
    queryFn: ({ signal }) => dataOf<Calibration>(calibrationApiPath(from), signal),
  });

/** @param from ISO 8601 */
export const qualityAgentsQuery = (from: string) =>
  queryOptions<QualityAgents["agents"], FetchError>({
    ...SETTLED,
    queryKey: ["quality", "agents", from],
    queryFn: async ({ signal }) => (await dataOf<QualityAgents>(qualityAgentsApiPath(from), signal)).agents,
  });

export type Coaching = { best: CoachingMoment[]; worst: CoachingMoment[] };
/** @param agent its id, or the name of one without @param from ISO 8601 */
export const coachingQuery = (agent: string, from: string) =>
  queryOptions<Coaching, FetchError>({
    ...SETTLED,
    queryKey: ["quality", "coaching", agent, from],
    queryFn: ({ signal }) => dataOf<Coaching>(coachingApiPath(agent, from), signal),
  });

/** What to tell somebody whose change was refused: the server knows who has a review, and who has changed a rubric. */
export function qualityProblem(error: unknown): string {
  const isOurs = isNamed<FetchError>(error, "FetchError");
  if (isOurs && ["conflict", "not_found", "not_permitted"].includes(error.reason)) return error.message;
  return changeProblem(error, accessErrorWords);
}
