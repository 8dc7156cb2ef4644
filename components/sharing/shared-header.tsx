import { StatusBadge } from "@/components/shell/status-badge";
import { ClockText } from "@/components/ui/clock";
import { PhoneIncoming, PhoneOutgoing } from "@/components/ui/icons";
import type { Call } from "@/lib/calls/call";
import { callTitle } from "@/lib/calls/call-title";
import { elapsedMs } from "@/lib/calls/elapsed";
import { isFinal } from "@/lib/calls/status";
import { formatDuration } from "@/lib/format/duration";

/** Which agent's call this is, where it stands and how long it takes or took. */
export function SharedHeader({ call, contactName }: { call: Call; contactName: string | null }) {
  const isWhoKnown = contactName !== null || call.phoneNumber !== null;
  const { who, agent } = callTitle({ ...call, contactName });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1">
      <h1 className="line-clamp-2 font-semibold text-lg leading-tight">
        {isWhoKnown ? (
          <>
            <bdi data-contact>{who}</bdi>
            <span className="text-muted"> · </span>
          </>
        ) : null}
        <bdi>{agent ?? "Unknown agent"}</bdi>
      </h1>
      <div className="text-right" data-timer>
        <ClockText
          className="block font-semibold text-lg leading-none sm:text-xl"
          compute={(nowMs) => formatDuration(elapsedMs(call, nowMs))}
        />
        <span className="text-muted text-xs">{isFinal(call.status) ? "duration" : "elapsed"}</span>
      </div>
      <div className="col-span-2 flex min-w-0 flex-wrap items-center gap-x-3 text-muted">
        <span data-status={call.status} className="inline-flex min-w-0">
          <StatusBadge status={call.status} size="md" />
        </span>
        <Direction direction={call.direction} />
        {call.phoneNumber === null ? null : <bdi className="min-w-0 truncate">{call.phoneNumber}</bdi>}
      </div>
    </div>
  );
}

function Direction({ direction }: { direction: string | null }) {
  if (direction !== "inbound" && direction !== "outbound") return null;
  const Icon = direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
  return (
    <span className="inline-flex items-center gap-1">
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {direction === "inbound" ? "Inbound" : "Outbound"}
    </span>
  );
}
