"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { onTick, serverNowMs } from "@/components/ui/clock";
import { timeMs } from "@/lib/calls/time";
import { changeProblem } from "@/lib/queries/change";
import { readCallAgain, setRevealed } from "@/lib/queries/reveal";

/** What has ended is hidden on the page too, also when nothing else would make it read the call again. */
const READ_AGAIN_AFTER_MS = 5_000;

/** Shows and hides a call's numbers and names. `until`: ISO 8601, when showing ends by itself. */
export function useReveal(callId: string, until: string | null) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const untilMs = timeMs(until);

  useEffect(() => {
    if (untilMs === null) return;
    let nextMs = untilMs;
    return onTick(() => {
      const nowMs = serverNowMs();
      if (nowMs <= nextMs) return;
      nextMs = nowMs + READ_AGAIN_AFTER_MS;
      void readCallAgain(client, callId);
    });
  }, [client, callId, untilMs]);

  const set = async (revealed: boolean) => {
    setBusy(true);
    setProblem(null);
    try {
      await setRevealed(client, callId, revealed);
    } catch (error) {
      setProblem(changeProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, untilMs, set };
}
