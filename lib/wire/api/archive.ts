import { z } from "zod";
import { textMs } from "@/lib/calls/time";
import { ARCHIVE_SORTS, archiveCallsSchema, MOST_ARCHIVE_CALLS } from "../archive-contract";
import { wholeNumber } from "../list-filters";
import { endpoint, whoMay } from "./endpoint";
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

const FILTERS = {
  q: z
    .string()
    .max(LONGEST_Q)
    .optional()
    .describe(`words, "phrases", -excluded ones, beginnings* and OR, ${LONGEST_Q} characters at most`),
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
