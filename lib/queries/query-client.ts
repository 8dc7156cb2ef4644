import { environmentManager, QueryCache, QueryClient } from "@tanstack/react-query";
import { isNamed } from "@/lib/errors/named";
import type { FetchError, FetchReason } from "@/lib/wire/fetch-json";
import { signInPagePath } from "@/lib/wire/paths";

/** What passes by itself: a page that could not be read for one of these asks again, as it says. */
const PASSING: ReadonlySet<FetchReason> = new Set(["database_unavailable", "offline", "internal", "bad_answer"]);
const ASK_AGAIN_MS = 10_000;
const askAgain = ({ state }: { state: { error: unknown } }) =>
  isNamed<FetchError>(state.error, "FetchError") && PASSING.has(state.error.reason) ? ASK_AGAIN_MS : false;

/** A client with our defaults: no retries in a row, but what could not be read for a passing reason is asked for again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: { queries: { retry: false, staleTime: 1_000, networkMode: "always", refetchInterval: askAgain } },
  });
}

/** A wall shows a code to be let in with, a share link is opened again, and who signs in is there already. */
const SIGNS_NOBODY_IN = /^\/(wall|s|sign-in|setup|welcome)(\/|$)/;
let leavingUntilMs = 0;

/**
 * When the session has ended, the page goes to sign in and comes back. Only the server's own word is that: while the
 * database or the network is away, what is on the page stays.
 */
function leaveWhenSignedOut(error: Error): void {
  if (!isNamed<FetchError>(error, "FetchError") || error.reason !== "sign_in_required") return;
  if (typeof location === "undefined" || SIGNS_NOBODY_IN.test(location.pathname)) return;
  // Several polls fail at once, and going takes a moment.
  if (performance.now() < leavingUntilMs) return;
  leavingUntilMs = performance.now() + 10_000;
  location.assign(signInPagePath(location.pathname + location.search));
}

/** While somebody signs out, a poll that is refused sends the page nowhere by itself. @returns takes that back */
export function whileSigningOut(): () => void {
  leavingUntilMs = Number.POSITIVE_INFINITY;
  return () => {
    leavingUntilMs = 0;
  };
}

let browserClient: QueryClient | undefined;

/** One client for the life of the page in the browser; a new one for each render on the server, where viewers differ. */
export function getQueryClient(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
