"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Archive, MessageCircleQuestion, SearchX } from "@/components/ui/icons";
import type { FetchError } from "@/lib/wire/fetch-json";
import type { Calls } from "./use-calls";

export const refusalOf = (error: FetchError) => ({ reason: error.reason, message: error.message });

/** No answer yet: the shape of what comes, so that nothing jumps. */
export function CallsPending() {
  return (
    <div aria-busy="true" className="overflow-hidden rounded-xl border border-line bg-surface">
      <p role="status" className="sr-only">
        Looking for calls
      </p>
      <div aria-hidden className="h-9 border-line border-b" />
      {["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map((place) => (
        <div key={place} aria-hidden className="flex h-11 items-center gap-4 border-line border-b px-3 last:border-b-0">
          <div className="h-3 w-24 rounded bg-raised" />
          <div className="h-3 w-40 rounded bg-raised" />
          <div className="h-3 flex-1 rounded bg-raised" />
        </div>
      ))}
    </div>
  );
}

/** The answer came and has no call: why that may be, and the nearest way to some. */
export function NoCalls({ calls }: { calls: Calls }) {
  const { answer, filters, narrowed, narrow, clear, pages } = calls;
  const hasTime = filters.preset !== null || filters.from !== null || filters.to !== null;
  if (answer?.meta.tooCommon) {
    return (
      <EmptyState
        className="my-auto"
        icon={<MessageCircleQuestion aria-hidden />}
        title="These words are in almost every call"
        text="Words such as “the” or “and” are not looked for by themselves. Add a rarer one, or put a phrase in quotation marks."
        action={<Button onClick={() => narrow({ q: null })}>Clear the words</Button>}
      />
    );
  }
  if (!pages.isFirst) {
    return (
      <EmptyState
        className="my-auto"
        icon={<SearchX aria-hidden />}
        title="Nothing more on this page"
        text="The calls that were here have gone since the page before was shown."
        action={<Button onClick={pages.first}>Back to the first page</Button>}
      />
    );
  }
  if (narrowed.length === 0) {
    const keeps = answer?.meta.keeps === true;
    return (
      <EmptyState
        className="my-auto"
        icon={<Archive aria-hidden />}
        title={keeps ? "No call has been kept yet" : "No calls"}
        text={
          keeps
            ? "A call is kept here a minute after its end. What ended before Earshot began to keep calls is with the call service only."
            : "The call service lists no call that is over."
        }
      />
    );
  }
  return (
    <EmptyState
      className="my-auto"
      icon={<SearchX aria-hidden />}
      title={filters.q === "" ? "No call fits these filters" : `No call has ${wordsOf(filters.q)}`}
      text={
        filters.q === ""
          ? "Take a filter away to see more."
          : "Words are found in every form, over the whole call. Fewer words, or a beginning such as refund*, find more."
      }
      action={
        <>
          {hasTime ? (
            <Button onClick={() => narrow({ when: null, from: null, to: null })}>Look at any time</Button>
          ) : null}
          {narrowed.length > 1 || !hasTime ? <Button onClick={clear}>Clear all filters</Button> : null}
        </>
      }
    />
  );
}

const wordsOf = (q: string) => (q.length > 60 ? "all of these words" : /["“„«]/.test(q) ? q : `“${q}”`);
