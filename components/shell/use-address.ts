"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { searchWith, type Values, wordsOf } from "./address-words";

/** Browsers refuse more than a hundred changes of the address in half a minute. */
const WRITE_EVERY_MS = 350;

/**
 * Words that live in the page's address, so that what somebody looks at can be sent to a colleague; nothing is added to
 * the history. They change at once, and the address soon after; an address that comes from elsewhere is followed.
 * @param defaults each word by its name in the address; the same object each time
 * @returns the words, and what changes some of them: null brings back the default, which stands in no address
 */
export function useAddress<Name extends string>(defaults: Values<Name>) {
  const search = useSearchParams().toString();
  const [values, setValues] = useState(() => wordsOf(search, defaults));
  // The router reports our own changes later: none of them may undo what came after it.
  const written = useRef<string[]>([]);
  const writtenAtMs = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const place = written.current.indexOf(search);
    written.current = written.current.slice(place + 1);
    if (place !== -1) return;
    written.current = [];
    const next = wordsOf(search, defaults);
    setValues((known) => (isSame(known, next) ? known : next));
  }, [search, defaults]);

  useEffect(() => {
    const write = () => {
      const { pathname, search: old, hash } = window.location;
      const next = searchWith(old, values, defaults);
      if (next === searchWith(old, wordsOf(old, defaults), defaults)) return;
      written.current.push(next);
      writtenAtMs.current = performance.now();
      window.history.replaceState(null, "", `${pathname}${next === "" ? "" : `?${next}`}${hash}`);
    };
    const restMs = writtenAtMs.current + WRITE_EVERY_MS - performance.now();
    if (restMs <= 0) return write();
    const timer = setTimeout(write, restMs);
    // Whatever leads to another page finds it written: a write after that would call the way there back.
    const writeNow = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === "Enter") write();
    };
    const ways = ["click", "keydown"] as const;
    for (const way of ways) window.addEventListener(way, writeNow, { capture: true });
    return () => {
      clearTimeout(timer);
      for (const way of ways) window.removeEventListener(way, writeNow, { capture: true });
    };
  }, [values, defaults]);

  const change = useCallback(
    (some: Partial<Record<Name, string | null>>) => {
      setValues((known) => {
        const next = { ...known };
        for (const name of Object.keys(some) as Name[]) next[name] = some[name] ?? defaults[name];
        return isSame(known, next) ? known : next;
      });
    },
    [defaults],
  );
  return [values, change] as const;
}

function isSame<Name extends string>(one: Values<Name>, other: Values<Name>): boolean {
  return (Object.keys(one) as Name[]).every((name) => one[name] === other[name]);
}
