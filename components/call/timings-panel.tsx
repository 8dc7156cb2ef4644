"use client";

import { ClockText } from "@/components/ui/clock";
import type { Call } from "@/lib/calls/call";
import { elapsedMs, ringTimeMs } from "@/lib/calls/elapsed";
import { isLive } from "@/lib/calls/status";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { formatDuration } from "@/lib/format/duration";
import { Fact, Panel } from "./panel";
import { OtherResponses, TalkFacts } from "./talk-facts";
import { TalkShare } from "./talk-share";
import { useTalkMeasures } from "./use-talk-measures";

const WHOLE_CALL_HINT = "Only the lines loaded here are counted: the transcript is longer.";

/** How long, how quickly answered, how much silence: as far as message times can tell, and it says so. */
export function TimingsPanel({ call, rows, omitted }: { call: Call; rows: TranscriptRow[]; omitted: number }) {
  const live = isLive(call.status);
  const measures = useTalkMeasures(call.transcript, rows);
  const silentSinceMs = live ? (rows.findLast(({ kind }) => kind === "speech")?.atMs ?? null) : null;
  return (
    <Panel title="Timings">
      <dl>
        <TalkFacts call={call} measures={measures} />
        <Fact
          label={live ? "Elapsed" : "Duration"}
          hint="Since the call was answered, by the server's clock; once it has ended, the call service's own duration."
        >
          <ClockText compute={(nowMs) => formatDuration(elapsedMs(call, nowMs))} />
        </Fact>
        <Fact
          label="Ring time"
          hint="From the call's creation to its start. Not known of a call that was planned beforehand."
        >
          {formatDuration(ringTimeMs(call))}
        </Fact>
        {live ? (
          <Fact
            label="Silence now"
            hint="Since the last line began. A line being spoken right now may not have arrived yet."
          >
            <ClockText
              compute={(nowMs) => formatDuration(silentSinceMs === null ? null : Math.max(0, nowMs - silentSinceMs))}
            />
          </Fact>
        ) : null}
      </dl>
      <OtherResponses measures={measures} />
      <TalkShare share={measures.talkShare} />
      {omitted > 0 ? <p className="mt-2 text-faint text-xs">{WHOLE_CALL_HINT}</p> : null}
    </Panel>
  );
}
