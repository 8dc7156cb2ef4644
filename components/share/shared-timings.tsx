import { Fact, Panel } from "@/components/call/panel";
import { TalkShare } from "@/components/call/talk-share";
import { ClockText } from "@/components/ui/clock";
import type { Call } from "@/lib/calls/call";
import { ringTimeMs } from "@/lib/calls/metrics";
import { formatClock, formatDay } from "@/lib/format/clock";
import { formatDuration, formatResponse, UNKNOWN } from "@/lib/format/duration";
import type { SharedCall } from "@/lib/http/share-contract";

/** When the call was, and how it was answered where the link grants that. */
export function SharedTimings({ call, metrics }: { call: Call; metrics: SharedCall["metrics"] }) {
  return (
    <Panel title="Timings">
      <dl>
        <Moment label="Started" iso={call.startedAt} />
        <Moment label="Ended" iso={call.endedAt} />
        {metrics === null ? null : (
          <>
            <Fact label="Ring time">{formatDuration(ringTimeMs(call))}</Fact>
            <Fact
              label="Agent response, median"
              hint="From the caller's last line to the agent's next: half of the answers came sooner."
            >
              {formatResponse(metrics.responseMedianMs)}
            </Fact>
            <Fact label="Agent response, P95" hint="19 of 20 answers came sooner than this.">
              {formatResponse(metrics.responseP95Ms)}
            </Fact>
            <Fact label="Average response" hint="Mean gap between any two consecutive messages.">
              {formatResponse(metrics.averageResponseMs)}
            </Fact>
            <Fact label="Dead air" hint="Pauses longer than 3 s, added up, as far as message times can tell.">
              {formatDuration(metrics.deadAirMs)}
            </Fact>
          </>
        )}
      </dl>
      <TalkShare share={metrics?.talkShare ?? null} />
    </Panel>
  );
}

function Moment({ label, iso }: { label: string; iso: string | null }) {
  return (
    <Fact label={label}>
      {iso === null ? (
        <span className="text-faint">{UNKNOWN}</span>
      ) : (
        <time dateTime={iso}>
          <ClockText compute={(nowMs) => `${formatDay(iso, nowMs)}, ${formatClock(iso)}`} />
        </time>
      )}
    </Fact>
  );
}
