import { queryOptions } from "@tanstack/react-query";
import { isNamed } from "@/lib/errors/named";
import { type AnswerFreshness, type FetchError, type FetchReason, fetchJson } from "@/lib/wire/fetch-json";
import { sharedApiPath, sharesApiPath } from "@/lib/wire/paths";
import type { SharedAnswer, ShareList, ShareState } from "@/lib/wire/sharing-contract";
import { pollIntervalMs } from "./intervals";
import { newest } from "./newest";
import { POLLED, pageHidden } from "./polled";

export type ShareFilters = { callId?: string; state?: ShareState | ""; search?: string };

/** Links that this person made, or everybody's for an admin. `all` tells which; `more`: only the newest are here. */
export const sharesQuery = (filters: ShareFilters) =>
  queryOptions<ShareList, FetchError>({
    queryKey: ["shares", filters],
    staleTime: 2_000,
    queryFn: async ({ signal }) => {
      const given = Object.entries(filters).filter(([, value]) => value !== "");
      const search = new URLSearchParams(given).toString();
      return (await fetchJson<ShareList>(search === "" ? sharesApiPath : `${sharesApiPath}?${search}`, { signal }))
        .body;
    },
    placeholderData: (known) => known,
  });

/** Why a shared page shows no call any more, or not yet. */
export type ClosedReason = "link_unknown" | "link_expired" | "link_revoked" | "link_incomplete";
const CLOSED: ReadonlySet<FetchReason> = new Set<ClosedReason>([
  "link_unknown",
  "link_expired",
  "link_revoked",
  "link_incomplete",
]);
const isClosed = (reason: FetchReason): reason is ClosedReason => CLOSED.has(reason);

/** What a link shows; once it has ended, nothing of what it showed is kept. */
export type SharedData = OpenShare | { kind: "closed"; reason: ClosedReason };
type OpenShare = { kind: "open"; answer: SharedAnswer; freshness: AnswerFreshness; etag: string | null };

/** What the link shows. */
const viewOf = ({ answer: { meta } }: OpenShare) => JSON.stringify([meta.grant, meta.expiresAt]);

/** A call that is over does not change, but its link may end. */
const SETTLED_MS = 5_000;

/** The call of a share link, polled as long as the page is open: that is how it learns that the link has ended. */
export const sharedQuery = (shareId: string) =>
  queryOptions<SharedData, FetchError>({
    ...POLLED,
    queryKey: ["shared", shareId],
    queryFn: async ({ client, queryKey, signal }): Promise<SharedData> => {
      const known = client.getQueryData<SharedData>(queryKey);
      const previous = known?.kind === "open" ? { body: known.answer, etag: known.etag } : undefined;
      try {
        const { body, freshness, etag } = await fetchJson<SharedAnswer>(sharedApiPath(shareId), { signal, previous });
        const incoming: OpenShare = { kind: "open", answer: body, freshness, etag };
        const shown = client.getQueryData<SharedData>(queryKey);
        return shown?.kind === "open" ? newest(shown, incoming, viewOf) : incoming;
      } catch (error) {
        if (isNamed<FetchError>(error, "FetchError") && isClosed(error.reason))
          return { kind: "closed", reason: error.reason };
        throw error;
      }
    },
    gcTime: 0,
    refetchOnWindowFocus: "always",
    refetchOnReconnect: "always",
    refetchInterval: ({ state }) => {
      if (state.data?.kind === "closed") return false;
      const refreshMs = state.data?.freshness.refreshMs ?? null;
      const settled = state.data?.answer.meta.settled === true;
      return pollIntervalMs({
        ...state,
        refreshMs: settled ? SETTLED_MS : Math.min(refreshMs ?? SETTLED_MS, SETTLED_MS),
        hidden: pageHidden(),
        failed: state.error !== null,
      });
    },
  });
