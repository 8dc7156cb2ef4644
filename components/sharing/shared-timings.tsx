import { Fact, Panel } from "@/components/call/panel";
import { OtherResponses, TalkFacts } from "@/components/call/talk-facts";
import { TalkShare } from "@/components/call/talk-share";
import { DayTime } from "@/components/shell/clock-time";
import type { Call } from "@/lib/calls/call";
import { ringTimeMs } from "@/lib/calls/elapsed";
import { formatDuration, UNKNOWN } from "@/lib/format/duration";
import type { SharedCall } from "@/lib/wire/sharing-contract";

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
            <TalkFacts call={call} measures={metrics} />
          </>
        )}
      </dl>
      {metrics === null ? null : <OtherResponses measures={metrics} />}
      <TalkShare share={metrics?.talkShare ?? null} />
    </Panel>
  );
}

function Moment({ label, iso }: { label: string; iso: string | null }) {
  return (
    <Fact label={label}>{iso === null ? <span className="text-faint">{UNKNOWN}</span> : <DayTime at={iso} />}</Fact>
  );
}
