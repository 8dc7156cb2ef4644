import { z } from "zod";
import {
  changeAccountSchema,
  changePasswordSchema,
  changeUserSchema,
  demoRoleSchema,
  doneAnswerSchema,
  inspectLinkSchema,
  invitedAnswerSchema,
  inviteUserSchema,
  linkAnswerSchema,
  newLinkAnswerSchema,
  sessionAnswerSchema,
  sessionsAnswerSchema,
  signInSchema,
  useLinkSchema,
  userAnswerSchema,
  usersAnswerSchema,
} from "../identity-contract";
import type { ErrorReason } from "../reasons";
import {
  accessTokensAnswerSchema,
  newAccessTokenAnswerSchema,
  newTokenSchema,
  revokedTokenSchema,
} from "../settings-contract";
import { anybody, endpoint, INSIDE_THE_DEMO, ownIdParam, unasked, whoMaySignedIn } from "./endpoint";

const SIGNING_IN = "Signing in";
const PEOPLE = "People and tokens";
const USER_ID = ownIdParam("the id of a user");
/** What a link that works once can be instead of good. */
const LINK = ["link_unknown", "link_used", "link_expired", "too_many_attempts"] as const satisfies ErrorReason[];
const REDIRECT = { mediaType: null, what: "Sends the browser on." } as const;

export const sessionApi = endpoint({
  path: "/api/v1/session",
  topic: SIGNING_IN,
  methods: {
    GET: {
      summary: "Who asks, what they may do, how to sign in",
      who: anybody("whoever is nobody yet learns how to sign in"),
      answer: sessionAnswerSchema,
    },
    POST: {
      summary: "Signs in with e-mail and password",
      who: unasked("the password comes with the request"),
      body: signInSchema,
      answer: sessionAnswerSchema,
      reasons: ["wrong_credentials", "too_many_attempts", "not_found"],
    },
    DELETE: {
      summary: "Signs out: the session that asks ends",
      who: anybody("it ends nothing but the session that asks"),
      limit: "ends_access",
      answer: doneAnswerSchema,
    },
  },
});

export const oneTimeLinkApi = endpoint({
  path: "/api/v1/one-time-links",
  topic: SIGNING_IN,
  methods: {
    POST: {
      summary:
        "What a link that works once is for. A POST, so that its secret stands in no address; looking does not use it",
      who: unasked("the secret of the link comes with the request"),
      body: inspectLinkSchema,
      answer: linkAnswerSchema,
      reasons: LINK,
    },
  },
});

export const oneTimeLinkUseApi = endpoint({
  path: "/api/v1/one-time-links/use",
  topic: SIGNING_IN,
  methods: {
    POST: {
      summary: "Uses the link: sets the password, or makes the first admin, and signs in",
      who: unasked("the secret of the link comes with the request"),
      body: useLinkSchema,
      answer: sessionAnswerSchema,
      reasons: ["user_exists", "conflict", ...LINK],
    },
  },
});

export const oidcApi = endpoint({
  path: "/api/v1/sign-in/oidc",
  topic: SIGNING_IN,
  methods: {
    GET: {
      summary: "Sends the browser to the sign-in provider",
      who: unasked("it is where somebody who is nobody yet begins to sign in"),
      query: {
        schema: z.object({ next: z.string().optional().describe("where it comes back to: a path of ours") }),
        words: () => "The only parameter here is next.",
      },
      answer: REDIRECT,
      status: 303,
      hasHead: false,
      reasons: ["not_found"],
    },
  },
});

export const oidcCallbackApi = endpoint({
  path: "/api/v1/sign-in/oidc/callback",
  topic: SIGNING_IN,
  methods: {
    GET: {
      summary: "Where the provider sends the browser back to, with a query of its own",
      who: unasked("it works only in the browser that holds the sealed attempt, once"),
      answer: REDIRECT,
      status: 303,
      hasHead: false,
      reasons: ["not_found"],
    },
  },
});

export const demoRoleApi = endpoint({
  path: "/api/v1/demo-role",
  topic: SIGNING_IN,
  methods: {
    PUT: {
      summary: "Looks at the demo as somebody else; 404 where the data is real",
      who: INSIDE_THE_DEMO,
      body: demoRoleSchema,
      answer: z.strictObject({ data: demoRoleSchema }),
    },
  },
});

