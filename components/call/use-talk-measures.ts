"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Message } from "@/lib/calls/call";
import { agentResponsesMs, averageResponseTimeS, deadAirMs, median, percentile, talkShare } from "@/lib/calls/metrics";

/** Measures of a whole transcript; null where it is too short to tell. */
export type TalkMeasures = {
  responseMedianMs: number | null;
  responseP95Ms: number | null;
  averageResponseMs: number | null;
  deadAirMs: number | null;
  share: ReturnType<typeof talkShare>;
};

/** Up to here the measures cost less than a frame's tenth and follow each line at once. */
const AT_ONCE_MESSAGES = 400;
/** A longer transcript is measured again at most this often. */
const PAUSE_MS = 10_000;

export function talkMeasures(messages: Message[] | null): TalkMeasures {
  const responses = agentResponsesMs(messages);
  const timed = messages?.filter((message) => message.timestamp !== null).length ?? 0;
  return {
    responseMedianMs: median(responses),
    responseP95Ms: percentile(responses, 0.95),
    averageResponseMs: timed < 2 ? null : averageResponseTimeS(messages) * 1000,
    deadAirMs: deadAirMs(messages),
    share: talkShare(messages),
  };
}

/** The measures of a transcript that may be growing. */
export function useTalkMeasures(messages: Message[] | null): TalkMeasures {
  const count = messages?.length ?? 0;
  const short = count <= AT_ONCE_MESSAGES;
  const atOnce = useMemo(() => (short ? talkMeasures(messages) : null), [messages, short]);
  const [inTime, setInTime] = useState(() => ({ count, measures: short ? null : talkMeasures(messages) }));
  const latest = useRef(messages);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = messages;
    if (short || timer.current !== null) return;
    // What was measured of a far shorter transcript is not worth keeping for a while.
    const pauseMs = inTime.measures === null || inTime.count < count * 0.9 ? 0 : PAUSE_MS;
    timer.current = setTimeout(() => {
      timer.current = null;
      setInTime({ count: latest.current?.length ?? 0, measures: talkMeasures(latest.current) });
    }, pauseMs);
  }, [messages, short, count, inTime]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return atOnce ?? inTime.measures ?? talkMeasures(null);
}
