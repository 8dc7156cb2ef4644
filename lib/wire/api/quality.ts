import { z } from "zod";
import { textMs } from "@/lib/calls/time";
import {
  agreementSchema,
  calibrationSchema,
  callQualitySchema,
  coachingSchema,
  newNoteSchema,
  newReviewSchema,
  noteAnswerSchema,
  noteListSchema,
  qualityAgentsSchema,
  reviewAnswerSchema,
  reviewChangeSchema,
  reviewersSchema,
  reviewListSchema,
  rubricAnswerSchema,
  rubricChangeSchema,
  rubricListSchema,
  rubricVersionsSchema,
  samplingAnswerSchema,
  samplingSchema,
  triedRubricSchema,
  tryRubricSchema,
} from "../quality-contract";
import {
  scorerAnswerOfSettingsSchema,
  scorerChangeSchema,
  scorerRetriesSchema,
  triedScorerSchema,
  tryScorerSchema,
} from "../scorer-contract";
import { ONE_CALL } from "./call-reasons";
import { CALL_ID_PARAM, endpoint, ownIdParam, whoMay } from "./endpoint";
import { shouldBe } from "./query";

const moment = z
  .string()
  .max(40)
  .regex(/^\d{4}-/)
  .refine((text) => textMs(text) !== null)
  .transform((text) => textMs(text) ?? 0)
  .optional()
  .describe("an ISO 8601 time");
const SPAN = { from: moment, to: moment };
const OTHERS = {
  unknown: () => "There is a query parameter that this address does not have.",
  twice: (name: string) => `${name} is given twice.`,
};

export const callQualityApi = endpoint({
  path: "/api/v1/quality/calls/{callId}",
  topic: "Quality",
  params: { callId: CALL_ID_PARAM },
  methods: {
    GET: {
      summary:
        "How a kept call was judged: its score with the arithmetic, each check with the lines that show it, sentiment by a word list, what a person gave it, and the review that the call API's document computes",
      who: whoMay("quality.read"),
      answer: callQualitySchema,
      reasons: ["call_not_found"],
    },
  },
});

export const callNotesApi = endpoint({
  path: "/api/v1/quality/calls/{callId}/notes",
  topic: "Quality",
  params: { callId: CALL_ID_PARAM },
  methods: {
    GET: {
      summary: "What people wrote about a call and its lines, as far as the role sees it",
      who: whoMay("quality.read"),
      answer: noteListSchema,
      reasons: ["too_many_attempts", ...ONE_CALL],
    },
    POST: {
      summary: "Writes about a call, or a line of it; of a call that runs, about this moment",
      who: whoMay("quality.review"),
      body: newNoteSchema,
      answer: noteAnswerSchema,
      status: 201,
      reasons: ["conflict", ...ONE_CALL],
    },
  },
});

export const noteApi = endpoint({
  path: "/api/v1/quality/notes/{noteId}",
  topic: "Quality",
  params: { noteId: ownIdParam("the id of a note") },
  methods: {
    DELETE: {
      summary: "Deletes what one wrote about a call; whoever manages quality deletes anybody's",
      who: whoMay("quality.review"),
      answer: noteAnswerSchema,
      reasons: ["not_found"],
    },
  },
});

export const rubricsApi = endpoint({
  path: "/api/v1/quality/rubrics",
  topic: "Quality",
  methods: {
    GET: {
      summary: "What calls are held against, and how many are yet to be judged",
      who: whoMay("quality.read"),
      answer: rubricListSchema,
    },
    POST: {
      summary: "Makes a rubric; the calls that it is for are judged by it in the background",
      who: whoMay("quality.manage"),
      body: tryRubricSchema,
      answer: rubricAnswerSchema,
      status: 201,
      reasons: ["conflict"],
    },
  },
});

export const triedRubricApi = endpoint({
  path: "/api/v1/quality/try",
  topic: "Quality",
  methods: {
    POST: {
      summary: "Holds the newest hundred calls that a rubric would be for against it; nothing is stored",
      who: whoMay("quality.manage"),
      body: tryRubricSchema,
      answer: triedRubricSchema,
    },
  },
});

export const rubricApi = endpoint({
  path: "/api/v1/quality/rubrics/{rubricId}",
  topic: "Quality",
  params: { rubricId: ownIdParam("the id of a rubric") },
  methods: {
    GET: {
      summary: "A rubric with all its versions",
      who: whoMay("quality.read"),
      answer: rubricVersionsSchema,
      reasons: ["not_found"],
    },
    PUT: {
      summary: "Makes a new version of a rubric; calls are judged again in the background",
      who: whoMay("quality.manage"),
      body: rubricChangeSchema,
      answer: rubricAnswerSchema,
      reasons: ["not_found", "conflict"],
    },
    DELETE: {
      summary: "Retires a rubric: no call is judged by it any more; its versions stay, for what was judged by them",
      who: whoMay("quality.manage"),
      answer: rubricAnswerSchema,
      reasons: ["not_found"],
    },
  },
});

