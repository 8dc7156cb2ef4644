import type { ErrorReason } from "../reasons";
import {
  madeShareSchema,
  newShareSchema,
  openedShareSchema,
  openShareSchema,
  revokedSharesSchema,
  revokeSharesSchema,
  sharedAnswerSchema,
  shareFilterSchema,
  shareListSchema,
} from "../sharing-contract";
import { ONE_CALL } from "./call-reasons";
import { endpoint, ownIdParam, unasked, whoMay } from "./endpoint";

const SHARE_ID = ownIdParam("the id of a share link");
/** What a link can be instead of open. */
const LINK = ["link_unknown", "link_expired", "link_revoked", "too_many_attempts"] as const satisfies ErrorReason[];

export const sharesApi = endpoint({
  path: "/api/v1/shares",
  topic: "Share links",
  methods: {
    GET: {
      summary: "Links the person made, or everybody's for an admin",
      who: whoMay("shares.manage"),
      query: { schema: shareFilterSchema, words: () => "The filters here are callId, state and search." },
      answer: shareListSchema,
    },
    POST: {
      summary: "Makes a link; its secret is in this answer and nowhere else",
      who: whoMay("call.share"),
      body: newShareSchema,
      answer: madeShareSchema,
      status: 201,
      reasons: ["conflict", ...ONE_CALL],
    },
  },
});

export const shareApi = endpoint({
  path: "/api/v1/shares/{shareId}",
  topic: "Share links",
  params: { shareId: SHARE_ID },
  methods: {
    DELETE: {
      summary: "Ends a link for good; whoever has it open is out with their next poll",
      who: whoMay("shares.manage"),
      answer: revokedSharesSchema,
      reasons: ["link_unknown"],
    },
  },
});

export const sharesRevokeApi = endpoint({
  path: "/api/v1/shares/revoke",
  topic: "Share links",
  methods: {
    POST: {
      summary: "Ends every link of a call or of a person; of these, somebody who is not an admin ends only their own",
      who: whoMay("shares.manage"),
      body: revokeSharesSchema,
      answer: revokedSharesSchema,
    },
  },
});

export const sharedApi = endpoint({
  path: "/api/v1/shared/{shareId}",
  topic: "Share links",
  params: { shareId: SHARE_ID },
  methods: {
    GET: {
      summary:
        "The call of a share link, for a browser that has opened the link. Reading it changes and counts nothing",
      who: unasked("a link opens for the browser that has exchanged its secret, whoever that is", "share"),
      answer: sharedAnswerSchema,
      isVersioned: true,
      reasons: ["link_incomplete", ...LINK, ...ONE_CALL],
    },
  },
});

export const sharedOpenApi = endpoint({
  path: "/api/v1/shared/{shareId}/open",
  topic: "Share links",
  params: { shareId: SHARE_ID },
  methods: {
    POST: {
      summary: "Exchanges a link's secret for a cookie of this browser: what a robot that follows links never does",
      who: unasked("the secret of the link comes with the request"),
      body: openShareSchema,
      answer: openedShareSchema,
      reasons: ["passcode_required", "passcode_wrong", ...LINK],
    },
  },
});
