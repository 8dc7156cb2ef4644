"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Message } from "@/lib/calls/call";
import { TALK_MEASURES, type TalkMeasures, talkMeasures, UNMEASURED } from "@/lib/calls/talk-measures";
import type { TranscriptRow } from "@/lib/calls/transcript";

/** Up to here the measures cost less than a frame's tenth and follow each line at once. */
const AT_ONCE_MESSAGES = 400;
/** A longer transcript is measured again at most this often. */
const PAUSE_MS = 10_000;

/** A transcript, and its rows as the page has made them. */
type Lines = { messages: Message[] | null; rows: TranscriptRow[] };

/** talkMeasures with a breath between the measures, so that a long transcript holds up neither scrolling nor typing. */
function measureSlowly({ messages, rows }: Lines, done: (measures: TalkMeasures) => void): () => void {
  let measures = UNMEASURED;
  let next = 0;
  let timer = setTimeout(function step() {
    const measure = TALK_MEASURES[next];
    if (!measure) return done(measures);
    measures = { ...measures, ...measure(messages, rows) };
    next += 1;
    timer = setTimeout(step, 0);
  }, 0);
  return () => clearTimeout(timer);
}

/** The measures of a transcript that may be growing. */
export function useTalkMeasures(messages: Message[] | null, rows: TranscriptRow[]): TalkMeasures {
  const count = messages?.length ?? 0;
  const short = count <= AT_ONCE_MESSAGES;
  const atOnce = useMemo(() => (short ? talkMeasures(messages, rows) : null), [messages, rows, short]);
  const [inTime, setInTime] = useState(() => ({ count, measures: short ? null : talkMeasures(messages, rows) }));
  const latest = useRef<Lines>({ messages, rows });
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => {
    latest.current = { messages, rows };
    if (short || stop.current !== null) return;
    // What was measured of a far shorter transcript is not worth keeping for a while.
    const pauseMs = inTime.measures === null || inTime.count < count * 0.9 ? 0 : PAUSE_MS;
    const timer = setTimeout(() => {
      const measured = latest.current;
      stop.current = measureSlowly(measured, (measures) => {
        stop.current = null;
        setInTime({ count: measured.messages?.length ?? 0, measures });
      });
    }, pauseMs);
    stop.current = () => clearTimeout(timer);
  }, [messages, rows, short, count, inTime]);
  useEffect(
    () => () => {
      stop.current?.();
      stop.current = null;
    },
    [],
  );
  return atOnce ?? inTime.measures ?? UNMEASURED;
}
