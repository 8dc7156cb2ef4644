"use client";

import { createContext, useContext, useEffect, useState } from "react";
import { askBuild, buildSeen } from "@/lib/queries/build";
import { isOutdated, isRested, readLastReload } from "./new-version";
import { holdsSomething } from "./page-hold";
import { reloadRemembered, rememberedReload } from "./reload-memory";

/** The build this page is of. */
export const PageBuild = createContext("");

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 15_000;
const SLOW_AFTER_MS = 1_000;

/** `outdated`: the part has gone with the version that this page is of. */
export type LoadingState = "loading" | "slow" | "failed" | "outdated";

/** A part of the page that is loaded once, whoever asks; a failure is forgotten. */
export type LatePart<Part> = { load: () => Promise<Part>; now: () => Part | null; prefetch: () => void };

/** The only way to load code late, by itself or in lazyDialog (lazy-rule.test.ts). @param load imports it; called again after a failure */
export function latePartOf<Part>(load: () => Promise<Part>): LatePart<Part> {
  let loaded: Part | null = null;
  const fetchPart = async () => {
    loaded ??= await load();
    return loaded;
  };
  return { load: fetchPart, now: () => loaded, prefetch: () => void fetchPart().catch(() => undefined) };
}

/**
 * Loads a part, again and again until it is there. When it cannot be had because a newer version is here, the page loads
 * that, where nothing would be lost.
 * @returns how far that is, and what tries at once
 */
export function useLoading<Part>(
  load: () => Promise<Part>,
  onLoaded: (part: Part) => void,
): { state: LoadingState; tryNow: () => void } {
  const pageBuild = useContext(PageBuild);
  const [state, setState] = useState<LoadingState>("loading");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = async () => {
      try {
        const part = await load();
        if (!over) onLoaded(part);
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
  return { state, tryNow: () => setTries(tries + 1) };
}

/** Nothing on the page would be lost, and it has not just been loaded for the same reason. */
function mayReload(): boolean {
  return !holdsSomething() && isRested(readLastReload(rememberedReload()), Date.now());
}