export const accountApi = endpoint({
  path: "/api/v1/account",
  topic: "One's own account",
  methods: {
    PATCH: {
      summary: "Changes one's own name",
      who: whoMaySignedIn("account.manage"),
      body: changeAccountSchema,
      answer: sessionAnswerSchema,
    },
  },
});

export const accountPasswordApi = endpoint({
  path: "/api/v1/account/password",
  topic: "One's own account",
  methods: {
    POST: {
      summary: "Changes one's own password; `count` other sessions ended",
      who: whoMaySignedIn("account.manage"),
      body: changePasswordSchema,
      limit: "ends_access",
      answer: doneAnswerSchema,
      reasons: ["wrong_credentials", "conflict"],
    },
  },
});

export const accountSessionsApi = endpoint({
  path: "/api/v1/account/sessions",
  topic: "One's own account",
  methods: {
    GET: {
      summary: "Where one is signed in",
      who: whoMaySignedIn("account.manage"),
      answer: sessionsAnswerSchema,
    },
  },
});

export const accountSessionApi = endpoint({
  path: "/api/v1/account/sessions/{sessionId}",
  topic: "One's own account",
  params: { sessionId: ownIdParam("the id of a session, or others", "others") },
  methods: {
    DELETE: {
      summary: "Ends one of one's own sessions; the id `others` ends all but the one that asks",
      who: whoMaySignedIn("account.manage"),
      limit: "ends_access",
      answer: doneAnswerSchema,
      reasons: ["not_found"],
    },
  },
});

export const usersApi = endpoint({
  path: "/api/v1/users",
  topic: PEOPLE,
  methods: {
    GET: {
      summary: "The people who may sign in",
      who: whoMaySignedIn("users.manage"),
      query: {
        schema: z.object({
          search: z
            .string()
            .transform((text) => text.trim().slice(0, 200) || null)
            .optional()
            .describe("part of a name or an address"),
        }),
        words: () => "The only parameter here is search.",
      },
      answer: usersAnswerSchema,
    },
    POST: {
      summary: "Invites somebody; the answer has their link, which is told once",
      who: whoMaySignedIn("users.manage"),
      body: inviteUserSchema,
      answer: invitedAnswerSchema,
      status: 201,
      reasons: ["user_exists"],
    },
  },
});

export const userApi = endpoint({
  path: "/api/v1/users/{userId}",
  topic: PEOPLE,
  params: { userId: USER_ID },
  methods: {
    PATCH: {
      summary: "Changes a user's name, role, scope or status",
      who: whoMaySignedIn("users.manage"),
      body: changeUserSchema,
      answer: userAnswerSchema,
      reasons: ["not_found", "last_admin"],
    },
    DELETE: {
      summary: "Deletes a user for good",
      who: whoMaySignedIn("users.manage"),
      answer: doneAnswerSchema,
      reasons: ["not_found", "last_admin"],
    },
  },
});

export const userLinkApi = endpoint({
  path: "/api/v1/users/{userId}/link",
  topic: PEOPLE,
  params: { userId: USER_ID },
  methods: {
    POST: {
      summary: "A new invitation or reset link, told once; earlier ones of this user end",
      who: whoMaySignedIn("users.manage"),
      answer: newLinkAnswerSchema,
      status: 201,
      reasons: ["not_found", "conflict"],
    },
  },
});

export const tokensApi = endpoint({
  path: "/api/v1/tokens",
  topic: PEOPLE,
  methods: {
    GET: {
      summary: "One's own access tokens; for admins with `of=everybody` all of them",
      who: whoMaySignedIn("tokens.manage"),
      query: {
        schema: z.object({ of: z.string().optional().describe("everybody: all there are") }),
        words: () => "The only parameter here is of.",
      },
      answer: accessTokensAnswerSchema,
    },
    POST: {
      summary: "Makes a token; its secret is in this answer and nowhere else",
      who: whoMaySignedIn("tokens.manage"),
      body: newTokenSchema,
      answer: newAccessTokenAnswerSchema,
      status: 201,
      reasons: ["conflict"],
    },
  },
});

export const tokenApi = endpoint({
  path: "/api/v1/tokens/{tokenId}",
  topic: PEOPLE,
  params: { tokenId: ownIdParam("the id of a token") },
  methods: {
    DELETE: {
      summary: "Revokes a token; programs that use it are refused from their next request on",
      who: whoMaySignedIn("tokens.manage"),
      limit: "ends_access",
      answer: revokedTokenSchema,
      reasons: ["not_found"],
    },
  },
});
