import { z } from "zod";
import { ATTENTION_REASONS } from "./attention-reasons";

/**
 * What the board says of a call: computed by us from the upstream's calls, sent as it stands, drawn as it stands.
 * Times are ISO 8601 with milliseconds. Browsers import the types only: zod would cost them 33 KiB.
 */

const iso = z.string();

export const attentionSchema = z.strictObject({
  reason: z.enum(ATTENTION_REASONS),
  severity: z.enum(["warning", "critical"]),
  /** what a person needs to know, true at the moment of the answer */
  sentence: z.string(),
  /** when the condition began, so that a page can keep the sentence's age running; null when it has no age */
  since: iso.nullable(),
});

/**
 * A strip of who spoke when: `[speaker, start, length]` in tenths of a second from `start`; speaker 0 agent, 1 caller,
 * 2 other. Silence is what lies between. Of more than 96 stretches `shares` tells instead how much of each step of time
 * everybody talked, so that no speaker hides another (lib/calls/ribbon-shares.ts).
 */
const ribbonSchema = z.strictObject({
  start: iso.nullable(),
  /** end of the strip for an ended call; null while it runs (the strip then grows to now) */
  end: iso.nullable(),
  segments: z.array(z.tuple([z.number(), z.number(), z.number()])),
  /** left out while the stretches stand one by one. `step`: tenths of a second; one digit to the base of 36 a step and speaker, "0" silent, "z" all of it */
  shares: z.strictObject({ step: z.number(), agent: z.string(), caller: z.string(), other: z.string() }).optional(),
});

const lineSchema = z.strictObject({ role: z.string(), content: z.string(), timestamp: iso.nullable() });

const boardParticipantSchema = z.strictObject({
  identity: z.string(),
  name: z.string().nullable(),
  kind: z.enum(["agent", "caller", "other"]),
});

export const boardCallSchema = z.strictObject({
  id: z.string(),
  status: z.string(),
  /**
   * starting: only listed so far, its details were never read. running. ending: a complete reading of the list no longer
   * names it, how it ended is not known yet; it counts in no total. ended.
   */
  phase: z.enum(["starting", "running", "ending", "ended"]),
  /**
   * When its details were last read, where that is longer ago than it should be: every age that is derived from them
   * stands still there. Null while they are young, and for a call without details.
   */
  standsAt: iso.nullable(),
  direction: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  agent: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }),
  contactName: z.string().nullable(),
  campaignId: z.string().nullable(),
  createdAt: iso.nullable(),
  startedAt: iso.nullable(),
  endedAt: iso.nullable(),
  /** seconds, once final */
  duration: z.number().nullable(),
  failureReason: z.string().nullable(),
  /** null: not known yet (only listed so far) */
  roomExists: z.boolean().nullable(),
  numParticipants: z.number().nullable(),
  participants: z.array(boardParticipantSchema),
  /** the last two lines at most, oldest first, each cut to 240 characters */
  lastMessages: z.array(lineSchema),
  /** lines of speech: what tools and the system do is not counted */
  messageCount: z.number(),
  /** lines and fields of its details that could not be read */
  unreadable: z.number(),
  /** median gap from a caller's line to the agent's next, milliseconds */
  agentResponseMedianMs: z.number().nullable(),
  ribbon: ribbonSchema,
  attention: z.array(attentionSchema),
  /** when something about this call last changed; null when its details were not read yet */
  changedAt: iso.nullable(),
});

/** A call in which everything was found that was looked for. */
export const boardHitSchema = z.strictObject({
  /** of the call */
  id: z.string(),
  /** lines with as many of the words as any line of the call has; 0: only what the call is called by matches */
  lineCount: z.number(),
  /** the newest three of them at most, oldest first, each cut to what stands around its first hit */
  lines: z.array(
    lineSchema.extend({
      /** places of the words in `content`, in UTF-16 units, in order */
      marks: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
});

export const boardTotalsSchema = z.strictObject({
  /** status active */
  active: z.number(),
  /** initiated, connecting or ringing */
  ringing: z.number(),
  /** live calls with at least one reason for attention; and those with a critical one */
  attention: z.number(),
  critical: z.number(),
  /** the longest-running live call */
  longestCallId: z.string().nullable(),
  longestStartedAt: iso.nullable(),
  /** completed calls since midnight in Earshot's zone (EARSHOT_TIME_ZONE), and when that was; null while not known */
  answeredToday: z.number().nullable(),
  answeredSince: iso.nullable(),
  /** median over all agent replies in the calls on the board */
  agentResponseMedianMs: z.number().nullable(),
  /** one point a sample, oldest first, at most 60: what the tiles draw as sparklines */
  history: z.array(
    z.strictObject({
      at: iso,
      active: z.number(),
      ringing: z.number(),
      attention: z.number(),
      agentResponseMedianMs: z.number().nullable(),
    }),
  ),
});

export const rosterEntrySchema = z.strictObject({
  identity: z.string(),
  name: z.string().nullable(),
  kind: z.enum(["agent", "caller", "other"]),
  /** LiveKit's own joined_at where `joinedTold`, else when this server first saw them: another may have seen them before */
  joinedAt: iso,
  joinedTold: z.boolean(),
  /** null while in the room; the call's own end where `leftTold`, else when this server missed them first */
  leftAt: iso.nullable(),
  leftTold: z.boolean(),
});

export type Attention = z.infer<typeof attentionSchema>;
export type AttentionReason = Attention["reason"];
export type Ribbon = z.infer<typeof ribbonSchema>;
export type BoardCall = z.infer<typeof boardCallSchema>;
export type BoardParticipant = z.infer<typeof boardParticipantSchema>;
export type BoardHit = z.infer<typeof boardHitSchema>;
export type BoardTotals = z.infer<typeof boardTotalsSchema>;
export type RosterEntry = z.infer<typeof rosterEntrySchema>;
