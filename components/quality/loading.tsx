"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { accessErrorWords } from "@/lib/queries/access-words";
import type { FetchError } from "@/lib/wire/fetch-json";

/** What was asked for once it is there: data first, then why it did not come, then the wait. What is old says so. */
export function Loaded<Data>({
  data,
  error,
  onRetry,
  children,
}: {
  data: Data | undefined;
  error: FetchError | null;
  onRetry: () => void;
  children: (data: Data) => ReactNode;
}) {
  if (data === undefined) {
    if (error === null) {
      return (
        <p role="status" className="text-muted text-sm">
          Looking…
        </p>
      );
    }
    const { title, text } = accessErrorWords(error.reason, "settings");
    return <ErrorState title={title} text={text} action={<Button onClick={onRetry}>Try now</Button>} />;
  }
  return (
    <>
      {error === null ? null : (
        <p role="status" className="mb-2 text-critical text-xs">
          {accessErrorWords(error.reason, "settings").title}. This is what was last known.
        </p>
      )}
      {children(data)}
    </>
  );
}
