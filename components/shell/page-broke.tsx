"use client";

import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { DatabaseAway, isDatabaseAway } from "./database-away";
import { useComeBack } from "./use-come-back";

/**
 * What stands in place of a page of ours that broke. `digest` names the entry in the server's log, when the server broke it.
 */
export function PageBroke({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const isAway = isDatabaseAway(error);
  const isGone = useComeBack(isAway ? null : error);
  if (isAway) return <DatabaseAway />;
  const reload = (
    <Button variant={isGone ? "primary" : "secondary"} onClick={() => window.location.reload()}>
      Reload
    </Button>
  );
  return isGone ? (
    <ErrorState
      heading="h1"
      className="my-auto"
      title="A part of this page did not come"
      text="Most likely a newer version of Earshot is here. Calls go on, and nothing was changed or lost. The page is loaded anew by itself; if it stays like this, reload it."
      action={reload}
    />
  ) : (
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
          {reload}
        </>
      }
    />
  );
}
