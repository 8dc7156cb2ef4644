"use client";

import { ClockText } from "@/components/ui/clock";
import { Check, TriangleAlert } from "@/components/ui/icons";
import type { Call } from "@/lib/calls/call";
import { AGENT_RESPONSE_TARGET_MS, deadAirMs, pausesEndMs } from "@/lib/calls/metrics";
import type { TalkMeasures } from "@/lib/calls/talk-measures";
import { formatDuration, formatResponse } from "@/lib/format/duration";
import { Fact } from "./panel";

const TARGET_S = AGENT_RESPONSE_TARGET_MS / 1000;

/** How quickly the agent answers, judged, and how much nobody spoke: on the call's page and on a shared one. */
export function TalkFacts({ call, measures }: { call: Call; measures: Omit<TalkMeasures, "talkShare"> }) {
  const { responseMedianMs, responses, pauses } = measures;
  return (
    <>
      <Fact
        label="Agent response"
        hint="The median, from the beginning of the caller's last line to the agent's next: half of the answers came sooner. A filler (“let me check…”) counts as an answer."
      >
        <span className="font-medium">{formatResponse(responseMedianMs)}</span>
        {responseMedianMs === null ? null : <Judged medianMs={responseMedianMs} responses={responses} />}
      </Fact>
      <Fact
        label="Pauses"
        hint="Pauses longer than 3 s added up, the one that is open included. Messages carry no length: how long each was spoken is estimated from its text."
      >
        <ClockText compute={(nowMs) => formatDuration(deadAirMs(pauses, pausesEndMs(call, nowMs)))} />
      </Fact>
    </>
  );
}

function Judged({ medianMs, responses }: { medianMs: number; responses: number }) {
  const isWithin = medianMs <= AGENT_RESPONSE_TARGET_MS;
  const Icon = isWithin ? Check : TriangleAlert;
  return (
    <span data-judged={isWithin ? "within" : "over"} className="block text-xs">
      <span className={isWithin ? "text-muted" : "text-warning"}>
        <Icon aria-hidden className="-mt-0.5 mr-1 inline size-3.5" />
        {isWithin ? "within" : "over"} the {TARGET_S} s target
      </span>
      <span className="block text-faint">{responses === 1 ? "one answer" : `median of ${responses} answers`}</span>
    </span>
  );
}

/** The other ways to tell it, for whoever compares: folded away. */
export function OtherResponses({ measures }: { measures: Omit<TalkMeasures, "talkShare"> }) {
  return (
    <details className="mt-1">
      <summary className="cursor-pointer py-1 text-muted text-xs pointer-coarse:py-3">Other response measures</summary>
      <dl>
        <Fact label="Agent response, P95" hint="19 of 20 answers came sooner than this. Told from ten answers on.">
          {formatResponse(measures.responseP95Ms)}
        </Fact>
        <Fact
          label="Average response"
          hint="Mean gap between any two consecutive messages, as the call service's own examples compute it."
        >
          {formatResponse(measures.averageResponseMs)}
        </Fact>
      </dl>
    </details>
  );
}
