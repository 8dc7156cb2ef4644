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

/** `outdated`: it has gone with the version of Earshot that this page is of. */
export type PartState = "loading" | "slow" | "failed" | "outdated";

/**
 * Loads a part's code, and tries again by itself until it is there. Gone with an older version, the page is loaded anew
 * where nothing would be lost.
 * @param load imports it; both the same functions each time
 * @param onLoaded is handed a function that returns it, as React's setters take one
 */
export function useLoadedPart<Part>(load: () => Promise<Part>, onLoaded: (take: () => Part) => void) {
  const pageBuild = useContext(PageBuild);
  const [state, setState] = useState<PartState>("loading");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const slow = setTimeout(() => setState((known) => (known === "loading" ? "slow" : known)), SLOW_AFTER_MS);
    const attempt = async () => {
      try {
        const part = await load();
        clearTimeout(slow);
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
