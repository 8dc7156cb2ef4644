import { isNamed } from "@/lib/errors/named";
import { sayDefect } from "@/lib/log/defect.mjs";
import type { RequestError } from "@/lib/wire/request-error";
import { errorAnswer } from "./errors";

/**
 * The wrapper of every handler: whatever it throws becomes our error envelope. The log gets the error's name and place,
 * never its message or the request: addresses and bodies can hold personal data.
 */
export function route<Context>(
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      return await handle(request, context);
    } catch (error) {
      if (isNamed<RequestError>(error, "RequestError")) return errorAnswer(error.reason, error.details);
      // By name: this room knows no database.
      if (isNamed(error, "DatabaseUnavailableError")) return errorAnswer("database_unavailable");
      sayDefect("request.failed", "A request failed.", error);
      return errorAnswer("internal");
    }
  };
}

/** An answer nobody may keep: most of ours. */
export function noStore(answer: unknown, status = 200): Response {
  return Response.json(answer, { status, headers: { "Cache-Control": "private, no-store" } });
}

/** Sends the browser elsewhere, with these Set-Cookie headers. */
export function redirectTo({ location, cookies }: { location: string; cookies: string[] }): Response {
  const headers = new Headers({ Location: location, "Cache-Control": "private, no-store" });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** Origins of this machine itself: only its own pages can have one. */
const OWN_MACHINE = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * True when a request that changes something comes from our own pages: same origin by `Sec-Fetch-Site`, else by
 * `Origin`, and as JSON, which a cross-site form cannot send. Next lets a cross-site text/plain POST through.
 * @param publicUrl the origin people open: behind a proxy neither the scheme nor always the Host header says it
 */
export function isSameOriginJson(request: Request, publicUrl: string | null = null): boolean {
  if (request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() !== "application/json") return false;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  if (origin === publicUrl) return true;
  return OWN_MACHINE.test(origin) && new URL(origin).host === request.headers.get("host");
}
