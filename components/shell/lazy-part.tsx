"use client";

import { type ComponentType, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type PartState, useLoadedPart } from "./loaded-part";

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
  let loaded: ComponentType<Props> | null = null;
  const fetchPart = async () => {
    loaded ??= await load();
    return loaded;
  };
  function LazyDialog(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded);
    if (Part !== null) return <Part {...props} />;
    return <Loading title={title} onClose={props.onClose} load={fetchPart} onLoaded={setPart} />;
  }
  /** Fetches it ahead of need; a failure shows when it is needed. */
  LazyDialog.prefetch = () => void fetchPart().catch(() => undefined);
  return LazyDialog;
}

/**
 * A view that takes over from a plainer one as soon as the page is alive: what the first view of a page can do without.
 * Until its code is there the plain one goes on. With lazyDialog the only ways to load code late (lazy-rule.test.ts).
 * @param load imports it; called again after a failure
 * @returns a hook: the view, null until it is there, and whether it is known not to have come
 */
export function lateView<Props>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null;
  const fetchPart = async () => {
    loaded ??= await load();
    return loaded;
  };
  return function useLateView() {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded);
    const { state } = useLoadedPart(fetchPart, setPart);
    return { Part, isMissing: Part === null && (state === "failed" || state === "outdated") };
  };
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

const WORDS: Record<Exclude<PartState, "loading" | "outdated">, string> = {
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
  const { state, tryNow } = useLoadedPart(load, onLoaded);
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
