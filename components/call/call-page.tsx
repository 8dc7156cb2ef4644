"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useFreshnessKind } from "@/components/shell/freshness";
import { PageFrame } from "@/components/shell/page-frame";
import { usePause } from "@/components/shell/pause";
import type { ErrorReason } from "@/lib/http/contract";
import { callQuery } from "@/lib/queries/call";
import { unlessPaused } from "@/lib/queries/polled";
import { CallError } from "./call-error";
import { CallScreen } from "./call-screen";
import { CallSkeleton } from "./call-skeleton";
import { callTitle } from "./call-title";
import { RefreshNote } from "./refresh-note";

/** A call, before, during and after. `refusal`: why the server could not give it with the page. */
export function CallPage({ callId, refusal }: { callId: string; refusal: ErrorReason | null }) {
  const { paused } = usePause();
  const { data, error, refetch } = useQuery({ ...callQuery(callId), enabled: unlessPaused(paused) });
  const freshness = data?.freshness ?? null;
  const { kind } = useFreshnessKind({ freshness, error });
  const settled = data?.answer.meta.settled === true;
  const title = data ? callTitle(data.answer.data, data.answer.meta.attention.length) : null;
  useEffect(() => {
    if (title !== null) document.title = `${title} · Earshot`;
  }, [title]);

  const reason = error?.reason ?? (data ? null : refusal);
  const old = !settled && (kind === "stale" || kind === "offline");
  return (
    // A settled call has no age: nothing can be newer than its last word.
    <PageFrame page="call" freshness={settled ? undefined : freshness} error={error} demo={data?.answer.meta.demo}>
      {data ? (
        <>
          <RefreshNote reason={settled ? null : reason} old={old} />
          <CallScreen key={callId} answer={data.answer} freshness={data.freshness} dimmed={old} />
        </>
      ) : reason === null ? (
        <CallSkeleton />
      ) : (
        <CallError reason={reason} onRetry={() => void refetch()} />
      )}
    </PageFrame>
  );
}
