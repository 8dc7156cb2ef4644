import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { CALL_SHAPE } from "@/lib/wire/changes";
import type { CallAnswer } from "@/lib/wire/contract";
import type { AnswerFreshness, FetchError } from "@/lib/wire/fetch-json";
import { callPageApiPath } from "@/lib/wire/paths";
import { fetchChanged, isMadeFrom } from "./changes";
import { pollIntervalMs } from "./intervals";
import { newest } from "./newest";
import { POLLED, pageHidden } from "./polled";
import { shareJson } from "./share-json";

/**
 * `freshness` is new with every poll; `answer` and the messages in it keep their identity while nothing in them changes.
 * `partial`: the page's first view, cut shorter than what the browser asks for.
 */
export type CallData = { answer: CallAnswer; freshness: AnswerFreshness; etag?: string | null; partial?: boolean };

/** A settled call is looked at this often. */
const SETTLED_MS = 30_000;
/** Between the reads that follow a call's end, ever further apart, the page looks this often: what they bring shows soon. */
const SLOWEST_MS = 2_000;

/** Gives the first view of a page to its query. A cut one counts as old, so that the browser asks for the whole at once. */
export function seedCall(
  client: QueryClient,
  callId: string,
  view: { body: CallAnswer; freshness: AnswerFreshness; etag: string | null },
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
      const path = ({ since }: { since: string | null }) => callPageApiPath(callId, { since });
      const fetched = await fetchChanged<CallAnswer>(path, { signal, previous, shape: CALL_SHAPE });
      const { body: answer, freshness, etag } = fetched;
      const incoming = { answer, freshness, etag };
      return newest(client.getQueryData<CallData>(queryKey), incoming, viewOf);
    },
    enabled: ({ state }) => !paused || state.data === undefined || state.data.partial === true,
    structuralSharing: (known, incoming) => shareCall(known as CallData | undefined, incoming as CallData),
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

/** By shareJson: React Query's own way copies thousands of lines of which it needs to know only that they are the same. */
function shareCall(known: CallData | undefined, incoming: CallData): CallData {
  if (known === undefined || known.answer === incoming.answer) return incoming;
  if (isMadeFrom(incoming.answer, known.answer)) return incoming;
  return { ...incoming, answer: shareJson(known.answer, incoming.answer) };
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
