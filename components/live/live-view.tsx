"use client";

import { useQuery } from "@tanstack/react-query";
import { PageFrame } from "@/components/shell/page-frame";
import { usePause } from "@/components/shell/pause";
import { useTabCounts } from "@/components/shell/tab-counts";
import { FetchError, type FetchReason } from "@/lib/http/fetch-json";
import { boardQuery } from "@/lib/queries/live";
import { BoardPending, BoardRefused } from "./board-states";
import { LiveBoard } from "./live-board";

/** The Live page. `refusal`: why the server could not bring the board with the page. */
export function LiveView({ refusal, demo }: { refusal: FetchReason | null; demo: boolean }) {
  const { paused } = usePause();
  const query = useQuery(boardQuery({ paused }));
  const { data, error, refetch } = query;
  const reason = error instanceof FetchError ? error.reason : error ? "internal" : refusal;
  const totals = data?.board.data.totals;
  useTabCounts({ page: "Live", active: totals?.active ?? 0, alarms: totals?.attention ?? 0 });
  return (
    <PageFrame page="live" freshness={data?.freshness ?? null} error={error} demo={data?.board.meta.demo ?? demo}>
      <h1 className="sr-only">Live calls</h1>
      {data ? (
        <LiveBoard board={data.board} freshness={data.freshness} error={error} />
      ) : reason ? (
        <BoardRefused reason={reason} onRetry={() => void refetch()} />
      ) : (
        <BoardPending />
      )}
    </PageFrame>
  );
}
