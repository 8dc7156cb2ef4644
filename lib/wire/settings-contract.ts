import { z } from "zod";
import { visible } from "@/lib/format/visible";

/** Answers of the settings pages that are no one topic's own. Times are ISO 8601 with milliseconds. */

const iso = z.string();

const accessTokenSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** the token's first characters */
  hint: z.string(),
  permission: z.enum(["read", "act", "export"]),
  ownerId: z.string(),
  ownerName: z.string(),
  createdAt: iso,
  expiresAt: iso,
  lastUsedAt: iso.nullable(),
  state: z.enum(["active", "expired", "revoked"]),
});
export const accessTokensAnswerSchema = z.strictObject({
  data: z.strictObject({ tokens: z.array(accessTokenSchema) }),
});
const LONGEST_TOKEN_NAME = 120;

/** `POST /api/v1/tokens` */
export const newTokenSchema = z.strictObject({
  name: z
    .string()
    .overwrite(visible)
    .min(1, "give it a name")
    .max(LONGEST_TOKEN_NAME, `at most ${LONGEST_TOKEN_NAME} characters`),
  permission: z.enum(["read", "act", "export"]),
  days: z.number().int().min(1).max(365),
});
/** Its answer: the only time the secret is shown. */
export const newAccessTokenAnswerSchema = z.strictObject({
  data: z.strictObject({ id: z.string(), token: z.string() }),
});

/** `DELETE /api/v1/tokens/{tokenId}` */
export const revokedTokenSchema = z.strictObject({ data: z.strictObject({ id: z.string() }) });

const MOST_DAYS = 3650;
/** The least that the audit trail is kept. */
export const FEWEST_AUDIT_DAYS = 30;
const daysFrom = (fewest: number) =>
  z
    .number()
    .int("whole days")
    .min(fewest, fewest === 1 ? "at least 1 day" : `at least ${fewest} days`)
    .max(MOST_DAYS, `at most ${MOST_DAYS} days`);
/** `PATCH /api/v1/settings` */
export const changeStoredSettingsSchema = z.strictObject({
  privacy: z
    .strictObject({ supervisorsSeeNumbers: z.boolean().optional(), redactForSupervisors: z.boolean().optional() })
    .optional(),
  /** a longer time holds at once, a shorter one a day later; what holds already takes back what was to come */
  retention: z
    .strictObject({
      auditDays: daysFrom(FEWEST_AUDIT_DAYS).optional(),
      endedDays: daysFrom(1).optional(),
      talkDays: daysFrom(1).optional(),
      factDays: daysFrom(1).optional(),
    })
    .optional(),
  /** `keeps`: calls that are over are kept, with what was said; `keepUp`: those that nobody watched, too */
  archive: z.strictObject({ keeps: z.boolean().optional(), keepUp: z.boolean().optional() }).optional(),
});

const comingDays = z.strictObject({ days: z.number(), from: iso }).nullable();

/** `GET /api/v1/settings/retention`: what there is that would be lost by keeping things for so many days only. */
export const retentionLossSchema = z.strictObject({
  data: z.strictObject({
    /** entries of the audit trail */
    auditEntries: z.number(),
    /** links, tokens and passes that have ended */
    endedRecords: z.number(),
    /** calls of which what was said goes, and calls that go whole */
    talks: z.number(),
    calls: z.number(),
  }),
});

export const storedSettingsAnswerSchema = z.strictObject({
  data: z.strictObject({
    privacy: z.strictObject({ supervisorsSeeNumbers: z.boolean(), redactForSupervisors: z.boolean() }),
    retention: z.strictObject({
      auditDays: z.number(),
      endedDays: z.number(),
      talkDays: z.number(),
      factDays: z.number(),
      /** shorter times that hold from a moment on; null: none is to come */
      shorter: z.strictObject({
        auditDays: comingDays,
        endedDays: comingDays,
        talkDays: comingDays,
        factDays: comingDays,
      }),
    }),
    archive: z.strictObject({
      /** whether calls that are over are kept; null: nobody has decided yet, so none is */
      keeps: z.boolean().nullable(),
      keepUp: z.boolean(),
      /** what decides: the settings, the environment (EARSHOT_ARCHIVE), or the demo, which keeps its own */
      decidedBy: z.enum(["settings", "environment", "demo"]),
    }),
    /** how people sign in; set where Earshot is started, shown here */
    signIn: z.strictObject({
      mode: z.enum(["on", "off", "demo"]),
      publicUrl: z.string(),
      trustedProxies: z.number(),
      sessionIdleHours: z.number(),
      sessionLifeHours: z.number(),
      oidc: z
        .strictObject({
          name: z.string(),
          issuer: z.string(),
          clientId: z.string(),
          redirectUri: z.string(),
          scopes: z.string(),
          roleClaim: z.string(),
          roles: z.array(z.strictObject({ role: z.string(), values: z.array(z.string()) })),
          defaultRole: z.string().nullable(),
          trustEmail: z.boolean(),
        })
        .nullable(),
    }),
  }),
});

const auditEntrySchema = z.strictObject({
  id: z.number(),
  at: iso,
  actor: z.strictObject({
    kind: z.enum(["person", "share", "wall", "anonymous", "system"]),
    id: z.string().nullable(),
    name: z.string(),
  }),
  action: z.string(),
  target: z
    .strictObject({
      kind: z.string(),
      id: z.string(),
      /** of the user, link, token or screen as it is called now; null: it is gone, or has none */
      name: z.string().nullable(),
      /** the call that a share link shows */
      callId: z.string().nullable(),
    })
    .nullable(),
  result: z.enum(["done", "denied", "failed"]),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export const auditAnswerSchema = z.strictObject({
  data: z.strictObject({
    entries: z.array(auditEntrySchema),
    /** hand it back as `before` for the next page; null: this was the last */
    nextBefore: z.number().nullable(),
  }),
});

export type AccessToken = z.infer<typeof accessTokenSchema>;
export type StoredSettingsAnswer = z.infer<typeof storedSettingsAnswerSchema>;
export type RetentionLoss = z.infer<typeof retentionLossSchema>["data"];
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditAnswer = z.infer<typeof auditAnswerSchema>;
