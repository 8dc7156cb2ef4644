"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useFreshnessKind } from "@/components/shell/freshness";
import { LateTabCounts } from "@/components/shell/late-tab-counts";
import { PageFrame } from "@/components/shell/page-frame";
import { usePause } from "@/components/shell/pause";
import { isNamed } from "@/lib/errors/named";
import { boardQuery } from "@/lib/queries/live";
import type { FetchError, FetchReason } from "@/lib/wire/fetch-json";
import { BoardPending, BoardRefused } from "./board-states";
import { LiveBoard } from "./live-board";

/** The Live page. `refusal`: why the server could not bring the board with the page. */
export function LiveView({ refusal }: { refusal: FetchReason | null }) {
  const { paused } = usePause();
  const query = useQuery(boardQuery({ paused }));
  const { data, error, refetch } = query;
  const reason = isNamed<FetchError>(error, "FetchError") ? error.reason : error ? "internal" : refusal;
  const freshness = data?.freshness ?? null;
  return (
    <PageFrame page="live" freshness={freshness} error={error}>
      <h1 className="sr-only">Live calls</h1>
      {data ? (
        <LiveBoard board={data.board} freshness={data.freshness} error={error} />
      ) : (
        <NoBoard error={error}>
          {reason ? <BoardRefused reason={reason} onRetry={() => void refetch()} /> : <BoardPending />}
        </NoBoard>
      )}
    </PageFrame>
  );
}

/** Without a board the tab counts nothing, and says why. */
function NoBoard({ error, children }: { error: FetchError | null; children: ReactNode }) {
  const { kind } = useFreshnessKind({ freshness: null, error });
  return (
    <>
      <LateTabCounts page="Live" active={0} attention={0} critical={0} kind={kind} />
      {children}
    </>
  );
}
