"use client";

import { type ComponentType, useEffect, useState } from "react";
import { askBuild } from "@/lib/queries/build";

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * What a page does without until its code is here: nothing stands in its place, and a failure is tried again by itself. For
 * what nobody has asked for; what somebody presses for is a lazyDialog (lazy-part.tsx).
 * @param load imports it; called again after a failure
 */
export function lazyAddition<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null;
  return function LazyAddition(props: Props) {
    const [Part, setPart] = useState<ComponentType<Props> | null>(() => loaded);
    useEffect(() => {
      if (Part !== null) return;
      let isOver = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const attempt = async (tries: number) => {
        try {
          loaded ??= await load();
          if (!isOver) setPart(() => loaded);
        } catch {
          // A newer version may be here; the page says so by itself.
          await askBuild();
          const restMs = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS);
          if (!isOver) timer = setTimeout(() => void attempt(tries + 1), restMs);
        }
      };
      void attempt(0);
      return () => {
        isOver = true;
        clearTimeout(timer);
      };
    }, [Part]);
    return Part === null ? null : <Part {...props} />;
  };
}
