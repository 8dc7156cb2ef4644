import { z } from "zod";
import { auditFilterSchema } from "../audit-filter";
import { wholeNumber } from "../list-filters";
import {
  auditAnswerSchema,
  changeStoredSettingsSchema,
  FEWEST_AUDIT_DAYS,
  retentionLossSchema,
  storedSettingsAnswerSchema,
} from "../settings-contract";
import { endpoint, whoMay } from "./endpoint";
import { shouldBe } from "./query";

export const settingsApi = endpoint({
  path: "/api/v1/settings",
  topic: "Settings and the audit trail",
  methods: {
    GET: {
      summary: "What admins set, and how people sign in, which is set where Earshot is started",
      who: whoMay("settings.manage"),
      answer: storedSettingsAnswerSchema,
    },
    PATCH: {
      summary: "Changes the fields given and leaves the others",
      who: whoMay("settings.manage"),
      body: changeStoredSettingsSchema,
      answer: storedSettingsAnswerSchema,
    },
  },
});

export const retentionApi = endpoint({
  path: "/api/v1/settings/retention",
  topic: "Settings and the audit trail",
  methods: {
    GET: {
      summary: "How much would be lost by keeping things for so many days only; changes nothing",
      who: whoMay("settings.manage"),
      query: shouldBe(
        z.strictObject({
          auditDays: wholeNumber(FEWEST_AUDIT_DAYS, 3650),
          endedDays: wholeNumber(1, 3650),
          talkDays: wholeNumber(1, 3650),
          factDays: wholeNumber(1, 3650),
        }),
        {
          unknown: () => "The only parameters here are auditDays, endedDays, talkDays and factDays.",
          twice: (name) => `${name} is given twice.`,
        },
      ),
      answer: retentionLossSchema,
    },
  },
});

export const auditApi = endpoint({
  path: "/api/v1/audit",
  topic: "Settings and the audit trail",
  methods: {
    GET: {
      summary: "The audit trail, newest first, a page at a time: `before` is the last answer's `nextBefore`",
      who: whoMay("audit.read"),
      query: {
        schema: auditFilterSchema.extend({
          before: z
            .string()
            .regex(/^\d{1,15}$/, "it should be the id of an entry")
            .transform(Number)
            .optional()
            .meta({ type: "integer", pattern: undefined, description: "the id of an entry: only older ones" }),
        }),
        words: ({ name, fault, message }) =>
          ({
            invalid: `${name}: ${message}.`,
            unknown: "There is a query parameter that the trail does not have.",
            twice: `${name} is given twice.`,
          })[fault],
      },
      answer: auditAnswerSchema,
    },
  },
});

export const auditExportApi = endpoint({
  path: "/api/v1/audit/export",
  topic: "Settings and the audit trail",
  methods: {
    POST: {
      summary: "The audit trail as CSV. A POST, because an export is itself written into the trail",
      who: whoMay("audit.read"),
      body: auditFilterSchema,
      answer: {
        mediaType: "text/csv",
        what: "Every entry that passes the filter, newest first, under a line of names.",
      },
    },
  },
});
