import { useEffect, useRef } from "react";

/**
 * Whoever goes to another page by a link has the focus on its content: what they pressed is gone with the page before, and
 * without a place the next Tab would begin anywhere. A page that asks for the focus itself keeps it.
 */
export function useArrival(path: string): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [path]);
}
