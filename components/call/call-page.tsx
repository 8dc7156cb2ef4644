"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useFreshnessKind } from "@/components/shell/freshness";
import { LateTabCounts } from "@/components/shell/late-tab-counts";
import { PageFrame } from "@/components/shell/page-frame";
import { usePause } from "@/components/shell/pause";
import { AgesStand } from "@/components/ui/clock";
import { type CallData, callQuery, isComplete } from "@/lib/queries/call";
import type { ErrorReason } from "@/lib/wire/reasons";
import { CallError } from "./call-error";
import { CallScreen } from "./call-screen";
import { CallSkeleton } from "./call-skeleton";
import { RefreshNote } from "./refresh-note";
import { tabName } from "./tab-name";

/** A call, before, during and after. `refusal`: why the server could not give it with the page. */
export function CallPage({ callId, refusal }: { callId: string; refusal: ErrorReason | null }) {
  const { paused } = usePause();
  const { data: latest, error, refetch } = useQuery(callQuery(callId, { paused }));
  const data = useInSteps(latest, callId);
  const freshness = data?.freshness ?? null;
  const { kind, detail, ...age } = useFreshnessKind({ freshness, error });
  const complete = isComplete(data);
  // A settled call has no age: nothing can be newer than its last word.
  const settled = data?.answer.meta.settled === true;
  const attention = data?.answer.meta.attention ?? [];

  const reason = error?.reason ?? (data ? null : refusal);
  const old = !settled && age.old;
  const standsAtMs = settled ? null : age.standsAtMs;
  return (
    <PageFrame
      page="call"
      freshness={settled ? undefined : freshness}
      finalAt={settled ? (data?.answer.data.endedAt ?? data?.answer.data.updatedAt ?? null) : undefined}
      error={error}
    >
      <LateTabCounts
        page={data ? tabName(data.answer.data, data.answer.meta.contactName) : null}
        attention={attention.length}
        critical={attention.filter(({ severity }) => severity === "critical").length}
        kind={settled ? "live" : kind}
      />
      {data ? (
        <>
          <RefreshNote reason={complete ? null : reason} old={old} detail={detail} standsAtMs={standsAtMs} />
          <AgesStand at={standsAtMs}>
            <CallScreen
              key={callId}
              answer={data.answer}
              earlier={data.partial ? (error ? "failed" : "coming") : "here"}
              freshness={data.freshness}
              dimmed={old}
            />
          </AgesStand>
        </>
      ) : reason === null ? (
        <CallSkeleton />
      ) : (
        <CallError reason={reason} onRetry={() => void refetch()} />
      )}
    </PageFrame>
  );
}

/**
 * What an answer brings to a call that is on the screen is drawn in short steps, so that keys, scrolling and the clock need not
 * wait for 10,000 lines. The whole transcript after the first view's part of it, and another call, come at once.
 */
function useInSteps(latest: CallData | undefined, callId: string): CallData | undefined {
  const drawn = useDeferredValue(latest);
  return drawn === undefined || drawn.partial === true || drawn.answer.data.id !== callId ? latest : drawn;
}
