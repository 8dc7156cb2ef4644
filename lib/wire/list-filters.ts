import { z } from "zod";
import { ALL_STATUSES } from "@/lib/calls/status";
import { textMs } from "@/lib/calls/time";
import { shouldBe } from "./api/query";

const isoTime = z
  .string()
  .max(40)
  .regex(/^\d{4}-/)
  .refine((value) => textMs(value) !== null);

/** A whole number, as an address has it. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .optional()
    .meta({
      type: "integer",
      minimum: min,
      maximum: max,
      pattern: undefined,
      description: `a whole number from ${min} to ${max}`,
    });

/** The upstream's filters of `GET /calls`; what cannot be read is refused in words, never silently ignored. */
export const LIST_QUERY = shouldBe(
  z.strictObject({
    agentId: z.guid().optional().describe("a UUID"),
    status: z
      .enum(ALL_STATUSES)
      .optional()
      .describe(`one of ${ALL_STATUSES.join(", ")}`),
    direction: z.enum(["inbound", "outbound"]).optional().describe("inbound or outbound"),
    phoneNumber: z
      .string()
      .regex(/^\+?[0-9 ().-]{2,24}$/)
      .optional()
      .describe("a phone number"),
    startDate: isoTime.optional().describe("an ISO 8601 time"),
    endDate: isoTime.optional().describe("an ISO 8601 time"),
    limit: wholeNumber(1, 100),
    offset: wholeNumber(0, 1_000_000),
    sortBy: z.enum(["createdAt", "scheduledAt"]).optional().describe("createdAt or scheduledAt"),
    sortOrder: z.enum(["asc", "desc"]).optional().describe("asc or desc"),
  }),
  {
    unknown: () => "There is a query parameter that this list does not have.",
    twice: (name) => `${name} is given twice.`,
  },
);
