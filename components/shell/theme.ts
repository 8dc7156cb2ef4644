"use client";

import { useEffect, useSyncExternalStore } from "react";
import { THEME_COOKIE, type Theme, type ThemeChoice, themeChoice } from "./theme-core";

const YEAR_S = 31_536_000;
const listeners = new Set<() => void>();
const systemDark = () => window.matchMedia("(prefers-color-scheme: dark)");

function storedChoice(): ThemeChoice {
  const entry = document.cookie.split("; ").find((pair) => pair.startsWith(`${THEME_COOKIE}=`));
  return themeChoice(entry?.slice(THEME_COOKIE.length + 1));
}

function apply(choice: ThemeChoice) {
  const theme: Theme = choice === "system" ? (systemDark().matches ? "dark" : "light") : choice;
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}

/** Keeps the choice in a cookie, so that the server can render it next time; "system" forgets it. */
export function setTheme(choice: ThemeChoice) {
  const age = choice === "system" ? 0 : YEAR_S;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser a wall screen runs
  document.cookie = `${THEME_COOKIE}=${choice === "system" ? "" : choice}; Path=/; Max-Age=${age}; SameSite=Lax`;
  apply(choice);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, storedChoice, () => "system" as const);
}

/** While nothing is chosen, follows the system as it changes. Mounted once, in `Providers`. */
export function useSystemTheme() {
  useEffect(() => {
    const query = systemDark();
    const follow = () => storedChoice() === "system" && apply("system");
    // It may have changed between the first paint and now.
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
}
