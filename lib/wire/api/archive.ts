import { z } from "zod";
import { textMs } from "@/lib/calls/time";
import {
  ARCHIVE_SORTS,
  archiveCallsSchema,
  archiveChoicesSchema,
  archivePassageSchema,
  archiveSizeSchema,
  archiveUnkeptSchema,
  eraseSchema,
  erasureSchema,
  MOST_ARCHIVE_CALLS,
} from "../archive-contract";
import {
  backfillAnswerSchema,
  backfillChangeSchema,
  backfillListSchema,
  backfillPriceSchema,
  newBackfillSchema,
} from "../backfill-contract";
import { wholeNumber } from "../list-filters";
import { CALL_SERVICE } from "./call-reasons";
import { CALL_ID_PARAM, endpoint, ownIdParam, whoMay } from "./endpoint";
import { shouldBe } from "./query";

const LONGEST_Q = 300;
const LONGEST_WORD = 120;
const MOST_VALUES = 50;

/** Several, with commas between them. */
const list = z
  .string()
  .max(4_000)
  .transform((text) => [
    ...new Set(
      text
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    ),
  ])
  .refine((values) => values.length > 0 && values.length <= MOST_VALUES)
  .optional();
const moment = z
  .string()
  .max(40)
  .regex(/^\d{4}-/)
  .refine((text) => textMs(text) !== null)
  .transform((text) => textMs(text) ?? 0)
  .optional();
const yesOrNo = z
  .enum(["true", "false"])
  .transform((text) => text === "true")
  .optional()
  .describe("true or false");

const q = z
  .string()
  .max(LONGEST_Q)
  .optional()
  .describe(`words, "phrases", -excluded ones, beginnings* and OR, ${LONGEST_Q} characters at most`);

const FILTERS = {
  q,
  status: list.describe("statuses, with commas between them"),
  direction: z.enum(["inbound", "outbound"]).optional().describe("inbound or outbound"),
  agent: list.describe("ids of agents, with commas between them"),
  campaign: list.describe("campaigns, with commas between them"),
  metadata: z
    .string()
    .max(400)
    .regex(/^[^=]{1,100}=/)
    .transform((text) => {
      const [key = "", ...value] = text.split("=");
      return { key, value: value.join("=") };
    })
    .optional()
    .describe("a field of the metadata and its value, as key=value"),
  from: moment.describe("an ISO 8601 time"),
  to: moment.describe("an ISO 8601 time"),
  minSeconds: wholeNumber(0, 1_000_000),
  maxSeconds: wholeNumber(0, 1_000_000),
  attention: list.describe("any, or reasons for attention with commas between them"),
  endedByPerson: yesOrNo,
  shared: yesOrNo,
  who: z.string().trim().min(1).max(LONGEST_WORD).optional().describe("a part of an id, a number or a name"),
};

export const archiveCallsApi = endpoint({
  path: "/api/v1/archive/calls",
  topic: "Archive",
  methods: {
    GET: {
      summary: "Calls that are over, found by what was said in them and by their facts, as far as the role sees them",
      who: whoMay("archive.read"),
      query: shouldBe(
        z.strictObject({
          ...FILTERS,
          sort: z
            .enum(ARCHIVE_SORTS)
            .optional()
            .describe(`one of ${ARCHIVE_SORTS.join(", ")}; with q only best and newest`),
          limit: wholeNumber(1, MOST_ARCHIVE_CALLS),
          cursor: z.string().max(1_000).optional().describe("the nextCursor of a page in the same order"),
        }),
        {
          unknown: () => "There is a query parameter that this search does not have.",
          twice: (name) => `${name} is given twice.`,
        },
      ),
      answer: archiveCallsSchema,
      reasons: ["too_many_attempts"],
    },
  },
});

export const erasuresApi = endpoint({
  path: "/api/v1/archive/erasures",
  topic: "Archive",
  methods: {
    POST: {
      summary:
        "Erases everything kept of a caller's number, or one call, for good; without `confirm` it only counts. The number stands in the body and nowhere else",
      who: whoMay("archive.manage"),
      body: eraseSchema,
      answer: erasureSchema,
    },
  },
});

