import { queryOptions } from "@tanstack/react-query";
import { BOARD_SHAPE } from "@/lib/wire/changes";
import type { Board } from "@/lib/wire/contract";
import type { AnswerFreshness, FetchError } from "@/lib/wire/fetch-json";
import { liveApiPath } from "@/lib/wire/paths";
import { fetchChanged, isMadeFrom } from "./changes";
import { pollIntervalMs } from "./intervals";
import { newest } from "./newest";
import { POLLED, pageHidden, unlessPaused } from "./polled";
import { shareJson } from "./share-json";

/** `freshness` is new with every poll; `board`, and each call in it, keep their identity while nothing in them changes. */
export type BoardData = { board: Board; freshness: AnswerFreshness; etag?: string | null };

/**
 * The board, polled at the pace the server has in force. Select `board` to stay still between changes.
 * `paused` freezes it, once it has come. `q`: only calls in which this is found, with the hits; "": all.
 */
export function boardQuery(options: { masked?: boolean; paused?: boolean; q?: string } = {}) {
  const { masked = false, paused = false, q = "" } = options;
  return queryOptions<BoardData, FetchError>({
    ...POLLED,
    queryKey: ["board", q === "" ? { masked } : { masked, q }],
    queryFn: async ({ client, queryKey, signal }): Promise<BoardData> => {
      const known = client.getQueryData<BoardData>(queryKey);
      const previous = known && { body: known.board, etag: known.etag ?? null };
      const path = ({ since }: { since: string | null }) => liveApiPath({ masked, q, since });
      const answer = await fetchChanged<Board>(path, { signal, previous, shape: BOARD_SHAPE });
      const incoming = { board: answer.body, freshness: answer.freshness, etag: answer.etag };
      return newest(client.getQueryData<BoardData>(queryKey), incoming, viewOf);
    },
    enabled: unlessPaused(paused),
    structuralSharing: (known, incoming) => shareBoard(known as BoardData | undefined, incoming as BoardData),
    refetchOnWindowFocus: "always",
    refetchOnReconnect: "always",
    refetchInterval: ({ state }) =>
      pollIntervalMs({
        ...state,
        refreshMs: state.data?.freshness.refreshMs ?? null,
        hidden: pageHidden(),
        failed: state.error !== null,
      }),
  });
}

/** Words as they are searched for: blanks more or fewer do not make another search. */
export const searchWords = (text: string): string => text.trim().replace(/\s+/g, " ");

/** What the reader may see of the floor. */
const viewOf = ({ board: { meta } }: BoardData) => `${meta.masked} ${meta.scoped} ${meta.demo}`;

/** Calls are matched by id, not by place: one that arrives on top must not give every other card a new identity. */
function shareBoard(known: BoardData | undefined, incoming: BoardData): BoardData {
  if (known === undefined || known.board === incoming.board) return incoming;
  if (isMadeFrom(incoming.board, known.board)) return incoming;
  const before = known.board.data;
  const calls = shareRows(before.calls, incoming.board.data.calls);
  const hits = incoming.board.data.hits && shareRows(before.hits ?? [], incoming.board.data.hits);
  const totals = shareJson(before.totals, incoming.board.data.totals);
  const meta = shareJson(known.board.meta, incoming.board.meta);
  const unchanged =
    calls === before.calls && hits === before.hits && totals === before.totals && meta === known.board.meta;
  const data = hits === undefined ? { calls, totals } : { calls, totals, hits };
  return { ...incoming, board: unchanged ? known.board : { data, meta } };
}

function shareRows<Row extends { id: string }>(before: Row[], incoming: Row[]): Row[] {
  const byId = new Map(before.map((row) => [row.id, row]));
  const shared = incoming.map((row) => shareJson(byId.get(row.id), row));
  const same = shared.length === before.length && shared.every((row, place) => row === before[place]);
  return same ? before : shared;
}
