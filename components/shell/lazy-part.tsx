"use client";

import { type ComponentType, useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type LoadingState, latePartOf, useLoading } from "./late-part";

const FETCH_WITHIN_MS = 10_000;

type Closable = { onClose: () => void };

/**
 * A dialog whose code is loaded apart from the page's. When it cannot be loaded the page stays as it is: the dialog says
 * so and is tried again by itself. When it cannot be loaded because a newer version is here, the page loads that, where
 * nothing would be lost, and otherwise says so.
 * @param title what it would be called, for when it is not there
 * @param load imports it; called again after a failure
 */
export function lazyDialog<Props extends Closable>(title: string, load: () => Promise<ComponentType<Props>>) {
  const late = latePartOf(load);
  function LazyDialog(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(late.now);
    if (Part !== null) return <Part {...props} />;
    return <Loading title={title} onClose={props.onClose} load={late.load} onLoaded={setPart} />;
  }
  /** Fetches it ahead of need; a failure shows when it is needed. */
  LazyDialog.prefetch = late.prefetch;
  return LazyDialog;
}

/**
 * Loads the late parts of a page once it has nothing better to do, so that they are there when the network is not.
 * @param parts the same array each time
 */
export function useIdlePrefetch(parts: readonly { prefetch: () => void }[]) {
  useEffect(() => {
    const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
    if (connection?.saveData) return;
    const fetchAll = () => {
      for (const { prefetch } of parts) prefetch();
    };
    if (typeof requestIdleCallback !== "function") {
      const timer = setTimeout(fetchAll, FETCH_WITHIN_MS);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(fetchAll, { timeout: FETCH_WITHIN_MS });
    return () => cancelIdleCallback(idle);
  }, [parts]);
}

const WORDS: Record<Exclude<LoadingState, "loading" | "outdated">, string> = {
  slow: "This part of the page is being loaded…",
  failed: "This part of the page could not be loaded. The page itself goes on; Earshot keeps trying by itself.",
};

function Loading<Part>(props: {
  title: string;
  onClose: () => void;
  load: () => Promise<Part>;
  onLoaded: (take: () => Part) => void;
}) {
  const { title, onClose, load, onLoaded } = props;
  const take = useCallback((part: Part) => onLoaded(() => part), [onLoaded]);
  const { state, tryNow } = useLoading(load, take);
  if (state === "loading") return null;
  const outdated = state === "outdated";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={outdated ? "A new version is here" : title}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {outdated ? (
            <Button variant="primary" onClick={() => window.location.reload()}>
              Reload
            </Button>
          ) : (
            <Button variant="primary" disabled={state === "slow"} onClick={tryNow}>
              Try now
            </Button>
          )}
        </>
      }
    >
      <p role="status" data-lazy-part={state}>
        {outdated
          ? `“${title}” belongs to the version of Earshot that this page is of, and has gone with it. Reload the page to go on.`
          : WORDS[state]}
      </p>
    </Dialog>
  );
}
