import { queryOptions } from "@tanstack/react-query";
import type { CallAnswer } from "@/lib/http/contract";
import { type FetchError, type Freshness, fetchJson } from "@/lib/http/fetch-json";
import { callPageApiPath } from "@/lib/http/paths";
import { pollIntervalMs } from "./intervals";
import { POLLED, pageHidden } from "./polled";

/** `freshness` is new with every poll; `answer` and the messages in it keep their identity while nothing in them changes. */
export type CallData = { answer: CallAnswer; freshness: Freshness; etag?: string | null };

/**
 * One call, polled at the pace the server has in force until nothing can change any more (`meta.settled`).
 * `callId` has passed isCallId. `enabled: false` freezes it (pause).
 */
export function callQuery(callId: string, options: { enabled?: boolean } = {}) {
  return queryOptions<CallData, FetchError>({
    ...POLLED,
    queryKey: ["call", callId],
    queryFn: async ({ client, queryKey, signal }): Promise<CallData> => {
      const known = client.getQueryData<CallData>(queryKey);
      const previous = known && { body: known.answer, etag: known.etag ?? null };
      const answer = await fetchJson<CallAnswer>(callPageApiPath(callId), { signal, previous });
      return { answer: answer.body, freshness: answer.freshness, etag: answer.etag };
    },
    enabled: options.enabled ?? true,
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

/** Nothing more will come: the call is settled, or its id can never be one. */
function isOver(state: { data: CallData | undefined; error: FetchError | null }): boolean {
  return state.data?.answer.meta.settled === true || state.error?.reason === "invalid_call_id";
}
