"use client";

import { useEffect, useState } from "react";
import { onTick } from "@/components/ui/clock";
import { askBuild, buildSeen } from "@/lib/queries/build";
import { ageingNowMs } from "@/lib/queries/freshness";
import { isChunkError, readLastReload, reloadDecision } from "./new-version";
import { holdsSomething, untouchedMs } from "./page-hold";
import { reloadRemembered, rememberedReload } from "./reload-memory";

/** A page that asks nothing by itself asks this often which build answers, unless nobody sees it. */
const ASK_EVERY_MS = 60_000;
/** A page nobody has touched for so long is nobody's. */
const IDLE_MS = 300_000;
/** While old and new servers answer side by side, nobody is told before only new ones have for so long. */
const TELL_AFTER_MS = 15_000;

/**
 * Notices when the server is of a newer build than the page, or when a part of the page is gone, and loads the page anew
 * when nobody is at it and nothing on it would be lost.
 * @param pageBuild the build this page is of
 * @param unattended nobody ever touches this page: a wall
 * @returns the newer build, while one waits to be loaded
 */
export function useNewVersion(pageBuild: string, unattended: boolean): string | null {
  const [waiting, setWaiting] = useState<string | null>(null);
  useEffect(() => {
    const luck = Math.random();
    const last = readLastReload(rememberedReload());
    let broken = false;
    let sinceMs: number | null = null;
    let askedMs = ageingNowMs();
    let leaving = false;
    const onError = (event: ErrorEvent) => {
      const lost = event.target instanceof HTMLScriptElement || event.target instanceof HTMLLinkElement;
      if (lost || isChunkError(event.error)) broken = true;
    };
    const onRejection = (event: PromiseRejectionEvent) => {
      if (isChunkError(event.reason)) broken = true;
    };
    const stop = onTick(() => {
      if (leaving) return;
      const nowMs = Date.now();
      const seen = buildSeen();
      const heardMs = Math.max(askedMs, seen?.atMs ?? Number.NEGATIVE_INFINITY);
      if (!document.hidden && ageingNowMs() - heardMs > ASK_EVERY_MS) {
        askedMs = ageingNowMs();
        void askBuild();
      }
      const free = unattended || ((document.hidden || untouchedMs() > IDLE_MS) && !holdsSomething());
      const serverBuild = seen?.build ?? null;
      const decision = reloadDecision({
        pageBuild,
        serverBuild,
        broken: unattended && broken,
        sinceMs,
        nowMs,
        luck,
        free,
        last,
      });
      sinceMs = decision.kind === "wait" ? decision.sinceMs : null;
      setWaiting(sinceMs !== null && nowMs - sinceMs >= TELL_AFTER_MS ? (serverBuild ?? "") : null);
      if (decision.kind !== "reload") return;
      leaving = true;
      // Never into nothing: the browser's own error page would stay.
      void askBuild().then((answers) => {
        leaving = answers && reloadRemembered(nowMs);
      });
    });
    window.addEventListener("error", onError, true);
    window.addEventListener("unhandledrejection", onRejection);
    return () => {
      stop();
      window.removeEventListener("error", onError, true);
      window.removeEventListener("unhandledrejection", onRejection);
    };
  }, [pageBuild, unattended]);
  return waiting;
}
