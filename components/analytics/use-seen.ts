"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/** Whether an element has been in sight, or nearly, since the page was opened; where nobody can tell, it has. */
export function useSeen<T extends Element>(): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null || isSeen) return;
    if (typeof IntersectionObserver !== "function") return setIsSeen(true);
    const observer = new IntersectionObserver(
      (entries) => entries.some((one) => one.isIntersecting) && setIsSeen(true),
      {
        rootMargin: "200px",
      },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isSeen]);
  return [ref, isSeen];
}
