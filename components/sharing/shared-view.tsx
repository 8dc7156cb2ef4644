"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { RefreshNote } from "@/components/call/refresh-note";
import { useFreshnessKind } from "@/components/shell/freshness";
import { Button } from "@/components/ui/button";
import { AgesStand, onTick } from "@/components/ui/clock";
import { Hourglass } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { ageingNowMs, serverNowMs } from "@/lib/queries/freshness";
import { type SharedData, sharedQuery } from "@/lib/queries/shares";
import type { FetchError } from "@/lib/wire/fetch-json";
import { ClosedLink } from "./closed-link";
import { LinkNote } from "./link-note";
import { ShareFrame } from "./share-frame";
import { SharedScreen } from "./shared-screen";

/** The shared call, followed until it or its link ends. */
export function SharedView({ shareId }: { shareId: string }) {
  const { data, error, refetch } = useQuery(sharedQuery(shareId));
  const shown = data?.kind === "open" ? data : null;
  const { detail, ...age } = useFreshnessKind({ freshness: shown?.freshness ?? null, error });
  const overMeanwhile = useOverMeanwhile(shown, error);
  if (data?.kind === "closed" || overMeanwhile) {
    return (
      <ShareFrame>
        <ClosedLink reason={data?.kind === "closed" ? data.reason : "link_expired"} />
      </ShareFrame>
    );
  }
  if (shown === null) {
    return (
      <ShareFrame>
        {error === null ? (
          <p role="status" className="px-4 py-5 text-muted">
            Reading the call…
          </p>
        ) : (
          <ClosedLink reason={error.reason} action={<Button onClick={() => void refetch()}>Try again now</Button>} />
        )}
      </ShareFrame>
    );
  }
  const { data: call, meta } = shown.answer;
  const old = !meta.settled && age.old;
  const standsAtMs = meta.settled ? null : age.standsAtMs;
  return (
    <ShareFrame freshness={shown.freshness} error={error}>
      <RefreshNote reason={meta.settled ? null : (error?.reason ?? null)} {...{ old, detail, standsAtMs }} />
      <LinkNote meta={meta} />
      {call === null ? (
        <Notice
          heading="h1"
          role="status"
          icon={<Hourglass aria-hidden />}
          title="The call is still running"
          text="This link shows it once it has ended. Leave the page open: it appears here by itself."
        />
      ) : (
        <AgesStand at={standsAtMs}>
          <SharedScreen call={call} meta={meta} dimmed={old} />
        </AgesStand>
      )}
    </ShareFrame>
  );
}

/** The link's time is over while the server could not be asked: what it showed must not stay on a page that is offline. */
function useOverMeanwhile(shown: Extract<SharedData, { kind: "open" }> | null, error: FetchError | null): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (shown === null || error === null) return setOver(false);
    const endsMs = Date.parse(shown.answer.meta.expiresAt);
    const look = () => setOver(serverNowMs(shown.freshness, ageingNowMs()) >= endsMs);
    look();
    return onTick(look);
  }, [shown, error]);
  return over;
}
