"use client";

import clsx from "clsx";
import { type ReactNode, useCallback, useMemo } from "react";
import { AgesNote } from "@/components/shell/ages-note";
import { useFreshnessKind } from "@/components/shell/freshness";
import { LateTabCounts } from "@/components/shell/late-tab-counts";
import { lazyDialog, useIdlePrefetch } from "@/components/shell/lazy-part";
import { usePause } from "@/components/shell/pause";
import { AgesStand } from "@/components/ui/clock";
import { EyeOff, ListFilter, TriangleAlert } from "@/components/ui/icons";
import { OLD_DATA } from "@/components/ui/old-data";
import { errorWords } from "@/lib/queries/error-words";
import type { AnswerFreshness } from "@/lib/queries/freshness";
import { useLiveSearch } from "@/lib/queries/live-search";
import type { Board } from "@/lib/wire/contract";
import type { FetchError } from "@/lib/wire/fetch-json";
import { BoardCards } from "./board-cards";
import { boardFacts } from "./board-facts";
import { passesFilter } from "./board-order";
import { NoCalls, NoMatch } from "./board-states";
import { BoardTable } from "./board-table";
import { BoardHits } from "./hit-line";
import { LateBoardNews } from "./late-board-news";
import { LateOrderPill, LateSearchNote } from "./late-parts";
import { Tiles } from "./tiles";
import { Toolbar } from "./toolbar";
import { useBoardOrder } from "./use-board-order";
import { useLiveView } from "./use-live-view";
import { useClosePeek, usePeeked } from "./use-peeked";
import { viewName } from "./view-name";

const Peek = lazyDialog("A look at the call", () => import("./peek").then((part) => part.Peek));
const PeekUnknown = lazyDialog("A look at the call", () => import("./peek").then((part) => part.PeekUnknown));
const LATE = [Peek, PeekUnknown];

/** Tiles, toolbar and the calls. Old data stays, dimmed, with a note that says why it is old. */
export function LiveBoard({
  board,
  freshness,
  error,
}: {
  board: Board;
  freshness: AnswerFreshness;
  error: FetchError | null;
}) {
  useIdlePrefetch(LATE);
  const view = useLiveView();
  const { params, setParams, filter, narrowed, clearFilter } = view;
  const { calls, totals } = board.data;
  const { kind, detail, old, standsAtMs } = useFreshnessKind({ freshness, error });
  const { active, attention, critical } = totals;
  const dim = old && OLD_DATA;
  const failure = error === null ? null : errorWords(error.reason, "board");

  const { paused } = usePause();
  const search = useLiveSearch(params.q, paused);
  const passing = useMemo(
    // The list itself where nothing narrows it: what is known of all then holds for these, too.
    () =>
      narrowed === 0 && search.hits === null ? calls : calls.filter((call) => passesFilter(call, filter, search.hits)),
    [calls, narrowed, filter, search.hits],
  );
  const facts = useMemo(
    () => boardFacts(calls, passing, { status: params.status, agent: params.agent }),
    [calls, passing, params.status, params.agent],
  );
  const viewKey = JSON.stringify([params.sort, search.words, filter]);
  const { items, arrived, waiting, atBoard, sortNow } = useBoardOrder({ passing, all: calls }, params.sort, viewKey);
  const arrivedCalls = passing.filter((call) => arrived.includes(call.id));
  const peeked = usePeeked(params.peek, calls);
  const onPeek = useCallback((id: string | null) => setParams({ peek: id }), [setParams]);
  const closePeek = useClosePeek(params.peek, onPeek);
  const List = params.view === "table" ? BoardTable : BoardCards;

  return (
    <div className="flex flex-1 flex-col gap-3 px-3 py-3 sm:gap-4 sm:px-5 sm:py-4" data-board={kind}>
      <LateTabCounts page={viewName(params, calls)} {...{ active, attention, critical, kind }} />
      <LateBoardNews calls={calls} />
      {old ? (
        <Note icon={<TriangleAlert aria-hidden />} loud>
          {failure ? `${failure.title}. ${failure.text}` : detail} <AgesNote at={standsAtMs} />
        </Note>
      ) : null}
      {board.meta.droppedRows > 0 ? (
        <Note icon={<EyeOff aria-hidden />}>
          {board.meta.droppedRows === 1 ? "One call is" : `${board.meta.droppedRows} calls are`} missing here: the call
          service described {board.meta.droppedRows === 1 ? "it" : "them"} in a way that cannot be read.
        </Note>
      ) : null}
      {board.meta.scoped ? (
        <Note icon={<ListFilter aria-hidden />}>
          You see the calls of your own agents and campaigns; the tiles count these only.
        </Note>
      ) : null}
      <AgesStand at={standsAtMs}>
        <Tiles totals={totals} view={view} className={dim || undefined} />
        <div className="z-10 -mx-3 bg-background px-3 sm:sticky sm:top-12 sm:-mx-5 sm:-my-2 sm:px-5 sm:py-2 short:static">
          <Toolbar view={view} facts={facts} isSearching={search.isAsking} />
        </div>
        <LateSearchNote search={search} />
        <div className={clsx("flex min-w-0 flex-1 flex-col", dim)}>
          {calls.length === 0 && items.length === 0 ? (
            <NoCalls kind={kind} />
          ) : items.length === 0 && narrowed > 0 ? (
            <NoMatch
              total={calls.length}
              calm={narrowed === 1 && params.attention !== "" && !old ? params.attention : null}
              onClear={clearFilter}
            />
          ) : (
            <BoardHits value={search.hits}>
              <List items={items} peekId={params.peek} onPeek={onPeek} atBoard={atBoard} />
            </BoardHits>
          )}
        </div>
        {peeked ? (
          <Peek {...peeked} masked={board.meta.masked} onClose={closePeek} className={dim || undefined} />
        ) : params.peek !== "" ? (
          <PeekUnknown id={params.peek} onClose={closePeek} />
        ) : null}
      </AgesStand>
      <LateOrderPill arrived={arrivedCalls} waiting={waiting} sortNow={sortNow} />
    </div>
  );
}

function Note({ icon, loud, children }: { icon: ReactNode; loud?: boolean; children: ReactNode }) {
  return (
    <div
      className={clsx(
        "flex items-start gap-2.5 rounded-lg border px-3 py-2 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0",
        loud ? "border-critical bg-critical-wash [&>svg]:text-critical" : "border-line bg-surface [&>svg]:text-muted",
      )}
    >
      {icon}
      <p>{children}</p>
    </div>
  );
}
