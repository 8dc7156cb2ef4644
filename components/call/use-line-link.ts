"use client";

import { useCallback, useEffect, useState } from "react";
import { hashOfLine, lineOfHash } from "./line-link";

/**
 * The line that the page's address names. `openAt`: to be brought on screen, because somebody came with it; a line chosen
 * on the page stays where it is.
 */
export function useLineLink() {
  const [linked, setLinked] = useState<{ id: string; cameWithIt: boolean } | null>(null);
  useEffect(() => {
    const read = () => {
      const id = lineOfHash(window.location.hash);
      setLinked(id === null ? null : { id, cameWithIt: true });
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  const link = useCallback((id: string | null) => {
    const { pathname, search } = window.location;
    // Where it is, without a step back for each line that was looked at.
    window.history.replaceState(null, "", id === null ? `${pathname}${search}` : hashOfLine(id));
    setLinked(id === null ? null : { id, cameWithIt: false });
  }, []);
  return { linkedId: linked?.id ?? null, openAt: linked?.cameWithIt ? linked.id : null, link };
}
