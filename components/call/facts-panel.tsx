"use client";

import { DayTime } from "@/components/shell/clock-time";
import { ClockText } from "@/components/ui/clock";
import { CopyButton } from "@/components/ui/copy-button";
import type { Call } from "@/lib/calls/call";
import { failureSentence } from "@/lib/calls/status";
import { ownZone } from "@/lib/format/clock";
import { UNKNOWN } from "@/lib/format/duration";
import { Fact, FoldingPanel } from "./panel";

/** Everything the call service says of the call that has no better place; ids can be copied. */
export function FactsPanel({
  call,
  contactName,
  campaignId,
  whole,
  isToldBy,
}: {
  call: Call;
  contactName: string | null;
  campaignId: string | null;
  /** false: the reader is not told the line's own ids */
  whole: boolean;
  /** by whom it was ended stands on the page already, better than the call service knows */
  isToldBy: boolean;
}) {
  const why = isToldBy ? null : failureSentence(call.failureReason);
  return (
    <FoldingPanel title="Facts" open>
      <dl>
        {why ? <Fact label={call.status === "failed" ? "Why it failed" : "Reason given"}>{why}</Fact> : null}
        <Fact label="Contact">
          {contactName ? <bdi>{contactName}</bdi> : <span className="text-faint">{UNKNOWN}</span>}
        </Fact>
        <Moment label="Created" iso={call.createdAt} />
        <Moment label="Started" iso={call.startedAt} />
        <Moment label="Ended" iso={call.endedAt} />
        <Moment label="Last change" iso={call.updatedAt} />
        <Fact label="Time zone">
          <ClockText compute={ownZone} />
        </Fact>
        <Id label="Call" name="call id" value={call.id} />
        <Id label="Agent" name="agent id" value={call.agent?.id ?? null} />
        <Id label="Campaign" name="campaign id" value={campaignId} />
        {whole ? (
          <>
            <Id label="Room" name="room id" value={call.roomId} />
            <Id label="Job" name="job id" value={call.jobId} />
            <Id label="SIP participant" name="SIP participant id" value={call.sipParticipantId} />
          </>
        ) : null}
      </dl>
    </FoldingPanel>
  );
}

function Moment({ label, iso }: { label: string; iso: string | null }) {
  return (
    <Fact label={label}>{iso === null ? <span className="text-faint">{UNKNOWN}</span> : <DayTime at={iso} />}</Fact>
  );
}

function Id({ label, name, value }: { label: string; name: string; value: string | null }) {
  return (
    <Fact label={label}>
      {value === null ? (
        <span className="text-faint">{UNKNOWN}</span>
      ) : (
        <span className="flex items-start justify-end gap-1">
          <bdi className="wrap-anywhere min-w-0 pt-0.5 font-mono text-xs">{value}</bdi>
          <CopyButton text={value} label={name} />
        </span>
      )}
    </Fact>
  );
}
