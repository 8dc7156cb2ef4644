import { z } from "zod";
import { isSearch, SEARCH_FAULT, searchOf } from "@/lib/calls/search";
import { isVersion, SINCE_FAULT } from "../changes";
import {
  boardSchema,
  callAnswerSchema,
  callListAnswerSchema,
  cancelAnswerSchema,
  endCallSchema,
  revealAnswerSchema,
} from "../contract";
import { LIST_QUERY, wholeNumber } from "../list-filters";
import { MAX_CALL_MESSAGES } from "../paths";
import { CALL_SERVICE, ONE_CALL } from "./call-reasons";
import { CALL_ID_PARAM, endpoint, whoMay } from "./endpoint";
import { shouldBe } from "./query";

const masked = z
  .enum(["true", "false"])
  .optional()
  .transform((text) => text === "true")
  .describe("true: without numbers, names and what was said, as a wall shows it");

/** The version whose changes are asked for; a version that is not known is answered with the whole. */
const since = z
  .string()
  .refine(isVersion)
  .optional()
  .describe("a version: what the ETag of an earlier answer has between its quotes");

/** Read here once, so that whoever asks twice for the same is known to. */
const q = z
  .string()
  .refine(isSearch)
  .optional()
  .transform((text) => (text === undefined ? null : searchOf(text)))
  .describe('only calls in whose talk, names or numbers, as the role sees them, all these words and "phrases" stand');

const LIVE_FAULTS: Record<string, string> = {
  since: SINCE_FAULT,
  q: SEARCH_FAULT,
};

export const liveApi = endpoint({
  path: "/api/v1/live",
  topic: "Calls",
  methods: {
    GET: {
      summary: "The board in one answer, as far as the role sees it",
      who: whoMay("board.read"),
      query: {
        schema: z.strictObject({ masked, q, since }),
        words: ({ name, fault }) =>
          (fault === "invalid" ? LIVE_FAULTS[name] : undefined) ??
          "The only parameters here are masked, true or false, q and since.",
      },
      answer: boardSchema,
      isVersioned: true,
      reasons: ["too_many_attempts", ...CALL_SERVICE],
    },
  },
});

export const callsApi = endpoint({
  path: "/api/v1/calls",
  topic: "Calls",
  methods: {
    GET: {
      summary: "The call service's list, with its filters",
      who: whoMay("calls.read"),
      query: LIST_QUERY,
      answer: callListAnswerSchema,
      isVersioned: true,
      reasons: ["too_many_attempts", ...CALL_SERVICE],
    },
  },
});

export const callApi = endpoint({
  path: "/api/v1/calls/{callId}",
  topic: "Calls",
  params: { callId: CALL_ID_PARAM },
  methods: {
    GET: {
      summary:
        "One call: `data` field for field as the call service has it, or as much as the role sees; `as=read` gives it in one shape",
      who: whoMay("call.read"),
      query: shouldBe(
        z.object({
          messages: wholeNumber(1, MAX_CALL_MESSAGES),
          since,
          as: z.enum(["sent", "read"]).default("sent").describe("sent or read"),
        }),
      ),
      answer: callAnswerSchema,
      isVersioned: true,
      reasons: ["too_many_attempts", ...ONE_CALL],
    },
    DELETE: {
      summary: "Ends a call. The reason somebody gives is kept in the audit trail, and told to whoever may end calls",
      who: whoMay("call.cancel"),
      body: endCallSchema,
      bodyMayBeMissing: true,
      answer: cancelAnswerSchema,
      otherStatuses: { 202: "The call service did not confirm in time; data.status is the truth as read afterwards." },
      reasons: ["not_cancellable", ...ONE_CALL],
    },
  },
});

export const revealApi = endpoint({
  path: "/api/v1/calls/{callId}/reveal",
  topic: "Calls",
  params: { callId: CALL_ID_PARAM },
  methods: {
    POST: {
      summary: "Shows whoever asks this call's numbers and names for a quarter of an hour; that they asked is recorded",
      who: whoMay("call.reveal"),
      answer: revealAnswerSchema,
      reasons: ONE_CALL,
    },
    DELETE: {
      summary: "Hides them again",
      who: whoMay("call.reveal"),
      answer: revealAnswerSchema,
      reasons: ONE_CALL,
    },
  },
});
