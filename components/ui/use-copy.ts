"use client";

import { useEffect, useState } from "react";

export type CopyOutcome = "idle" | "copied" | "failed";

/** How long the outcome stands before the button is itself again. */
const OUTCOME_MS = 2_000;

/** Copies text and tells for a moment how that went; a page without HTTPS may not copy. */
export function useCopy(): { outcome: CopyOutcome; copy: (text: string) => void } {
  const [outcome, setOutcome] = useState<CopyOutcome>("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), OUTCOME_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const write = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  };
  return { outcome, copy: (text) => void write(text) };
}
