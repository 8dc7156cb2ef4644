"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Archive, CalendarClock, SearchX } from "@/components/ui/icons";
import { isNarrowed } from "./address";
import type { Analytics } from "./use-analytics";

/** No answer yet: the shape of what comes, so that nothing jumps. */
export function AnalyticsPending() {
  const card = "rounded-xl border border-line bg-surface";
  return (
    <div aria-busy="true" className="flex flex-col gap-3">
      <p role="status" className="sr-only">
        Counting calls
      </p>
      <div aria-hidden className="h-5 w-72 rounded bg-raised" />
      <div aria-hidden className="grid grid-cols-2 gap-2 sm:grid-cols-4 xl:grid-cols-7">
        {["a", "b", "c", "d", "e", "f", "g"].map((place) => (
          <div key={place} className={`${card} h-[5.375rem] last:max-sm:col-span-2`} />
        ))}
      </div>
      <div aria-hidden className={`${card} h-[25rem]`} />
      <div aria-hidden className={`${card} h-96`} />
    </div>
  );
}

/** The answer came and has no call: why that may be, and the nearest way to some. */
export function NoFigures({ analytics }: { analytics: Analytics }) {
  const { answer, address, filters, narrow, clear } = analytics;
  const meta = answer?.meta;
  if (meta?.keptFrom === null) {
    return (
      <EmptyState
        className="my-auto"
        icon={<Archive aria-hidden />}
        title={meta.keeps === true ? "No call has been kept yet" : "Nothing is kept here"}
        text={
          meta.keeps === true
            ? "A call is kept here a minute after its end; its figures stand here from then on."
            : "Figures are made of calls that are kept. Once an admin decides to keep them, they begin here."
        }
      />
    );
  }
  if (isNarrowed(address)) {
    return (
      <EmptyState
        className="my-auto"
        icon={<SearchX aria-hidden />}
        title="No call fits these filters"
        text="Take a filter away, or look at a longer time."
        action={<Button onClick={clear}>Clear all filters</Button>}
      />
    );
  }
  return (
    <EmptyState
      className="my-auto"
      icon={<CalendarClock aria-hidden />}
      title="No call in this time"
      text="Nothing that was kept began in it."
      action={
        filters.preset === "last30" ? null : (
          <Button onClick={() => narrow({ when: "last30", from: null, to: null })}>Look at the last 30 days</Button>
        )
      }
    />
  );
}
