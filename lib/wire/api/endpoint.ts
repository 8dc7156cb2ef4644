import type { z } from "zod";
import { CALL_ID } from "@/lib/calls/id";
import type { Action } from "../actions";
import { OWN_ID } from "../ids";
import type { ErrorReason } from "../reasons";
import type { Query } from "./query";

/**
 * What an address of ours says of itself, once: its route file answers by it (lib/server/http/serve.ts), the OpenAPI
 * document and the access matrix are made of it. Nothing here judges: the lock is in the data layer, as `authorize()`.
 */

/** Who may ask. */
export type Who =
  /** whoever `can()` lets do this; `signedInOnly`: from a browser that signed in, and no program */
  | { kind: "allowed"; action: Action; signedInOnly: boolean }
  /** anybody; the handler is told who it is. `why` it may be open */
  | { kind: "anybody"; why: string }
  /** anybody, and who it is does not matter: what lets them in, if anything, comes with the request itself */
  | { kind: "unasked"; why: string; cookie?: "share" | "screen" }
  /** whoever looks at the demo; where the data is real there is no such address */
  | { kind: "demo" };

export const whoMay = (action: Action) => ({ kind: "allowed", action, signedInOnly: false }) as const;
export const whoMaySignedIn = (action: Action) => ({ kind: "allowed", action, signedInOnly: true }) as const;
export const anybody = (why: string) => ({ kind: "anybody", why }) as const;
export const unasked = (why: string, cookie?: "share" | "screen") =>
  ({ kind: "unasked", why, ...(cookie && { cookie }) }) as const;
export const INSIDE_THE_DEMO = { kind: "demo" } as const;

/**
 * A part of the path. `refusal`: the reason for one that cannot be an id. Null: the store of these ids asks for the same
 * pattern, after the lock, and says in its own words that there is no such thing.
 */
export type Param = { pattern: RegExp; what: string; refusal: ErrorReason | null };

export const CALL_ID_PARAM: Param = {
  pattern: CALL_ID,
  what: "the call service's id of a call",
  refusal: "invalid_call_id",
};
/** @param other a word that may stand in its place */
export const ownIdParam = (what: string, other?: string): Param => ({
  pattern: other === undefined ? OWN_ID : new RegExp(`${OWN_ID.source}|^${other}$`),
  what,
  refusal: null,
});

/** An answer that is no JSON of ours. */
type OtherAnswer = {
  mediaType: "text/csv" | "text/plain" | "application/json" | "application/x-ndjson" | null;
  what: string;
};

export type Operation = {
  /** one sentence, for the document */
  summary: string;
  who: Who;
  query?: Query;
  /** of the JSON body; a method that changes something and has none takes any */
  body?: z.ZodType;
  /** no body is an empty object */
  bodyMayBeMissing?: boolean;
  /** which count of changes it takes from; `any` where nothing is said */
  limit?: "any" | "ends_access";
  answer: z.ZodType | OtherAnswer;
  /** 200 where nothing is said */
  status?: 200 | 201 | 303;
  /** other statuses of a success, and what they mean */
  otherStatuses?: Record<number, string>;
  /** one version for all who see the same: with an ETag, a 304, and its age in headers */
  isVersioned?: boolean;
  /** Next answers HEAD by running GET; false where that must not happen */
  hasHead?: boolean;
  /** beyond those that follow from the rest (lib/wire/api/operation-reasons.ts) */
  reasons?: readonly ErrorReason[];
};

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** The headings of the document, in its order. */
export const TOPICS = [
  "Calls",
  "Archive",
  "Exports",
  "Quality",
  "Saved views",
  "Share links",
  "Walls",
  "Signing in",
  "One's own account",
  "People and tokens",
  "Settings and the audit trail",
  "The server itself",
] as const;

export type Endpoint = {
  /** as OpenAPI writes it: `/api/v1/calls/{callId}` */
  path: string;
  topic: (typeof TOPICS)[number];
  params?: Record<string, Param>;
  methods: Partial<Record<Method, Operation>>;
};

/** Declares an address, with all that its handlers are typed by. */
export const endpoint = <const Declared extends Endpoint>(declared: Declared): Declared => declared;

/** As the Allow header names them: "GET, HEAD, POST". */
export function allowedMethods({ methods }: Endpoint): string {
  return METHODS.filter((method) => methods[method] !== undefined)
    .flatMap((method) => (method === "GET" && methods.GET?.hasHead !== false ? ["GET", "HEAD"] : [method]))
    .join(", ");
}
