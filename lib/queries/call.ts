import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { CallAnswer } from "@/lib/wire/contract";
import { type FetchError, type Freshness, fetchJson } from "@/lib/wire/fetch-json";
import { callPageApiPath } from "@/lib/wire/paths";
import { pollIntervalMs } from "./intervals";
import { newest } from "./newest";
import { POLLED, pageHidden } from "./polled";

/**
 * `freshness` is new with every poll; `answer` and the messages in it keep their identity while nothing in them changes.
 * `partial`: the page's first view, cut shorter than what the browser asks for.
 */
export type CallData = { answer: CallAnswer; freshness: Freshness; etag?: string | null; partial?: boolean };

/** A settled call is looked at this often. */
const SETTLED_MS = 30_000;
/** Between the reads that follow a call's end, ever further apart, the page looks this often: what they bring shows soon. */
const SLOWEST_MS = 2_000;

/** Gives the first view of a page to its query. A cut one counts as old, so that the browser asks for the whole at once. */
export function seedCall(
  client: QueryClient,
  callId: string,
  view: { body: CallAnswer; freshness: Freshness; etag: string | null },
) {
  const { body: answer, freshness } = view;
  const partial = answer.meta.omittedMessages > 0;
  // The tag of a cut transcript must not match the whole one.
  const data: CallData = { answer, freshness, etag: partial ? null : view.etag, partial };
  client.setQueryData(callQuery(callId).queryKey, data, partial ? { updatedAt: 0 } : {});
}

/**
 * One call, polled at the pace the server has in force; once nothing is expected to change any more (`meta.settled`) only
 * now and then, for a call can come back to life under its id.
 * `callId` has passed isCallId. `paused` freezes it, once it has come whole.
 */
export function callQuery(callId: string, { paused = false }: { paused?: boolean } = {}) {
  return queryOptions<CallData, FetchError>({
    ...POLLED,
    queryKey: ["call", callId],
    queryFn: async ({ client, queryKey, signal }): Promise<CallData> => {
      const known = client.getQueryData<CallData>(queryKey);
      const previous = known && { body: known.answer, etag: known.etag ?? null };
      const { body: answer, freshness, etag } = await fetchJson(callPageApiPath(callId), { signal, previous });
      const incoming = { answer, freshness, etag };
      return newest(client.getQueryData<CallData>(queryKey), incoming, viewOf);
    },
    enabled: ({ state }) => !paused || state.data === undefined || state.data.partial === true,
    // A transcript can weigh megabytes: a call left behind is let go soon.
    gcTime: 60_000,
    refetchOnWindowFocus: ({ state }) => (isImpossible(state.error) ? false : "always"),
    refetchOnReconnect: ({ state }) => (isImpossible(state.error) ? false : "always"),
    refetchInterval: ({ state }) => {
      if (isImpossible(state.error)) return false;
      const refreshMs = state.data?.freshness.refreshMs ?? null;
      return pollIntervalMs({
        ...state,
        refreshMs: isComplete(state.data) ? SETTLED_MS : Math.min(refreshMs ?? SLOWEST_MS, SLOWEST_MS),
        hidden: pageHidden(),
        failed: state.error !== null,
      });
    },
  });
}

/** What the reader may see of the call, and do to it. */
function viewOf({ answer: { meta } }: CallData): string {
  const { masked, redacted, canReveal, revealedUntil, may } = meta;
  return JSON.stringify([masked, redacted, canReveal, revealedUntil, may]);
}

/** Nothing is expected to change any more, and nothing is missing that could still be asked for. */
export function isComplete(data: CallData | undefined): boolean {
  return data?.answer.meta.settled === true && data.partial !== true;
}

/** The id can never be one. */
const isImpossible = (error: FetchError | null) => error?.reason === "invalid_call_id";
