import { z } from "zod";
import { CALL_ID } from "@/lib/calls/id";
import { textMs } from "@/lib/calls/time";

/** How calls were judged, by rubrics and by people. Times are ISO 8601 with milliseconds. */

const iso = z.string();

/** `unknown`: what the check rests on is not known of this call. `not_applicable`: the call is none that it can be asked of. */
export const RESULTS = ["pass", "fail", "not_applicable", "unknown"] as const;
export type Result = (typeof RESULTS)[number];
const result = z.enum(RESULTS);

const MOST_CHECKS = 40;
const LONGEST_PHRASE = 120;
const MOST_PHRASES = 100;
const LONGEST_PATTERN = 200;
/** Calls that a rubric is tried on before it is saved. */
export const TRIED_CALLS = 100;

const common = {
  /** the same in every version of the rubric: by it checks are compared */
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "a lower-case name"),
  title: z.string().trim().min(1).max(80),
  /** how much it counts; 0: it is shown and does not count */
  weight: z.number().int().min(0).max(100),
};
/** Whose lines are looked at, and which of them. */
const where = {
  speaker: z.enum(["agent", "caller", "anybody"]),
  within: z.enum(["call", "first_lines", "last_lines"]),
  /** so many, for first and last lines */
  lines: z.number().int().min(1).max(50).default(3),
  wanted: z.enum(["said", "not_said"]),
};
const phrases = z.array(z.string().trim().min(1).max(LONGEST_PHRASE)).max(MOST_PHRASES);

/** What can be measured of a call. Seconds, or shares from 0 to 1. */
const MEASURES = [
  "duration_seconds",
  "response_median_seconds",
  "slowest_response_seconds",
  "pauses_seconds",
  "ring_seconds",
  "agent_share",
] as const;

/** One thing that a rubric asks of a call. */
export const checkSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("greeting") }),
  z.strictObject({ ...common, kind: z.literal("closing"), lines: z.number().int().min(1).max(10).default(2) }),
  z.strictObject({ ...common, kind: z.literal("professional") }),
  z.strictObject({ ...common, kind: z.literal("resolution") }),
  /** the median of the agent's answers comes within it */
  z.strictObject({ ...common, kind: z.literal("response"), targetMs: z.number().int().min(100).max(120_000) }),
  z.strictObject({ ...common, kind: z.literal("efficiency"), underSeconds: z.number().int().min(1).max(86_400) }),
  z.strictObject({ ...common, kind: z.literal("interruptions"), most: z.number().int().min(0).max(100) }),
  z.strictObject({ ...common, kind: z.literal("repeats"), times: z.number().int().min(2).max(10) }),
  z.strictObject({ ...common, kind: z.literal("person") }),
  /** `phrases`: any of them instead of our own */
  z.strictObject({ ...common, kind: z.literal("disclosure"), phrases: phrases.default([]) }),
  z.strictObject({ ...common, kind: z.literal("phrases"), ...where, phrases: phrases.min(1) }),
  /** a pattern as lib/quality/pattern.ts reads it */
  z.strictObject({ ...common, kind: z.literal("pattern"), ...where, pattern: z.string().min(1).max(LONGEST_PATTERN) }),
  z.strictObject({
    ...common,
    kind: z.literal("timing"),
    measure: z.enum(MEASURES),
    least: z.number().min(0).max(1_000_000).nullable().default(null),
    most: z.number().min(0).max(1_000_000).nullable().default(null),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("metadata"),
    field: z.string().min(1).max(100),
    /** one of them as text; empty: that it is there at all */
    values: z.array(z.string().max(400)).max(50),
  }),
]);
export type Check = z.output<typeof checkSchema>;

