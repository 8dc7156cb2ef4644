"use client";

import { useEffect } from "react";
import { askBuild } from "@/lib/queries/build";
import { isChunkError, isRested, readLastReload } from "./new-version";
import { reloadRemembered, rememberedReload } from "./reload-memory";

const TRY_AGAIN_MS = 5_000;

/**
 * A page that broke because a part of it is gone from the server, most likely with the version it belongs to, is loaded
 * anew by itself as soon as the server answers; once, so that a part that is gone for good makes no loop.
 * @param error null: it broke for a reason that is known and told
 * @returns whether that is why it broke
 */
export function useComeBack(error: Error | null): boolean {
  const isGone = error !== null && isChunkError(error);
  useEffect(() => {
    if (error === null) return;
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
