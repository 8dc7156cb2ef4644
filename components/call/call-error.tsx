"use client";

import { Button, buttonClass } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Link } from "@/components/ui/link";
import { errorWords } from "@/lib/queries/error-words";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { livePagePath } from "@/lib/wire/paths";

/** A call that could not be shown at all: what happened and what to do. */
export function CallError({ reason, onRetry }: { reason: FetchReason; onRetry?: () => void }) {
  const words = errorWords(reason, "call");
  // An id that does not exist will hardly come to exist: the way back is what helps.
  const isUnknown = reason === "call_not_found";
  const mayHelp = onRetry !== undefined && words.action !== "none" && !isUnknown;
  return (
    <div data-error={reason} className="my-auto">
      <ErrorState
        heading="h1"
        title={words.title}
        text={words.text}
        action={
          <>
            {mayHelp ? (
              <Button variant="primary" onClick={onRetry}>
                Try again now
              </Button>
            ) : null}
            <Link href={livePagePath} className={buttonClass(mayHelp ? "secondary" : "primary")}>
              Back to the live board
            </Link>
            {isUnknown && onRetry ? <Button onClick={onRetry}>Look again</Button> : null}
          </>
        }
      />
    </div>
  );
}
