"use client";

import { useEffect } from "react";
import { DatabaseAway, isDatabaseAway } from "@/components/shell/database-away";
import { PageFrame } from "@/components/shell/page-frame";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

/** A page of ours broke. `digest` names the entry in the server's log, when the server broke it. */
export default function PageBroke({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => {
    if (!isDatabaseAway(error)) console.error(error);
  }, [error]);
  if (isDatabaseAway(error)) {
    return (
      <PageFrame>
        <DatabaseAway />
      </PageFrame>
    );
  }
  return (
    <PageFrame>
      <ErrorState
        heading="h1"
        className="my-auto"
        title="This page broke"
        text={
          <>
            That is Earshot's fault. Calls go on, and nothing was changed or lost. Show the page again, or reload it.
            {error.digest ? ` If it stays broken, look for ${error.digest} in the server's log.` : null}
          </>
        }
        action={
          <>
            <Button variant="primary" onClick={reset}>
              Show it again
            </Button>
            <Button onClick={() => window.location.reload()}>Reload</Button>
          </>
        }
      />
    </PageFrame>
  );
}
