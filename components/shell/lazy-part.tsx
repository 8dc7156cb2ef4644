"use client";

import { type ComponentType, createContext, useContext, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { askBuild, buildSeen } from "@/lib/queries/build";
import { isOutdated, isRested, readLastReload } from "./new-version";
import { holdsSomething } from "./page-hold";
import { reloadRemembered, rememberedReload } from "./reload-memory";

/** The build this page is of. */
export const PageBuild = createContext("");

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 15_000;
const SLOW_AFTER_MS = 1_000;
const FETCH_WITHIN_MS = 10_000;

type Closable = { onClose: () => void };

/**
 * A dialog whose code is loaded apart from the page's. When it cannot be loaded the page stays as it is: the dialog says
 * so and is tried again by itself. When it cannot be loaded because a newer version is here, the page loads that, where
 * nothing would be lost, and otherwise says so. The only way to load code late (lazy-rule.test.ts).
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

type State = "loading" | "slow" | "failed" | "outdated";

const WORDS: Record<Exclude<State, "loading" | "outdated">, string> = {
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
  const pageBuild = useContext(PageBuild);
  const [state, setState] = useState<State>("loading");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = async () => {
      try {
        const part = await load();
        if (!over) onLoaded(() => part);
        return;
      } catch {
        await askBuild();
      }
      if (over) return;
      if (isOutdated(pageBuild, buildSeen()) && mayReload() && reloadRemembered(Date.now())) return;
      setState(isOutdated(pageBuild, buildSeen()) ? "outdated" : "failed");
      timer = setTimeout(() => setTries(tries + 1), Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS));
    };
    void attempt();
    const slow = setTimeout(() => setState((known) => (known === "loading" ? "slow" : known)), SLOW_AFTER_MS);
    return () => {
      over = true;
      clearTimeout(slow);
      clearTimeout(timer);
    };
  }, [tries, pageBuild, load, onLoaded]);

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
            <Button variant="primary" disabled={state === "slow"} onClick={() => setTries(tries + 1)}>
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

/** Nothing on the page would be lost, and it has not just been loaded for the same reason. */
function mayReload(): boolean {
  return !holdsSomething() && isRested(readLastReload(rememberedReload()), Date.now());
}