/** What calls are held against. */
export const rubricDefinitionSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  /** only calls of these agents, by id; or of these campaigns. Both empty: every call */
  agents: z.array(z.string().min(1).max(200)).max(100).default([]),
  campaigns: z.array(z.string().min(1).max(200)).max(100).default([]),
  /** only calls in these languages; empty: in any */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .max(30)
    .default([]),
  /** of a score from 0 to 100 */
  passMark: z.number().int().min(0).max(100),
  checks: z
    .array(checkSchema)
    .min(1)
    .max(MOST_CHECKS)
    .refine((checks) => new Set(checks.map(({ key }) => key)).size === checks.length, "different keys"),
});
export type RubricDefinition = z.output<typeof rubricDefinitionSchema>;

const rubricRef = z.strictObject({ id: z.string(), version: z.number() });
const rubricSchema = z.strictObject({
  id: z.string(),
  /** the newest */
  version: z.number(),
  /** no call is judged by it any more; what was judged by it stays */
  isRetired: z.boolean(),
  definition: rubricDefinitionSchema,
  changedAt: iso,
  /** null: Earshot itself */
  changedBy: z.string().nullable(),
});
export type Rubric = z.infer<typeof rubricSchema>;

/** `GET /api/v1/quality/rubrics` */
export const rubricListSchema = z.strictObject({
  data: z.strictObject({
    rubrics: z.array(rubricSchema),
    mayManage: z.boolean(),
    /** calls that are yet to be judged (again); counted up to 1,000 */
    waiting: z.number(),
  }),
});
export const rubricAnswerSchema = z.strictObject({ data: rubricSchema });
/** `GET /api/v1/quality/rubrics/{rubricId}`: with its versions, newest first. */
export const rubricVersionsSchema = z.strictObject({
  data: z.strictObject({
    rubric: rubricSchema,
    versions: z.array(
      z.strictObject({
        version: z.number(),
        definition: rubricDefinitionSchema,
        madeAt: iso,
        madeBy: z.string().nullable(),
      }),
    ),
  }),
});
/** `PUT …/{rubricId}`: `version` is the one that was changed: another's change meanwhile is a conflict. */
export const rubricChangeSchema = z.strictObject({
  version: z.number().int().min(1),
  definition: rubricDefinitionSchema,
});

/** `POST /api/v1/quality/rubrics/try`: nothing is stored. */
export const tryRubricSchema = z.strictObject({ definition: rubricDefinitionSchema });
export const triedRubricSchema = z.strictObject({
  data: z.strictObject({
    /** the newest calls that it is for, newest first */
    calls: z.array(
      z.strictObject({
        callId: z.string(),
        happenedAt: iso,
        agentName: z.string().nullable(),
        score: z.number().nullable(),
        passed: z.boolean().nullable(),
        /** by what holds now; null: it was not judged */
        scoreNow: z.number().nullable(),
      }),
    ),
    checks: z.array(
      z.strictObject({
        key: z.string(),
        pass: z.number(),
        fail: z.number(),
        not_applicable: z.number(),
        unknown: z.number(),
      }),
    ),
    /** null: none of them could be scored */
    meanScore: z.number().nullable(),
    passed: z.number(),
  }),
});
export type TriedRubric = z.infer<typeof triedRubricSchema>["data"];

const judgedCheckSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  kind: z.string(),
  result,
  weight: z.number(),
  /** keys of the lines that show it */
  evidence: z.array(z.number()),
  explanation: z.string(),
});
export type JudgedCheck = z.infer<typeof judgedCheckSchema>;

const verdictSchema = z.strictObject({
  key: z.string().max(40),
  result,
  /** why it is otherwise than the rubric says */
  reason: z.string().trim().max(500).nullable().default(null),
});

/** A line, or the call, that somebody wrote about. */
const noteSchema = z.strictObject({
  id: z.string(),
  callId: z.string(),
  /** the line's key; null: the call as a whole, or a moment of it */
  line: z.number().nullable(),
  /** the moment of a call that still ran */
  at: iso.nullable(),
  kind: z.enum(["comment", "flag"]),
  text: z.string(),
  madeBy: z.string(),
  madeAt: iso,
  isOwn: z.boolean(),
});
export type QualityNote = z.infer<typeof noteSchema>;

