"use client";

import { useEffect } from "react";
import { askBuild } from "@/lib/queries/build";
import { isChunkError, isRested, readLastReload } from "./new-version";
import { reloadRemembered, rememberedReload } from "./reload-memory";

const TRY_AGAIN_MS = 5_000;

/**
 * A page that broke because a part of it is gone from the server, most likely with the version it belongs to, is loaded
 * anew by itself as soon as the server answers; once, so that a part that is gone for good makes no loop.
 * @returns whether that is why it broke
 */
export function useComeBack(error: Error): boolean {
  const isGone = isChunkError(error);
  useEffect(() => {
    console.error(error);
    if (!isGone || !isRested(readLastReload(rememberedReload()), Date.now())) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const attempt = async () => {
      const answers = await askBuild();
      if (over || (answers && reloadRemembered(Date.now()))) return;
      timer = setTimeout(attempt, TRY_AGAIN_MS);
    };
    void attempt();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [error, isGone]);
  return isGone;
}
