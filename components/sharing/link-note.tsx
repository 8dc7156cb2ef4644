import { ClockText } from "@/components/ui/clock";
import { Link2 } from "@/components/ui/icons";
import { fromNow } from "@/components/ui/moment";
import { formatClock, formatDay } from "@/lib/format/clock";
import type { SharedAnswer } from "@/lib/wire/sharing-contract";

/** Whose link this is, when it ends and what it keeps back. */
export function LinkNote({ meta }: { meta: SharedAnswer["meta"] }) {
  const { expiresAt, sharedBy, grant, demo } = meta;
  return (
    <aside
      aria-label="About this link"
      className="flex items-start gap-2 border-line border-b bg-raised px-4 py-1.5 text-muted text-xs sm:px-5"
    >
      <Link2 aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <p className="min-w-0">
        {demo ? <strong className="font-semibold text-text">Demo data. </strong> : null}
        Shared by <bdi className="font-medium text-text">{sharedBy}</bdi>. The link ends{" "}
        <time dateTime={expiresAt} className="font-medium text-text">
          <ClockText compute={(nowMs) => fromNow(expiresAt, nowMs)} />
          <span className="font-normal">
            {" ("}
            <ClockText compute={(nowMs) => `${formatDay(expiresAt, nowMs)}, ${formatClock(expiresAt).slice(0, 5)}`} />)
          </span>
        </time>
        .{grant.masked ? " Numbers and names are shortened." : ""}
      </p>
    </aside>
  );
}