export const backfillsApi = endpoint({
  path: "/api/v1/archive/backfills",
  topic: "Archive",
  methods: {
    GET: {
      summary: "Calls of the past that are brought into the archive, and how far keeping up has come",
      who: whoMay("archive.manage"),
      answer: backfillListSchema,
    },
    POST: {
      summary:
        "Begins to bring the calls of a range into the archive, with what live work leaves of the request budget",
      who: whoMay("archive.manage"),
      body: newBackfillSchema,
      bodyMayBeMissing: true,
      answer: backfillAnswerSchema,
      status: 201,
      reasons: ["conflict"],
    },
  },
});

const { status, direction, agent, from, to, minSeconds, maxSeconds } = FILTERS;

export const archiveUnkeptApi = endpoint({
  path: "/api/v1/archive/unkept",
  topic: "Archive",
  methods: {
    GET: {
      summary: "The newest calls in the call service's list that are over, or to come, and not kept here",
      who: whoMay("archive.read"),
      query: shouldBe(z.strictObject({ status, direction, agent, from, to, minSeconds, maxSeconds }), {
        unknown: () => "There is a query parameter that this list does not have.",
        twice: (name) => `${name} is given twice.`,
      }),
      answer: archiveUnkeptSchema,
      reasons: ["too_many_attempts", ...CALL_SERVICE],
    },
  },
});

export const backfillPriceApi = endpoint({
  path: "/api/v1/archive/backfill-price",
  topic: "Archive",
  methods: {
    GET: {
      summary: "What it would cost to bring the calls of a range into the archive",
      who: whoMay("archive.manage"),
      query: shouldBe(
        z.strictObject({
          from: z.iso.datetime({ offset: true }).optional().describe("an ISO 8601 time"),
          to: z.iso.datetime({ offset: true }).optional().describe("an ISO 8601 time"),
        }),
        {
          unknown: () => "There is a query parameter that this price does not have.",
          twice: (name) => `${name} is given twice.`,
        },
      ),
      answer: backfillPriceSchema,
      reasons: CALL_SERVICE,
    },
  },
});

export const archiveChoicesApi = endpoint({
  path: "/api/v1/archive/choices",
  topic: "Archive",
  methods: {
    GET: {
      summary: "Agents, campaigns and metadata fields of calls that are over, as far as the role sees them",
      who: whoMay("archive.read"),
      answer: archiveChoicesSchema,
    },
  },
});

export const backfillApi = endpoint({
  path: "/api/v1/archive/backfills/{backfillId}",
  topic: "Archive",
  params: { backfillId: ownIdParam("the id of a backfill") },
  methods: {
    GET: {
      summary: "How far a backfill is",
      who: whoMay("archive.manage"),
      answer: backfillAnswerSchema,
      reasons: ["not_found"],
    },
    PATCH: {
      summary: "Pauses a backfill, has it go on, or cancels it; what it has kept stays",
      who: whoMay("archive.manage"),
      body: backfillChangeSchema,
      answer: backfillAnswerSchema,
      reasons: ["not_found", "conflict"],
    },
  },
});

export const archivePassageApi = endpoint({
  path: "/api/v1/archive/calls/{callId}/passage",
  topic: "Archive",
  params: { callId: CALL_ID_PARAM },
  methods: {
    GET: {
      summary: "A call that is over, and what was said around one of its lines, as far as the role sees it",
      who: whoMay("archive.read"),
      query: shouldBe(z.object({ line: wholeNumber(0, 1_000_000), q })),
      answer: archivePassageSchema,
      reasons: ["call_not_found", "too_many_attempts"],
    },
  },
});

export const archiveSizeApi = endpoint({
  path: "/api/v1/archive/size",
  topic: "Archive",
  methods: {
    GET: {
      summary: "How large what is kept of calls is, and how fast it grows; counted every five minutes at most",
      who: whoMay("archive.manage"),
      answer: archiveSizeSchema,
    },
  },
});
