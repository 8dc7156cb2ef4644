import {
  wallAnswerSchema,
  wallChangeSchema,
  wallClaimSchema,
  wallListSchema,
  wallPairingSchema,
  wallReportSchema,
  wallStateSchema,
} from "../walls-contract";
import { endpoint, ownIdParam, unasked, whoMay } from "./endpoint";

export const wallApi = endpoint({
  path: "/api/v1/wall",
  topic: "Walls",
  methods: {
    POST: {
      summary: "A screen reports and learns what it is; a POST, because it may be handed its pass with the answer",
      who: unasked("a screen without a pass learns that it has none", "screen"),
      body: wallReportSchema,
      answer: wallStateSchema,
    },
  },
});

export const wallPairingApi = endpoint({
  path: "/api/v1/wall/pairing",
  topic: "Walls",
  methods: {
    POST: {
      summary: "A new code for a screen to show; the one it had ends",
      who: unasked("a code opens nothing until somebody who may enters it", "screen"),
      answer: wallPairingSchema,
      reasons: ["too_many_attempts"],
    },
  },
});

export const wallsApi = endpoint({
  path: "/api/v1/walls",
  topic: "Walls",
  methods: {
    GET: { summary: "Every screen that has a pass", who: whoMay("walls.manage"), answer: wallListSchema },
    POST: {
      summary: "Lets the screen that shows this code in",
      who: whoMay("walls.manage"),
      body: wallClaimSchema,
      answer: wallAnswerSchema,
      status: 201,
      reasons: ["code_unknown"],
    },
  },
});

export const wallPassApi = endpoint({
  path: "/api/v1/walls/{wallId}",
  topic: "Walls",
  params: { wallId: ownIdParam("the id of a screen's pass") },
  methods: {
    PATCH: {
      summary: "Renames a screen, sets it up anew, asks it to reload",
      who: whoMay("walls.manage"),
      body: wallChangeSchema,
      answer: wallAnswerSchema,
      reasons: ["not_found"],
    },
    DELETE: {
      summary: "Ends a screen's pass for good",
      who: whoMay("walls.manage"),
      answer: wallAnswerSchema,
      reasons: ["not_found"],
    },
  },
});