const SOURCES = ["critical", "random", "lowest", "new_agent", "by_hand", "second_opinion"] as const;
export type ReviewSource = (typeof SOURCES)[number];
const REVIEW_STATES = ["open", "done", "skipped"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

const reviewSchema = z.strictObject({
  id: z.string(),
  callId: z.string(),
  /** why it is to be reviewed */
  source: z.enum(SOURCES),
  state: z.enum(REVIEW_STATES),
  happenedAt: iso,
  agent: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }),
  /** the rubric's score; null while a second opinion is not given: it is to be one's own */
  score: z.number().nullable(),
  assignedTo: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** somebody reviews it just now, until then */
  lock: z.strictObject({ name: z.string(), isOwn: z.boolean(), until: iso }).nullable(),
  /** false: it is somebody else's, locked, or one has given the first opinion */
  mayReview: z.boolean(),
  createdAt: iso,
  /** what was given; null: nothing yet */
  given: z
    .strictObject({
      by: z.string(),
      at: iso,
      rubric: rubricRef.nullable(),
      /** 1 to 5; null: skipped */
      score: z.number().nullable(),
      comment: z.string().nullable(),
      verdicts: z.array(verdictSchema.extend({ rubricResult: result.nullable() })),
    })
    .nullable(),
});
export type Review = z.infer<typeof reviewSchema>;
export const reviewAnswerSchema = z.strictObject({ data: reviewSchema });

/** `GET /api/v1/quality/reviews` */
export const reviewListSchema = z.strictObject({
  data: z.strictObject({
    reviews: z.array(reviewSchema),
    /** open ones in all, those assigned to oneself, and those that are nobody's yet */
    open: z.number(),
    mine: z.number(),
    free: z.number(),
  }),
});
/** `GET …/reviews/{reviewId}/reviewers`: who could be given it; oneself among them, where one could. */
export const reviewersSchema = z.strictObject({
  data: z.strictObject({
    reviewers: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        isSelf: z.boolean(),
        /** open reviews that are theirs already */
        assigned: z.number(),
      }),
    ),
  }),
});
export type Reviewers = z.infer<typeof reviewersSchema>["data"]["reviewers"];
/** `POST …/reviews`: a call somebody wants reviewed. */
export const newReviewSchema = z.strictObject({ callId: z.string().regex(CALL_ID, "the id of a call") });

/** `PATCH …/reviews/{reviewId}` */
export const reviewChangeSchema = z.discriminatedUnion("do", [
  /** takes or keeps the lock */
  z.strictObject({ do: z.literal("lock") }),
  z.strictObject({ do: z.literal("unlock") }),
  /** to oneself, where nobody is named; null: open to everybody again */
  z.strictObject({ do: z.literal("assign"), userId: z.string().min(1).max(64).nullable().optional() }),
  z.strictObject({
    do: z.literal("finish"),
    score: z.number().int().min(1).max(5),
    verdicts: z
      .array(verdictSchema)
      .max(MOST_CHECKS)
      .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, "different keys")
      .default([]),
    comment: z.string().trim().max(2_000).nullable().default(null),
  }),
  z.strictObject({ do: z.literal("skip"), comment: z.string().trim().max(2_000).nullable().default(null) }),
  /** of a review that is done: another person reviews the call without seeing it */
  z.strictObject({ do: z.literal("second_opinion") }),
]);
export type ReviewChange = z.output<typeof reviewChangeSchema>;

/** What is put into the queue by itself. Each number is of calls a week; 0: none. */
export const samplingSchema = z.strictObject({
  /** every call that came into critical trouble */
  critical: z.boolean(),
  randomPerAgent: z.number().int().min(0).max(50),
  lowest: z.number().int().min(0).max(200),
  /** the first calls of an agent that is new */
  firstOfNewAgent: z.number().int().min(0).max(50),
});
export type Sampling = z.infer<typeof samplingSchema>;
export const samplingAnswerSchema = z.strictObject({ data: samplingSchema });

