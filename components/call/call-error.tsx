"use client";

import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { errorWords } from "@/lib/queries/error-words";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { livePagePath } from "@/lib/wire/paths";

/** A call that could not be shown at all: what happened and what to do. */
export function CallError({ reason, onRetry }: { reason: FetchReason; onRetry?: () => void }) {
  const words = errorWords(reason, "call");
  return (
    <div data-error={reason}>
      <ErrorState
        heading="h1"
        title={words.title}
        text={words.text}
        action={
          <>
            {onRetry && words.action !== "none" ? <Button onClick={onRetry}>Try again now</Button> : null}
            <Link href={livePagePath} prefetch={false} className={buttonClass()}>
              Back to the live board
            </Link>
          </>
        }
      />
    </div>
  );
}
