"use client";

import { useEffect, useRef, useState } from "react";
import { keysAfter, newKeys, playAlarm } from "./alarm";

export type SoundState = "off" | "ready" | "blocked";

/** Chimes for every critical reason that is new. `blocked`: the browser waits for a click before it lets a page sound. */
export function useAlarm(enabled: boolean, criticalKeys: readonly string[]): SoundState {
  const context = useRef<AudioContext | null>(null);
  const known = useRef<ReadonlySet<string> | null>(null);
  const [state, setState] = useState<SoundState>("off");

  useEffect(() => {
    if (!enabled || typeof AudioContext === "undefined") {
      setState(enabled ? "blocked" : "off");
      return;
    }
    const audio = new AudioContext();
    context.current = audio;
    const tell = () => setState(audio.state === "running" ? "ready" : "blocked");
    // Pending for ever while the browser waits for a hand; the state event tells when it came.
    const wake = () => void audio.resume().catch(() => {});
    audio.addEventListener("statechange", tell);
    const gestures = ["pointerdown", "keydown", "touchend"] as const;
    for (const gesture of gestures) window.addEventListener(gesture, wake);
    document.addEventListener("visibilitychange", wake);
    tell();
    wake();
    return () => {
      audio.removeEventListener("statechange", tell);
      for (const gesture of gestures) window.removeEventListener(gesture, wake);
      document.removeEventListener("visibilitychange", wake);
      context.current = null;
      void audio.close().catch(() => {});
    };
  }, [enabled]);

  useEffect(() => {
    const news = newKeys(known.current, criticalKeys);
    known.current = keysAfter(known.current, criticalKeys);
    if (news.length > 0 && context.current?.state === "running") playAlarm(context.current);
  }, [criticalKeys]);
  return state;
}
