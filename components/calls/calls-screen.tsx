"use client";

import clsx from "clsx";
import { useClosePeek } from "@/components/live/use-peeked";
import { useFreshnessKind } from "@/components/shell/freshness";
import { lazyAddition } from "@/components/shell/lazy-addition";
import { lazyDialog, useIdlePrefetch } from "@/components/shell/lazy-part";
import { QuestionRefused } from "@/components/shell/question-refused";
import { Button } from "@/components/ui/button";
import { ArrowUp } from "@/components/ui/icons";
import { OLD_DATA } from "@/components/ui/old-data";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { CallsCards } from "./calls-cards";
import { CallsTable } from "./calls-table";
import { Notes } from "./notes";
import { Pager } from "./pager";
import { liveWordsOf } from "./question";
import { SelectionBar } from "./selection-bar";
import { CallsPending, NoCalls, refusalOf } from "./states";
import { Toolbar } from "./toolbar";
import type { Calls } from "./use-calls";
import { useNarrow } from "./use-narrow";
import { usePlace } from "./use-place";
import { useSelection } from "./use-selection";

const Preview = lazyDialog("A look at the call", () => import("./preview").then((part) => part.Preview));
const LiveFound = lazyAddition(() => import("./live-found").then((part) => part.LiveFound));
const LATE = [Preview];

/** The list of calls in its every state. `refusal`: why the server could not bring it with the page. */
export function CallsScreen({ calls, refusal }: { calls: Calls; refusal: FetchReason | null }) {
  useIdlePrefetch(LATE);
  const { answer, rows, error, isOther, isAsking, freshness, filters, reader, listed } = calls;
  const selection = useSelection(calls.question);
  const place = usePlace(calls, selection);
  const closePreview = useClosePeek(place.peekId ?? "", place.peek);
  const isNarrow = useNarrow();
  const { old, detail } = useFreshnessKind({ freshness, error });
  // Of another question, and that one failed: what is on the screen is no answer to it.
  const failed = error !== null && (answer === null || isOther) ? refusalOf(error) : null;
  const refused = failed ?? (answer === null && refusal !== null ? { reason: refusal } : null);
  const list = { rows, filters, narrow: calls.narrow, selection, stateOf: place.stateOf, onPeek: place.onPeek };
  return (
    <div className="flex flex-1 flex-col gap-3 px-3 py-3 sm:px-5 sm:py-4" data-calls={isAsking ? "asking" : "here"}>
      <Toolbar calls={calls} />
      <Notes calls={calls} old={old && refused === null ? { detail } : null} />
      {liveWordsOf(filters) === "" ? null : <LiveFound filters={filters} reader={reader} />}
      {refused !== null ? (
        <QuestionRefused
          {...refused}
          title="These calls could not be looked for"
          onRetry={calls.retry}
          onFirst={calls.pages.isFirst ? null : calls.pages.first}
        />
      ) : answer === null ? (
        <CallsPending />
      ) : rows.length === 0 && !isOther ? (
        listed.isPending ? (
          <CallsPending />
        ) : (
          <NoCalls calls={calls} />
        )
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only learns which call has the focus
        <div
          onFocus={place.onFocus}
          aria-busy={isAsking || undefined}
          className={clsx("flex flex-col gap-3", (isOther || old) && OLD_DATA)}
        >
          {isNarrow === true ? null : (
            <div className="max-sm:hidden">
              <CallsTable {...list} />
            </div>
          )}
          {isNarrow === false ? null : (
            <div className="sm:hidden">
              <CallsCards {...list} />
            </div>
          )}
          <Pager calls={calls} />
          <SelectionBar selection={selection} question={calls.question} />
        </div>
      )}
      {calls.waiting === null ? null : (
        <Button
          variant="primary"
          size="sm"
          className="fixed bottom-4 left-1/2 z-20 -translate-x-1/2 animate-fade-in rounded-full shadow-float"
          onClick={() => {
            calls.showNow();
            window.scrollTo({ top: 0 });
          }}
        >
          <ArrowUp aria-hidden />
          {newsWords(calls.waiting)}
        </Button>
      )}
      {place.peekId === null ? null : (
        <Preview
          callId={place.peekId}
          row={rows.find(({ id }) => id === place.peekId) ?? null}
          line={place.peekLine}
          words={filters.q}
          onStep={place.goToHit}
          onClose={closePreview}
        />
      )}
    </div>
  );
}

const newsWords = (count: number) =>
  count === 0 ? "The list has changed" : count === 1 ? "1 new call" : `${count} new calls`;
