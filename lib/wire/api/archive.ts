import { z } from "zod";
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
import { ARCHIVE_FILTERS } from "../archive-filters";
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

export const archiveCallsApi = endpoint({
  path: "/api/v1/archive/calls",
  topic: "Archive",
  methods: {
    GET: {
      summary: "Calls that are over, found by what was said in them and by their facts, as far as the role sees them",
      who: whoMay("archive.read"),
      query: shouldBe(
        z.strictObject({
          ...ARCHIVE_FILTERS,
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

const { q, status, direction, agent, from, to, minSeconds, maxSeconds } = ARCHIVE_FILTERS;

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
