import { z } from "zod";
import { ALL_STATUSES } from "@/lib/calls/status";
import { textMs } from "@/lib/calls/time";

const isoTime = z
  .string()
  .max(40)
  .regex(/^\d{4}-/)
  .refine((value) => textMs(value) !== null);
const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(max));

/** The upstream's filters of `GET /calls`, each with the words for what it should be. */
const FILTERS = {
  agentId: [z.guid(), "a UUID"],
  status: [z.enum(ALL_STATUSES), `one of ${ALL_STATUSES.join(", ")}`],
  direction: [z.enum(["inbound", "outbound"]), "inbound or outbound"],
  phoneNumber: [z.string().regex(/^\+?[0-9 ().-]{2,24}$/), "a phone number"],
  startDate: [isoTime, "an ISO 8601 time"],
  endDate: [isoTime, "an ISO 8601 time"],
  limit: [wholeNumber(100).pipe(z.number().min(1)), "a whole number from 1 to 100"],
  offset: [wholeNumber(1_000_000), "a whole number from 0 to 1000000"],
  sortBy: [z.enum(["createdAt", "scheduledAt"]), "createdAt or scheduledAt"],
  sortOrder: [z.enum(["asc", "desc"]), "asc or desc"],
} as const;

type Filters = { [Name in keyof typeof FILTERS]?: z.output<(typeof FILTERS)[Name][0]> };

/** Reads the query of `GET /api/v1/calls`; what cannot be read is refused in words, never silently ignored. */
export function readListFilters(query: URLSearchParams): { filters: Filters } | { problem: string } {
  const filters: Record<string, unknown> = {};
  for (const [name, text] of query) {
    if (!Object.hasOwn(FILTERS, name)) return { problem: "There is a query parameter that this list does not have." };
    if (Object.hasOwn(filters, name)) return { problem: `${name} is given twice.` };
    const [schema, wish] = FILTERS[name as keyof typeof FILTERS];
    const read = schema.safeParse(text);
    if (!read.success) return { problem: `${name} should be ${wish}.` };
    filters[name] = read.data;
  }
  return { filters };
}
