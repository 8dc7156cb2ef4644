"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef } from "react";
import { serverNowMs } from "@/components/ui/clock";
import type { Call } from "@/lib/calls/call";
import { isNamed } from "@/lib/errors/named";
import { callQuery } from "@/lib/queries/call";
import { cancelCall } from "@/lib/queries/cancel";
import type { FetchError } from "@/lib/wire/fetch-json";
import { type EndCallEvent, type EndCallState, endCallStep } from "./end-call-state";

/** Ends a call: one request however often it is pressed, and the truth from a fresh reading whatever the answer was. */
export function useEndCall(call: Call, asOfMs: number | null) {
  const client = useQueryClient();
  const [state, step] = useReducer<EndCallState, [EndCallEvent]>(endCallStep, { kind: "closed" });
  // A second press in the same moment finds no new state yet, but it finds this.
  const inFlight = useRef(false);

  useEffect(() => {
    step({ type: "read", status: call.status, asOfMs });
  }, [call.status, asOfMs]);

  const send = async (reason: string) => {
    if (inFlight.current) return;
    inFlight.current = true;
    step({ type: "sent" });
    try {
      const answer = await cancelCall(call.id, reason);
      step({ type: "answered", outcome: answer.meta.outcome, nowMs: serverNowMs() });
    } catch (error) {
      step({
        type: "refused",
        reason: isNamed<FetchError>(error, "FetchError") ? error.reason : "internal",
        nowMs: serverNowMs(),
      });
    } finally {
      inFlight.current = false;
    }
    // A paused page reads once too: it was asked to change the call. A failure shows where every failed reading does.
    await client.fetchQuery({ ...callQuery(call.id), staleTime: 0 }).catch(() => undefined);
  };

  return { state, open: () => step({ type: "opened" }), close: () => step({ type: "closed" }), send };
}
