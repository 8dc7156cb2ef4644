"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { type Stage, WIDESCREEN } from "./frame";

const widescreen = (scale: number): Stage => ({ ...WIDESCREEN, minTextPx: WIDESCREEN.minTextPx * scale });

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
