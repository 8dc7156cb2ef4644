import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { readCallAnswer } from "@/lib/http/call-answer";
import type { CallAnswer, SentCallAnswer } from "@/lib/http/contract";
import { type FetchError, type Freshness, fetchJson } from "@/lib/http/fetch-json";
import { callPageApiPath } from "@/lib/http/paths";
import { pollIntervalMs } from "./intervals";
import { POLLED, pageHidden } from "./polled";

/**
 * `freshness` is new with every poll; `answer` and the messages in it keep their identity while nothing in them changes.
 * `partial`: the page's first view, cut shorter than what the browser asks for.
 */
export type CallData = { answer: CallAnswer; freshness: Freshness; etag?: string | null; partial?: boolean };

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
 * One call, polled at the pace the server has in force until nothing can change any more (`meta.settled`).
 * `callId` has passed isCallId. `paused` freezes it, once it has come whole.
 */
export function callQuery(callId: string, { paused = false }: { paused?: boolean } = {}) {
  return queryOptions<CallData, FetchError>({
    ...POLLED,
    queryKey: ["call", callId],
    queryFn: async ({ client, queryKey, signal }): Promise<CallData> => {
      const known = client.getQueryData<CallData>(queryKey);
      const previous = known && { body: known.answer, etag: known.etag ?? null };
      const { body, freshness, etag } = await fetchJson<SentCallAnswer>(callPageApiPath(callId), { signal, previous });
      // An answer that still stands was read when it came.
      const answer =
        known !== undefined && body === known.answer ? known.answer : readCallAnswer(body, freshness.serverNowMs);
      return { answer, freshness, etag };
    },
    enabled: ({ state }) => !paused || state.data === undefined || state.data.partial === true,
    // A transcript can weigh megabytes: a call left behind is let go soon.
    gcTime: 60_000,
    refetchOnWindowFocus: ({ state }) => (isOver(state) ? false : "always"),
    refetchOnReconnect: ({ state }) => (isOver(state) ? false : "always"),
    refetchInterval: ({ state }) =>
      isOver(state)
        ? false
        : pollIntervalMs({
            ...state,
            refreshMs: state.data?.freshness.refreshMs ?? null,
            hidden: pageHidden(),
            failed: state.error !== null,
          }),
  });
}

/** Nothing can change any more, and nothing is missing that could still be asked for. */
export function isComplete(data: CallData | undefined): boolean {
  return data?.answer.meta.settled === true && data.partial !== true;
}

/** Nothing more will come: the call is complete, or its id can never be one. */
function isOver(state: { data: CallData | undefined; error: FetchError | null }): boolean {
  return isComplete(state.data) || state.error?.reason === "invalid_call_id";
}