export const reviewsApi = endpoint({
  path: "/api/v1/quality/reviews",
  topic: "Quality",
  methods: {
    GET: {
      summary: "Calls that people are to review, or have reviewed",
      who: whoMay("quality.review"),
      query: shouldBe(
        z.strictObject({
          state: z.enum(["open", "done", "skipped"]).optional().describe("open, done or skipped"),
          assigned: z.enum(["me", "nobody"]).optional().describe("me or nobody; left out: to whomever"),
        }),
        OTHERS,
      ),
      answer: reviewListSchema,
    },
    POST: {
      summary: "Puts a kept call into the queue",
      who: whoMay("quality.review"),
      body: newReviewSchema,
      answer: reviewAnswerSchema,
      status: 201,
      reasons: ["call_not_found"],
    },
  },
});

export const reviewApi = endpoint({
  path: "/api/v1/quality/reviews/{reviewId}",
  topic: "Quality",
  params: { reviewId: ownIdParam("the id of a review") },
  methods: {
    GET: {
      summary: "One review",
      who: whoMay("quality.review"),
      answer: reviewAnswerSchema,
      reasons: ["not_found"],
    },
    PATCH: {
      summary:
        "Takes the lock of a review for ten minutes or gives it back, assigns it, finishes or skips it, or asks for a second opinion, whose review is the answer",
      who: whoMay("quality.review"),
      body: reviewChangeSchema,
      answer: reviewAnswerSchema,
      reasons: ["not_found", "conflict"],
    },
  },
});

export const reviewersApi = endpoint({
  path: "/api/v1/quality/reviews/{reviewId}/reviewers",
  topic: "Quality",
  params: { reviewId: ownIdParam("the id of a review") },
  methods: {
    GET: {
      summary: "Whoever this review could be assigned to, and how many open ones are theirs already",
      who: whoMay("quality.review"),
      answer: reviewersSchema,
      reasons: ["not_found"],
    },
  },
});

export const samplingApi = endpoint({
  path: "/api/v1/quality/sampling",
  topic: "Quality",
  methods: {
    GET: {
      summary: "Which calls come into the queue by themselves",
      who: whoMay("quality.review"),
      answer: samplingAnswerSchema,
    },
    PUT: {
      summary: "Sets which calls come into the queue by themselves",
      who: whoMay("quality.manage"),
      body: samplingSchema,
      answer: samplingAnswerSchema,
    },
  },
});

export const agreementApi = endpoint({
  path: "/api/v1/quality/agreement",
  topic: "Quality",
  methods: {
    GET: {
      summary:
        "How far people agree with the rubric, check by check, and with each other on calls that two have reviewed: percent and Cohen's kappa",
      who: whoMay("quality.review"),
      query: shouldBe(z.strictObject(SPAN), OTHERS),
      answer: agreementSchema,
    },
  },
});

export const calibrationApi = endpoint({
  path: "/api/v1/quality/calibration",
  topic: "Quality",
  methods: {
    GET: {
      summary:
        "Calls that two people have reviewed, with what each said of every check beside the rubric's result and the line that shows it",
      who: whoMay("quality.review"),
      query: shouldBe(z.strictObject(SPAN), OTHERS),
      answer: calibrationSchema,
    },
  },
});

export const qualityAgentsApi = endpoint({
  path: "/api/v1/quality/agents",
  topic: "Quality",
  methods: {
    GET: {
      summary: "Agents with their scores, week by week",
      who: whoMay("quality.read"),
      query: shouldBe(z.strictObject(SPAN), OTHERS),
      answer: qualityAgentsSchema,
    },
  },
});

export const coachingApi = endpoint({
  path: "/api/v1/quality/coaching",
  topic: "Quality",
  methods: {
    GET: {
      summary: "The five best and worst moments of an agent, each with the line that shows it",
      who: whoMay("quality.read"),
      query: shouldBe(
        z.strictObject({
          ...SPAN,
          agent: z.string().min(1).max(200).describe("an agent's id, or the name of one without"),
        }),
        OTHERS,
      ),
      answer: coachingSchema,
      reasons: [],
    },
  },
});

const SCORER_REASONS = ["conflict", "call_not_found"] as const;

export const scorerApi = endpoint({
  path: "/api/v1/quality/scorer",
  topic: "Quality",
  methods: {
    GET: {
      summary: "The outside program that scores calls: where it is, what it is sent, and how it goes; never its secret",
      who: whoMay("quality.manage"),
      answer: scorerAnswerOfSettingsSchema,
    },
    PUT: {
      summary: "Sets the outside program that scores calls; calls are sent from the moment it is switched on",
      who: whoMay("quality.manage"),
      body: scorerChangeSchema,
      answer: scorerAnswerOfSettingsSchema,
    },
  },
});

export const triedScorerApi = endpoint({
  path: "/api/v1/quality/scorer/try",
  topic: "Quality",
  methods: {
    POST: {
      summary:
        "Sends one kept call to the outside scorer as it is set, and says what came back; nothing of it is stored",
      who: whoMay("quality.manage"),
      body: tryScorerSchema,
      answer: triedScorerSchema,
      reasons: SCORER_REASONS,
    },
  },
});

export const scorerRetriesApi = endpoint({
  path: "/api/v1/quality/scorer/retries",
  topic: "Quality",
  methods: {
    POST: {
      summary: "Has the outside scorer asked anew about calls that were given up",
      who: whoMay("quality.manage"),
      answer: scorerRetriesSchema,
    },
  },
});
