"use client";

import { type RefObject, useEffect, useState } from "react";
import { onTick } from "@/components/ui/clock";
import { driftAt } from "./drift";

const CURSOR_REST_MS = 3_000;

/** Hides the cursor when nobody moves it, and moves the picture against burn-in. Writes past React. */
export function useStillScreen(ref: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout>;
    const wake = () => {
      element.dataset.cursor = "shown";
      clearTimeout(timer);
      timer = setTimeout(() => {
        element.dataset.cursor = "hidden";
      }, CURSOR_REST_MS);
    };
    wake();
    window.addEventListener("pointermove", wake);
    const stop = onTick((nowMs) => {
      const { x, y } = driftAt(nowMs);
      element.style.setProperty("--drift-x", String(x));
      element.style.setProperty("--drift-y", String(y));
    });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointermove", wake);
      stop();
    };
  }, [ref]);
}

/** Keeps the screen from going dark. False once the browser has refused and the page is in view. */
export function useWakeLock(): boolean {
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let left = false;
    const hold = async () => {
      if (left || document.visibilityState !== "visible" || (lock && !lock.released)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        // The system may take it back, on low battery for instance; the next look at the page asks again.
        if (left) await lock.release();
        setRefused(false);
      } catch {
        setRefused(true);
      }
    };
    void hold();
    const again = () => void hold();
    document.addEventListener("visibilitychange", again);
    const timer = setInterval(again, 60_000);
    return () => {
      left = true;
      document.removeEventListener("visibilitychange", again);
      clearInterval(timer);
      void lock?.release().catch(() => {});
    };
  }, []);
  return !refused;
}

/** Whose turn it is of `count`, each for `turnMs`, counted from when the wall was opened. */
export function useTurn(count: number, turnMs: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (count < 2) return;
    const timer = setInterval(() => setTurn((known) => known + 1), turnMs);
    return () => clearInterval(timer);
  }, [count, turnMs]);
  return count === 0 ? 0 : turn % count;
}
