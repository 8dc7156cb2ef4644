import { z } from "zod";
import { visible } from "@/lib/format/visible";

/** Signing in, one's own account, and the people who may sign in. Times are ISO 8601 with milliseconds. */

const ROLES = ["admin", "supervisor", "viewer"] as const;
const role = z.enum(ROLES);
const time = z.string();
const LONGEST_NAME = 80;
const LONGEST_EMAIL = 254;
/** Beyond any password that is allowed, so that the refusal says so instead of "not valid". */
const LONGEST_PASSWORD_TEXT = 1024;
const SCOPE_NAMES = 500;

const name = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, "it has characters that cannot be seen")
  .overwrite(visible)
  .min(1, "it is empty")
  .max(LONGEST_NAME, `it has more than ${LONGEST_NAME} characters`);
const email = z
  .string()
  .trim()
  .max(LONGEST_EMAIL, `it has more than ${LONGEST_EMAIL} characters`)
  .regex(/^[^\s@\p{Cc}\p{Cf}\p{Cs}]+@[^\s@\p{Cc}\p{Cf}\p{Cs}]+$/u, "it is not an e-mail address");
const password = z.string().max(LONGEST_PASSWORD_TEXT, "it is too long");
const scopeNames = z.array(z.string().trim().min(1).max(200)).max(SCOPE_NAMES);
const scope = z
  .strictObject({
    /** ids */
    agents: scopeNames,
    campaigns: scopeNames,
    /** agents whose id is not known, by name; not left out: what an earlier version called `agents` is refused, not misread */
    agentNames: scopeNames,
  })
  .refine(
    ({ agents, agentNames, campaigns }) => agents.length + agentNames.length + campaigns.length > 0,
    "it names neither agent nor campaign",
  )
  .nullable();

/** `GET /api/v1/session`: who asks and how to sign in. */
export const sessionAnswerSchema = z.strictObject({
  data: z.strictObject({
    actor: z
      .discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("person"),
          id: z.string(),
          name: z.string(),
          email: z.string().nullable(),
          role,
          via: z.enum(["session", "token", "demo", "off"]),
          /** what they may do: actions of lib/access/can.ts */
          permissions: z.array(z.string()),
        }),
        z.strictObject({ kind: z.literal("wall"), id: z.string(), name: z.string() }),
      ])
      .nullable(),
    signIn: z.strictObject({
      password: z.boolean(),
      /** the provider's name on the button */
      oidc: z.strictObject({ name: z.string() }).nullable(),
    }),
    /** off, demo: nobody signs in here */
    mode: z.enum(["on", "off", "demo"]),
    /** true: there is nobody yet; the server printed a link for the first admin */
    setupNeeded: z.boolean(),
  }),
});

export const signInSchema = z.strictObject({
  email: z
    .string()
    .max(1024)
    .regex(/^\P{Cc}*$/u),
  password,
});

/** `POST /api/v1/one-time-links`: what a link is for. The secret comes from the address's fragment. */
export const inspectLinkSchema = z.strictObject({ token: z.string().max(200) });
export const linkAnswerSchema = z.strictObject({
  data: z.strictObject({
    kind: z.enum(["setup", "invitation", "reset"]),
    /** of whom; null for the set-up, which asks for them */
    email: z.string().nullable(),
    name: z.string().nullable(),
    expiresAt: time,
  }),
});

/** `POST /api/v1/one-time-links/use`: sets the password and signs in. The set-up needs `email` and `name`. */
export const useLinkSchema = z.strictObject({
  token: z.string().max(200),
  password,
  email: email.optional(),
  name: name.optional(),
});

export const changeAccountSchema = z.strictObject({ name });
export const changePasswordSchema = z.strictObject({ current: password, next: password });

export const sessionsAnswerSchema = z.strictObject({
  data: z.strictObject({
    sessions: z.array(
      z.strictObject({
        id: z.string(),
        /** browser and system: "Firefox on Windows" */
        device: z.string(),
        createdAt: time,
        lastSeenAt: time,
        endsAt: time,
        /** the one that asks */
        current: z.boolean(),
      }),
    ),
  }),
});

const knownNames = z.array(z.string());
const knownScope = z.strictObject({ agents: knownNames, agentNames: knownNames, campaigns: knownNames }).nullable();

const userSchema = z.strictObject({
  id: z.string(),
  /** null: came by single sign-on, which has not verified an address */
  email: z.string().nullable(),
  name: z.string(),
  role,
  /** null: sees every call */
  scope: knownScope,
  /** an admin's, who sees every call: what holds again when they are no admin any more */
  keptScope: knownScope,
  status: z.enum(["invited", "active", "disabled"]),
  /** ways to sign in they have so far */
  hasPassword: z.boolean(),
  hasSingleSignOn: z.boolean(),
  createdAt: time,
  lastSignInAt: time.nullable(),
  /** their invitation or reset link, while it can be used */
  link: z.strictObject({ kind: z.enum(["setup", "invitation", "reset"]), expiresAt: time }).nullable(),
});

/** `path` opens the link and holds its secret: this answer is the only one that has it. */
const newLinkSchema = z.strictObject({
  kind: z.enum(["setup", "invitation", "reset"]),
  path: z.string(),
  expiresAt: time,
});

export const inviteUserSchema = z.strictObject({ email, name, role, scope: scope.default(null) });
export const changeUserSchema = z.strictObject({
  name: name.optional(),
  role: role.optional(),
  scope: scope.optional(),
  status: z.enum(["active", "disabled"]).optional(),
});

export const usersAnswerSchema = z.strictObject({ data: z.strictObject({ users: z.array(userSchema) }) });
export const userAnswerSchema = z.strictObject({ data: z.strictObject({ user: userSchema }) });
export const invitedAnswerSchema = z.strictObject({
  data: z.strictObject({ user: userSchema, link: newLinkSchema }),
});
export const newLinkAnswerSchema = z.strictObject({ data: z.strictObject({ link: newLinkSchema }) });

/** `PUT /api/v1/demo-role` */
export const demoRoleSchema = z.strictObject({ role });

/** Of a change that has nothing to tell but that it is done. `count`: how many it was done to. */
export const doneAnswerSchema = z.strictObject({ data: z.strictObject({ count: z.number() }) });

export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;
export type LinkAnswer = z.infer<typeof linkAnswerSchema>;
export type SessionsAnswer = z.infer<typeof sessionsAnswerSchema>;
export type UserEntry = z.infer<typeof userSchema>;
export type UsersAnswer = z.infer<typeof usersAnswerSchema>;
export type UserAnswer = z.infer<typeof userAnswerSchema>;
export type InvitedAnswer = z.infer<typeof invitedAnswerSchema>;
export type NewLinkAnswer = z.infer<typeof newLinkAnswerSchema>;
