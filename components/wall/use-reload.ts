"use client";

import { useEffect, useRef } from "react";
import { onTick } from "@/components/ui/clock";
import { isChunkError, readLastReload, reloadDecision } from "./reload";

const MEMORY = "earshot.wall.reloaded";

/** When this browser tab last loaded the wall anew by itself, as it was kept. */
export function rememberedReload(): string | null {
  try {
    return sessionStorage.getItem(MEMORY);
  } catch {
    return null;
  }
}

/** Loads the page anew when its build is gone from the server (reload.ts decides), and never when it could not remember. */
export function reloadRemembered(nowMs: number) {
  try {
    sessionStorage.setItem(MEMORY, String(nowMs));
  } catch {
    // Without a memory there is no telling a first reload from a hundredth.
    return;
  }
  window.location.reload();
}

/** `serverAnswers`: the last poll succeeded. `serverBuild`: the build that answered it. */
export function useReload(input: { pageBuild: string; serverBuild: string | null; serverAnswers: boolean }) {
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  useEffect(() => {
    const luck = Math.random();
    const last = readLastReload(rememberedReload());
    let broken = false;
    let sinceMs: number | null = null;
    const onError = (event: ErrorEvent) => {
      const lost = event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement;
      if (lost || isChunkError(event.error)) broken = true;
    };
    const onRejection = (event: PromiseRejectionEvent) => {
      if (isChunkError(event.reason)) broken = true;
    };
    window.addEventListener("error", onError, true);
    window.addEventListener("unhandledrejection", onRejection);
    const stop = onTick(() => {
      const nowMs = Date.now();
      const decision = reloadDecision({ ...latest.current, broken, sinceMs, nowMs, luck, last });
      sinceMs = decision.kind === "wait" ? decision.sinceMs : null;
      if (decision.kind === "reload") {
        stop();
        reloadRemembered(nowMs);
      }
    });
    return () => {
      stop();
      window.removeEventListener("error", onError, true);
      window.removeEventListener("unhandledrejection", onRejection);
    };
  }, []);
}
