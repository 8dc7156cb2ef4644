import { z } from "zod";
import type { Operation } from "@/lib/wire/api/endpoint";
import { HEADERS } from "@/lib/wire/headers";
import { REASON_SENTENCES } from "@/lib/wire/reason-sentences";
import { type ErrorReason, REASONS } from "@/lib/wire/reasons";

/** The headers of answers, under the names by which responses refer to them. */
export const RESPONSE_HEADERS = {
  "Earshot-Request-Id": "the id under which the server's log speaks of this request",
  ETag: "the version of the answer; If-None-Match with it is answered 304 while it stands",
  Age: "whole seconds since the data was true",
  [HEADERS.asOf]: "when the data was true, ISO 8601 with milliseconds",
  [HEADERS.oldestAsOf]: "when the oldest thing in it was true; absent where nothing lags behind",
  [HEADERS.now]: "the server's clock as it answered",
  [HEADERS.health]: "live or stale",
  [HEADERS.refreshMs]: "the interval now in force, milliseconds",
  [HEADERS.slowReason]: "why it is longer than asked for; absent when all is well",
  [HEADERS.build]: "the running build",
  "Retry-After": "whole seconds to wait",
} as const;

type HeaderName = keyof typeof RESPONSE_HEADERS;
const FRESHNESS = (Object.keys(RESPONSE_HEADERS) as HeaderName[]).filter((name) => name !== "Retry-After");

const headersOf = (names: readonly HeaderName[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** A schema of ours as JSON Schema: the side that is sent, before anything is read from it. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return rest;
}

/** Every response of an operation by its status. */
export function responsesOf(operation: Operation, reasons: readonly ErrorReason[]): Record<string, unknown> {
  const { answer, status = 200, isVersioned = false, otherStatuses = {} } = operation;
  const headers = headersOf(isVersioned ? FRESHNESS : ["Earshot-Request-Id"]);
  const content = contentOf(answer);
  const done = { headers, ...(content && { content }) };
  const what = "mediaType" in answer ? answer.what : "Done.";
  const statuses = new Set(reasons.map((reason) => REASONS[reason].status));
  return {
    [status]: { description: what, ...done },
    ...Object.fromEntries(
      Object.entries(otherStatuses).map(([other, words]) => [other, { description: words, ...done }]),
    ),
    ...(isVersioned && { 304: { description: "The version that the client has still stands.", headers } }),
    ...Object.fromEntries(
      [...statuses]
        .filter((refused) => otherStatuses[refused] === undefined)
        .map((refused) => [refused, refusal(reasons.filter((reason) => REASONS[reason].status === refused))]),
    ),
  };
}

function contentOf(answer: Operation["answer"]): Record<string, unknown> | null {
  if (!("mediaType" in answer)) return { "application/json": { schema: jsonSchemaOf(answer) } };
  if (answer.mediaType === null) return null;
  return {
    [answer.mediaType]: { schema: answer.mediaType === "application/json" ? { type: "object" } : { type: "string" } },
  };
}

function refusal(reasons: readonly ErrorReason[]): Record<string, unknown> {
  const canWait = reasons.some((reason) => REASONS[reason].again);
  return {
    description: reasons.map((reason) => `\`${reason}\`: ${REASON_SENTENCES[reason]}`).join("\n\n"),
    headers: headersOf(["Earshot-Request-Id", ...(canWait ? (["Retry-After"] as const) : [])]),
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  };
}
