import { z } from "zod";
import { CALL_ID } from "@/lib/calls/id";
import { externalScoreSchema, RESULTS } from "./quality-contract";

/**
 * The seam to an outside program that scores calls (docs/scorer.md): what it is sent, what it may answer, and what admins set
 * about it. Times are ISO 8601 with milliseconds.
 */

const iso = z.string();

/** What is POSTed to the scorer. With redaction on, numbers, names and personal data are taken out as far as they are found. */
export type ScorerRequest = {
  /** of this form; another number comes with another form */
  version: 1;
  call: {
    id: string;
    status: string;
    direction: string | null;
    startedAt: string | null;
    endedAt: string | null;
    durationSeconds: number | null;
    agent: { id: string | null; name: string | null };
    campaignId: string | null;
    /** its code, "de"; null: nobody knows */
    language: string | null;
  };
  /** spoken lines in reading order; `key` names one in evidence */
  lines: { key: number; speaker: "agent" | "caller" | "other"; text: string; at: string | null }[];
  /** lines at the start that were more than could be kept */
  omittedLines: number;
  summary: string | null;
  redacted: boolean;
};

const MOST_CHECKS = 40;
const MOST_EVIDENCE = 100;
const words = (most: number) => z.string().trim().min(1).max(most);

/** What a scorer answers. Nothing beside it: a field that is spelled otherwise is told, not lost. */
export const scorerAnswerSchema = z.strictObject({
  scorer: z.strictObject({ name: words(80), version: words(40) }),
  rubric: z.strictObject({ name: words(80), version: words(40) }),
  /** 0 to 100; null: it gives none */
  score: z.number().min(0).max(100).nullable(),
  checks: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "a lower-case name"),
        title: words(80),
        result: z.enum(RESULTS),
        explanation: z.string().trim().max(500).nullable().default(null),
        evidence: z.array(z.number().int().min(0).max(10_000_000)).max(MOST_EVIDENCE).default([]),
      }),
    )
    .max(MOST_CHECKS)
    .refine((checks) => new Set(checks.map(({ key }) => key)).size === checks.length, "different keys"),
});
export type ScorerAnswer = z.output<typeof scorerAnswerSchema>;

/** Why a call has no score from outside. */
export const SCORER_FAULTS = [
  "forbidden_address",
  "not_encrypted",
  "unreachable",
  "timeout",
  "redirected",
  "too_large",
  "unreadable",
  "not_json",
  "wrong_shape",
  "key_refused",
  "rate_limited",
  "refused",
  "failed",
  "secret_lost",
  "no_talk",
  "too_long",
  "waited_too_long",
  "budget_spent",
] as const;
export type ScorerFault = (typeof SCORER_FAULTS)[number];
const fault = z.enum(SCORER_FAULTS);

/** Requests a day at most. */
const MOST_PER_DAY = 100_000;

/** `PUT /api/v1/quality/scorer` */
export const scorerChangeSchema = z.strictObject({
  /** https://…; http:// only for hosts that EARSHOT_PRIVATE_HOSTS names */
  address: z.url({ protocol: /^https?$/, hostname: /.*/ }).max(500),
  isOn: z.boolean(),
  /** sent as `Authorization: Bearer …`; left out: the one there is stays, while the address leads to the same host; null: none */
  secret: z
    .string()
    .regex(/^[\x21-\x7e]{1,1000}$/, "visible characters without spaces")
    .nullable()
    .optional(),
  redacts: z.boolean().default(true),
  perDay: z.number().int().min(1).max(MOST_PER_DAY),
});
export type ScorerChange = z.output<typeof scorerChangeSchema>;

/** `GET /api/v1/quality/scorer` */
export const scorerAnswerOfSettingsSchema = z.strictObject({
  data: z.strictObject({
    /** null: none was ever set */
    address: z.string().nullable(),
    isOn: z.boolean(),
    /** calls that happened from then on are sent; null: it is off */
    since: iso.nullable(),
    /** the secret itself is never shown; `lost`: it was sealed with another key than this server has, and is to be typed again */
    secret: z.enum(["none", "set", "lost"]),
    redacts: z.boolean(),
    perDay: z.number(),
    /** requests since midnight UTC */
    usedToday: z.number(),
    /** counted up to 1,000 each */
    waiting: z.number(),
    failed: z.number(),
    scored: z.number(),
    /** of the attempt that failed last; null: none of the calls there are did */
    lastFault: z.strictObject({ fault, callId: z.string(), at: iso }).nullable(),
    /** false: this is a demo that others look at, and nothing leaves it */
    isPossible: z.boolean(),
  }),
});
export type ScorerSettings = z.infer<typeof scorerAnswerOfSettingsSchema>["data"];

/** `POST /api/v1/quality/scorer/try`: one call is sent now, by what is set; nothing of the answer is stored. */
export const tryScorerSchema = z.strictObject({ callId: z.string().regex(CALL_ID, "the id of a call") });
export const triedScorerSchema = z.strictObject({
  data: z.strictObject({
    tookMs: z.number(),
    sentLines: z.number(),
    fault: fault.nullable(),
    /** what is wrong with the answer's shape, where that is the fault: places and rules, nothing it holds */
    problems: z.array(z.string()),
    external: externalScoreSchema.nullable(),
  }),
});
export type TriedScorer = z.infer<typeof triedScorerSchema>["data"];

/** `POST /api/v1/quality/scorer/retries`: calls that were given up are tried anew. */
export const scorerRetriesSchema = z.strictObject({ data: z.strictObject({ calls: z.number() }) });
