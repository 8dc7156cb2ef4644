import { z } from "zod";
import { isTimeZone } from "@/lib/format/time-zone";
import { ANALYTICS_BUCKETS, ANALYTICS_TABLES, analyticsSchema } from "../analytics-contract";
import { ARCHIVE_FILTERS } from "../archive-filters";
import { endpoint, whoMay } from "./endpoint";
import { shouldBe } from "./query";

export const analyticsApi = endpoint({
  path: "/api/v1/archive/analytics",
  topic: "Archive",
  methods: {
    GET: {
      summary:
        "Statistics of calls that are over, as far as the role sees them: over time, by agent, campaign and direction, by hour of the week, and how they were talked. With format=csv one of its tables as a file",
      who: whoMay("archive.read"),
      query: shouldBe(
        z.strictObject({
          ...ARCHIVE_FILTERS,
          timeZone: z
            .string()
            .max(64)
            .refine(isTimeZone)
            .optional()
            .describe("the name of a time zone, as Europe/Helsinki; UTC where nothing is said"),
          bucket: z
            .enum(ANALYTICS_BUCKETS)
            .optional()
            .describe(`one of ${ANALYTICS_BUCKETS.join(", ")}; what suits the range where nothing is said`),
          compare: z.enum(["previous"]).optional().describe("previous"),
          format: z.enum(["json", "csv"]).optional().describe("json or csv"),
          table: z
            .enum(ANALYTICS_TABLES)
            .optional()
            .describe(`with format=csv one of ${ANALYTICS_TABLES.join(", ")}`),
        }),
        {
          unknown: () => "There is a query parameter that these statistics do not have.",
          twice: (name) => `${name} is given twice.`,
        },
      ),
      answer: analyticsSchema,
      reasons: ["too_many_attempts"],
    },
  },
});
