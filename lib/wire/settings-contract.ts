import { z } from "zod";
import { visible } from "@/lib/format/visible";

/** Answers of the settings pages that are no one topic's own. Times are ISO 8601 with milliseconds. */

const iso = z.string();

const accessTokenSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** the token's first characters */
  hint: z.string(),
  permission: z.enum(["read", "act"]),
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
  permission: z.enum(["read", "act"]),
  days: z.number().int().min(1).max(365),
});
/** Its answer: the only time the secret is shown. */
export const newAccessTokenAnswerSchema = z.strictObject({
  data: z.strictObject({ id: z.string(), token: z.string() }),
});

/** `DELETE /api/v1/tokens/{tokenId}` */
export const revokedTokenSchema = z.strictObject({ data: z.strictObject({ id: z.string() }) });

const days = z.number().int("whole days").min(1, "at least 1 day").max(3650, "at most 3650 days").optional();
/** `PATCH /api/v1/settings` */
export const changeStoredSettingsSchema = z.strictObject({
  privacy: z
    .strictObject({ supervisorsSeeNumbers: z.boolean().optional(), redactForSupervisors: z.boolean().optional() })
    .optional(),
  retention: z.strictObject({ auditDays: days, endedDays: days }).optional(),
});

export const storedSettingsAnswerSchema = z.strictObject({
  data: z.strictObject({
    privacy: z.strictObject({ supervisorsSeeNumbers: z.boolean(), redactForSupervisors: z.boolean() }),
    retention: z.strictObject({ auditDays: z.number(), endedDays: z.number() }),
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
  target: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
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
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditAnswer = z.infer<typeof auditAnswerSchema>;