/** `POST /api/v1/quality/calls/{callId}/notes` */
export const newNoteSchema = z.strictObject({
  line: z.number().int().min(0).max(10_000_000).nullable().default(null),
  kind: z.enum(["comment", "flag"]),
  text: z.string().trim().max(2_000).default(""),
  /** where no line is named, the moment that is meant, such as when one was said; null: now, of a call that runs */
  at: iso
    .max(40)
    .refine((text) => textMs(text) !== null, "an ISO 8601 time")
    .nullable()
    .default(null),
});
export type NewNote = z.input<typeof newNoteSchema>;
export const noteAnswerSchema = z.strictObject({ data: noteSchema });
export const noteListSchema = z.strictObject({
  data: z.strictObject({
    notes: z.array(noteSchema),
    /** the call is over and kept: how it was judged can be asked for */
    isKept: z.boolean(),
  }),
});
export type NoteList = z.infer<typeof noteListSchema>["data"];

/** What an outside program made of a call (docs/scorer.md). `state` is of the last time that it was to be scored. */
export const externalScoreSchema = z.strictObject({
  state: z.enum(["waiting", "scored", "failed"]),
  /** why it failed; while it waits, why the last attempt did. Null: no attempt has */
  fault: z.string().nullable(),
  /** what the program answered last; null: nothing yet */
  result: z
    .strictObject({
      /** 0 to 100; null: it gives none */
      score: z.number().nullable(),
      scorer: z.strictObject({ name: z.string(), version: z.string() }),
      rubric: z.strictObject({ name: z.string(), version: z.string() }),
      checks: z.array(
        z.strictObject({
          key: z.string(),
          title: z.string(),
          result,
          explanation: z.string().nullable(),
          /** keys of lines */
          evidence: z.array(z.number()),
        }),
      ),
      /** it named so many lines that the call does not have */
      droppedEvidence: z.number(),
      /** what it was sent had been redacted and masked */
      redacted: z.boolean(),
      scoredAt: iso,
    })
    .nullable(),
});
export type ExternalScore = z.infer<typeof externalScoreSchema>;

/** `GET /api/v1/quality/calls/{callId}` */
export const callQualitySchema = z.strictObject({
  data: z.strictObject({
    callId: z.string(),
    /** null: the call is not judged: no rubric is for it, or it waits */
    rubric: rubricRef.extend({ name: z.string() }).nullable(),
    score: z.number().nullable(),
    passed: z.boolean().nullable(),
    /** score = 100 × earned ÷ possible; `leftOut`: weight of checks that are unknown or not applicable */
    arithmetic: z
      .strictObject({ earned: z.number(), possible: z.number(), leftOut: z.number(), passMark: z.number() })
      .nullable(),
    checks: z.array(judgedCheckSchema),
    /** under 300 seconds or not; null: nobody knows how long it was */
    efficiency: z.enum(["efficient", "lengthy"]).nullable(),
    /** of the caller's lines by a list of words: −1 to 1. Null: no list for the language, or none of its words was said */
    sentiment: z
      .strictObject({
        score: z.number(),
        method: z.literal("word_list"),
        words: z.array(z.strictObject({ word: z.string(), value: z.number(), times: z.number() })),
      })
      .nullable(),
    /** null: no outside program was ever to score it */
    external: externalScoreSchema.nullable(),
    /** the newest review that is done */
    review: reviewSchema.nullable(),
    notes: z.array(noteSchema),
    /** as the call API's document computes them; null where its code would stop */
    seed: z.strictObject({
      callId: z.string(),
      agentName: z.string().nullable(),
      duration: z.number().nullable(),
      status: z.string(),
      greetingUsed: z.boolean().nullable(),
      closingUsed: z.boolean().nullable(),
      professionalLanguage: z.boolean().nullable(),
      resolutionProvided: z.boolean(),
      responseTime: z.number().nullable(),
      callEfficiency: z.enum(["efficient", "lengthy"]),
      score: z.number().nullable(),
    }),
    judgedAt: iso.nullable(),
  }),
  meta: z.strictObject({ demo: z.boolean(), masked: z.boolean(), redacted: z.boolean(), mayReview: z.boolean() }),
});
export type CallQuality = z.infer<typeof callQualitySchema>;
export type SeedReview = CallQuality["data"]["seed"];

