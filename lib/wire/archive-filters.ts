import { z } from "zod";
import { textMs } from "@/lib/calls/time";
import { isTimeZone } from "@/lib/format/time-zone";
import { wholeNumber } from "./list-filters";

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

/** What narrows calls that are over. */
export const ARCHIVE_FILTERS = {
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
  hasNotes: yesOrNo,
  who: z.string().trim().min(1).max(LONGEST_WORD).optional().describe("a part of an id, a number or a name"),
  failure: list.describe("reasons for failing as the call service has them, with commas between them"),
  minResponseMs: wholeNumber(0, 100_000_000),
  belowResponseMs: wholeNumber(0, 100_000_000),
  weekHour: z
    .string()
    .max(80)
    .regex(/^[1-7]-(?:\d|1\d|2[0-3])@/)
    .transform((text) => {
      const [when = "", timeZone = ""] = text.split("@");
      const [weekday, hour] = when.split("-").map(Number);
      return { weekday: weekday ?? 1, hour: hour ?? 0, timeZone };
    })
    .refine(({ timeZone }) => isTimeZone(timeZone))
    .optional()
    .describe("a weekday from 1 (Monday) to 7, an hour and a time zone, as 1-9@Europe/Helsinki"),
};

/** What somebody asks for: filters as they were read. */
export type ArchiveQuestion = z.output<z.ZodObject<typeof ARCHIVE_FILTERS>>;
