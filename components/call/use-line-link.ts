"use client";

import { useCallback, useEffect, useState } from "react";
import { hashOfLine, keyOfSearch, lineOfHash } from "./line-link";

type Linked = { id: string; cameWithIt: boolean } | { key: number } | null;

/**
 * The line that the page's address names: by its moment behind the #, or by its key in the archive as ?line=. `openAt`: to be
 * brought on screen, because somebody came with it; a line chosen on the page stays where it is.
 * @param idOfKey the name of a key's line; null while it is not here
 * @param asked the key as the router has it: another line of the call that is open already
 */
export function useLineLink(idOfKey: (key: number) => string | null, asked: string | null) {
  const [linked, setLinked] = useState<Linked>(null);
  useEffect(() => {
    const read = () => setLinked(linkedOf(window.location));
    read();
    window.addEventListener("hashchange", read);
    window.addEventListener("popstate", read);
    return () => {
      window.removeEventListener("hashchange", read);
      window.removeEventListener("popstate", read);
    };
  }, []);
  useEffect(() => {
    if (asked !== null) setLinked(linkedOf(window.location));
  }, [asked]);
  const link = useCallback((id: string | null) => {
    const { pathname, search } = window.location;
    const rest = new URLSearchParams(search);
    rest.delete("line");
    const path = rest.size === 0 ? pathname : `${pathname}?${rest}`;
    // Where it is, without a step back for each line that was looked at.
    window.history.replaceState(null, "", id === null ? path : `${path}${hashOfLine(id)}`);
    setLinked(id === null ? null : { id, cameWithIt: false });
  }, []);
  const id = linked === null ? null : "key" in linked ? idOfKey(linked.key) : linked.id;
  const cameWithIt = linked !== null && ("key" in linked || linked.cameWithIt);
  return { linkedId: id, openAt: cameWithIt ? id : null, link };
}

function linkedOf({ hash, search }: Location): Linked {
  const id = lineOfHash(hash);
  if (id !== null) return { id, cameWithIt: true };
  const key = keyOfSearch(search);
  return key === null ? null : { key };
}
