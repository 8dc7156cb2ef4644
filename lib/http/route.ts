import { errorAnswer } from "./errors";

/**
 * The wrapper of every handler: whatever it throws becomes our error envelope. The log gets the error's name and stack,
 * never the request: addresses and bodies can hold personal data.
 */
export function route<Context>(
  handle: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      return await handle(request, context);
    } catch (error) {
      console.error("A request failed.", error instanceof Error ? error.stack : typeof error);
      return errorAnswer("internal");
    }
  };
}

/**
 * True when a request that changes something comes from our own pages: same origin by `Sec-Fetch-Site`, else by
 * `Origin`, and as JSON, which a cross-site form cannot send. Next lets a cross-site text/plain POST through.
 */
export function isSameOriginJson(request: Request): boolean {
  if (request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() !== "application/json") return false;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
