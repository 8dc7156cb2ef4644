"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { CircleCheck, CirclePause, KeyRound, PhoneOff, SearchX, Unplug, WifiOff } from "@/components/ui/icons";
import { errorWords } from "@/lib/queries/error-words";
import type { FreshnessKind } from "@/lib/queries/freshness";
import type { FetchReason } from "@/lib/wire/fetch-json";

/** The board could not be read and there is nothing older to show. */
export function BoardRefused({ reason, onRetry }: { reason: FetchReason; onRetry: () => void }) {
  const words = errorWords(reason, "floor");
  const Icon = words.action === "check_key" ? KeyRound : reason === "offline" ? WifiOff : Unplug;
  return (
    <ErrorState
      className="my-auto"
      icon={<Icon aria-hidden />}
      title={words.title}
      text={words.text}
      action={words.action === "none" ? undefined : <Button onClick={onRetry}>Try now</Button>}
    />
  );
}

/** No answer yet: the shape of what comes, so that nothing jumps. */
export function BoardPending() {
  return (
    <div className="flex flex-col gap-4 px-3 py-4 sm:px-5" aria-busy="true">
      <p role="status" className="sr-only">
        Asking the call service for live calls
      </p>
      <div aria-hidden className="h-18 rounded-xl border border-line bg-surface" />
      <div aria-hidden className="h-9 rounded-lg bg-raised/60" />
      <div
        aria-hidden
        className="grid auto-rows-[11.5rem] grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] gap-3 min-[160rem]:grid-cols-6"
      >
        {["a", "b", "c", "d", "e", "f", "g", "h"].map((place) => (
          <div key={place} className="rounded-xl border border-line bg-surface" />
        ))}
      </div>
    </div>
  );
}

/** The service answered and there is no call; while the data is old, nobody can say so. */
export function NoCalls({ kind }: { kind: FreshnessKind }) {
  const old = kind === "stale" || kind === "offline";
  if (kind === "paused") {
    return (
      <EmptyState
        className="my-auto"
        icon={<CirclePause aria-hidden />}
        title="No calls when the board was paused"
        text="There may be calls by now. Resume jumps to them."
      />
    );
  }
  return (
    <EmptyState
      className="my-auto"
      icon={old ? <Unplug aria-hidden /> : <PhoneOff aria-hidden />}
      title={old ? "No calls when we last heard" : "No calls right now"}
      text={
        old
          ? "New data has not come for a while, so there may be calls by now. Earshot keeps trying by itself."
          : "A call appears here by itself the moment it is made."
      }
    />
  );
}

/** `calm`: what was looked for is calls in trouble, and now there is none, which is good news. */
export function NoMatch({
  total,
  calm,
  onClear,
}: {
  total: number;
  calm: "all" | "critical" | null;
  onClear: () => void;
}) {
  const others = total === 1 ? "One call is on the board without it." : `${total} calls are on the board without it.`;
  return (
    <EmptyState
      className="my-auto"
      icon={calm === null ? <SearchX aria-hidden /> : <CircleCheck aria-hidden />}
      title={CALM_TITLES[calm ?? "no"]}
      text={calm === null ? others : "A call that does appears here by itself."}
      action={<Button onClick={onClear}>{calm === null ? "Clear the filter" : "Show all calls"}</Button>}
    />
  );
}

const CALM_TITLES = {
  no: "No call matches the filter",
  all: "No call needs attention",
  critical: "No call is critical",
};
