"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Stage } from "./frame";

/** What a 16:9 screen of any size looks like in proportion: the server's own first picture needs no correction there. */
const widescreen = (scale: number): Stage => ({ widthPx: 1905, heightPx: 932, minTextPx: 52 * scale });

/** The room between head and foot and the height of text in it, in pixels. Measured before the first paint in the browser. */
export function useStage<T extends HTMLElement>(scale: number): { ref: RefObject<T | null>; stage: Stage } {
  const ref = useRef<T | null>(null);
  const [stage, setStage] = useState(() => widescreen(scale));
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const widthPx = element.clientWidth;
      const heightPx = element.clientHeight;
      const minTextPx = Number.parseFloat(getComputedStyle(element).fontSize);
      if (widthPx === 0 || heightPx === 0) return;
      setStage((known) =>
        known.widthPx === widthPx && known.heightPx === heightPx && known.minTextPx === minTextPx
          ? known
          : { widthPx, heightPx, minTextPx },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, stage };
}