const share = z.number().nullable();
const agreed = {
  /** pairs that both judged */
  pairs: z.number(),
  /** of them the same, 0 to 1; null: there are none */
  percent: share,
  /** Cohen's kappa, −1 to 1; null: none, or all of one kind */
  kappa: share,
};
/** `GET /api/v1/quality/agreement` */
export const agreementSchema = z.strictObject({
  data: z.strictObject({
    /** people against the rubric; and two people on the same call */
    byCheck: z.array(
      z.strictObject({ key: z.string(), rubric: z.strictObject(agreed), people: z.strictObject(agreed) }),
    ),
    /** scores 1 to 5 of two people */
    scores: z.strictObject({ ...agreed, meanDifference: share }),
    reviews: z.number(),
    doubled: z.number(),
  }),
});
export type Agreement = z.infer<typeof agreementSchema>["data"];

const opinionSchema = z.strictObject({
  reviewId: z.string(),
  by: z.string(),
  at: iso,
  /** 1 to 5 */
  score: z.number().nullable(),
  comment: z.string().nullable(),
});
const doubledCallSchema = z.strictObject({
  callId: z.string(),
  happenedAt: iso,
  agent: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }),
  /** the rubric's, of 100 */
  score: z.number().nullable(),
  first: opinionSchema,
  second: opinionSchema,
  checks: z.array(
    z.strictObject({
      key: z.string(),
      title: z.string(),
      /** what the rubric said when the first opinion was given, or the second where the first gave none */
      rubric: result.nullable(),
      /** null: this person gave no verdict of it */
      first: result.nullable(),
      second: result.nullable(),
      reasons: z.strictObject({ first: z.string().nullable(), second: z.string().nullable() }),
      /** the first line that shows it, by its key */
      line: z.number().nullable(),
    }),
  ),
});
export type DoubledCall = z.infer<typeof doubledCallSchema>;
/** `GET /api/v1/quality/calibration`: calls that two people have reviewed, side by side, the newest first. */
export const calibrationSchema = z.strictObject({
  data: z.strictObject({
    calls: z.array(doubledCallSchema),
    /** there are older ones in this span */
    isCut: z.boolean(),
  }),
});
export type Calibration = z.infer<typeof calibrationSchema>["data"];

/** `GET /api/v1/quality/agents`: agents and their weeks. */
export const qualityAgentsSchema = z.strictObject({
  data: z.strictObject({
    agents: z.array(
      z.strictObject({
        agent: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }),
        calls: z.number(),
        scored: z.number(),
        meanScore: share,
        passed: z.number(),
        weeks: z.array(z.strictObject({ start: iso, calls: z.number(), scored: z.number(), meanScore: share })),
      }),
    ),
  }),
});
export type QualityAgents = z.infer<typeof qualityAgentsSchema>["data"];

const momentSchema = z.strictObject({
  callId: z.string(),
  line: z.number().nullable(),
  happenedAt: iso,
  score: z.number().nullable(),
  /** what a person wrote or gave, or which checks say so */
  why: z.string(),
});
export type CoachingMoment = z.infer<typeof momentSchema>;
/** `GET /api/v1/quality/coaching`: the five best and worst moments of an agent. */
export const coachingSchema = z.strictObject({
  data: z.strictObject({ best: z.array(momentSchema), worst: z.array(momentSchema) }),
});
