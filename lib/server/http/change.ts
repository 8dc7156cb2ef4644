import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { settings } from "@/lib/settings/settings";
import { RequestError } from "@/lib/wire/request-error";
import { type ChangeKind, changeLimits } from "../change-limits";
import { isSameOriginJson } from "./route";

/** Bodies of ours are a few fields. */
const LONGEST_BODY_BYTES = 64 * 1024;

/**
 * Refuses a change that does not come from our own pages (security: cross-site requests carry the cookies too). A
 * program with an access token sends no cookie, so nobody can make its request for it. Counts the change: nobody fills the
 * audit trail.
 * @throws RequestError cross_site or too_many_attempts
 */
export function requireOwnPage(request: Request, actor: Actor, kind: ChangeKind = "any"): void {
  const isProgram = actor.kind === "person" && actor.via === "token";
  if (!isProgram && !isSameOriginJson(request, settings().publicUrl)) throw new RequestError("cross_site");
  changeLimits().change(actor, request.headers, kind);
}

/**
 * The body of a request that changes something, checked: our own page, JSON, at most 64 KiB, in the schema's shape.
 * @param options.mayBeMissing no body at all is read as an empty object
 * @throws RequestError cross_site, too_many_attempts, too_large or invalid_request (naming the field, never its value)
 */
export async function readChange<Schema extends z.ZodType>(
  request: Request,
  actor: Actor,
  schema: Schema,
  { kind = "any", mayBeMissing = false }: { kind?: ChangeKind | undefined; mayBeMissing?: boolean | undefined } = {},
): Promise<z.output<Schema>> {
  requireOwnPage(request, actor, kind);
  const text = await readText(request);
  const read = schema.safeParse(mayBeMissing && text === "" ? {} : parseJson(text));
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? "The body" : `“${issue.path.join(".")}”`;
  throw new RequestError("invalid_request", { message: `${field} is not valid: ${issue?.message ?? "unreadable"}.` });
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (;;) {
    // Whoever hangs up in the middle gets no answer, and no fault of ours belongs into the log.
    const read = await reader?.read().catch(() => {
      throw new RequestError("invalid_request", { message: "The body broke off." });
    });
    if (read?.value === undefined) break;
    bytes += read.value.byteLength;
    if (bytes > LONGEST_BODY_BYTES) {
      await reader?.cancel().catch(() => undefined);
      throw new RequestError("too_large");
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError("invalid_request", { message: "The body is not JSON." });
  }
}
