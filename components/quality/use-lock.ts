"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { changeReview, qualityProblem, reviewQuery } from "@/lib/queries/quality";
import type { Review } from "@/lib/wire/quality-contract";

/** The lock holds for ten minutes. */
const RENEW_MS = 240_000;

/**
 * Takes the lock of an open review while its page is open, renews it, and gives it back when the page is left. A page that is
 * closed at once leaves it to lapse.
 * @returns `problem`: why it could not be had, in words; `take`: tries again; `done`: it is no longer ours to give back
 */
export function useLock(review: Review | undefined) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const held = useRef(false);
  const id = review?.id ?? null;
  const isFree = review?.mayReview === true;
  const take = useCallback(async () => {
    if (id === null) return;
    try {
      client.setQueryData(reviewQuery(id).queryKey, await changeReview(id, { do: "lock" }));
      held.current = true;
      setProblem(null);
    } catch (error) {
      held.current = false;
      setProblem(qualityProblem(error));
      await client.invalidateQueries({ queryKey: reviewQuery(id).queryKey });
    }
  }, [client, id]);
  useEffect(() => {
    if (id === null || !isFree) return;
    void take();
    const timer = setInterval(() => void take(), RENEW_MS);
    // A laptop that slept has lost it, and is told so before anything else is typed.
    const onVisible = () => document.visibilityState === "visible" && void take();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [id, isFree, take]);
  useEffect(
    () => () => {
      if (held.current && id !== null) void changeReview(id, { do: "unlock" }).catch(() => undefined);
      held.current = false;
    },
    [id],
  );
  const done = () => {
    held.current = false;
  };
  return { problem, take, done };
}
