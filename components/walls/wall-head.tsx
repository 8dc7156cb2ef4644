import { AgesNote } from "@/components/shell/ages-note";
import { ClockText } from "@/components/ui/clock";
import { CloudOff, History, OctagonAlert, Radio, Timer, TriangleAlert } from "@/components/ui/icons";
import { formatClock } from "@/lib/format/clock";
import { type AnswerFreshness, ageingNowMs, type FreshnessKind, freshnessState } from "@/lib/queries/freshness";
import type { FetchError } from "@/lib/wire/fetch-json";
import type { wallCounts } from "./wall-calls";

export type Fresh = { freshness: AnswerFreshness | null; error: FetchError | null };

/** The indicator's words now; on the server, as of its answer. */
export function freshText({ freshness, error }: Fresh): string {
  const inBrowser = typeof window !== "undefined";
  return freshnessState({
    freshness,
    nowMs: inBrowser ? ageingNowMs() : null,
    online: !inBrowser || navigator.onLine,
    paused: false,
    lastError: error,
  }).text;
}

/** "Europe/Helsinki" → "Helsinki"; "Etc/UTC" → "UTC". */
const zoneName = (timeZone: string) => timeZone.split("/").at(-1)?.replaceAll("_", " ") ?? timeZone;

/** Counts, age of the data, time. Counts are left out while nothing is known, so that no zero is a lie. */
export function WallHead({
  counts,
  known,
  fresh,
  kind,
  timeZone,
}: {
  counts: ReturnType<typeof wallCounts>;
  known: boolean;
  fresh: Fresh;
  kind: FreshnessKind;
  timeZone: string;
}) {
  const { active, ringing, attention, critical } = counts;
  const Alarm = critical > 0 ? OctagonAlert : TriangleAlert;
  return (
    <header className="wall-head">
      {known ? (
        <div className="wall-group">
          <span className="wall-count">
            <strong>{active}</strong> talking
          </span>
          <span className="wall-count">
            <strong>{ringing}</strong> ringing
          </span>
          {attention > 0 ? (
            <span
              className={critical > 0 ? "wall-count" : "wall-count text-amber"}
              data-alarm={critical > 0 || undefined}
            >
              <Alarm aria-hidden strokeWidth={2.25} />
              <strong>{attention}</strong> {attention === 1 ? "needs" : "need"} attention
            </span>
          ) : null}
        </div>
      ) : (
        <span className="font-semibold">Earshot</span>
      )}
      <div className="wall-group ml-auto">
        <FreshMark fresh={fresh} kind={kind} />
        <span className="wall-clock" title={timeZone}>
          <ClockText compute={(nowMs) => formatClock(nowMs, timeZone).slice(0, 5)} />
          <small>{zoneName(timeZone)}</small>
        </span>
      </div>
    </header>
  );
}

const LOOKS = {
  live: { icon: Radio, className: "text-muted" },
  slow: { icon: Timer, className: "text-amber" },
  stale: { icon: History, className: "text-red" },
  offline: { icon: CloudOff, className: "text-red" },
  paused: { icon: Timer, className: "text-muted" },
  unknown: { icon: Timer, className: "text-muted" },
} as const;

function FreshMark({ fresh, kind }: { fresh: Fresh; kind: FreshnessKind }) {
  const { icon: Icon, className } = LOOKS[kind];
  return (
    <span className={`wall-fresh ${className}`} data-freshness={kind}>
      <Icon aria-hidden strokeWidth={2.25} />
      <ClockText compute={() => freshText(fresh)} />
    </span>
  );
}

/** Old data is said across the whole wall: an outage must not look like a quiet afternoon. */
export function OldBand({
  fresh,
  detail,
  standsAtMs,
  timeZone,
}: {
  fresh: Fresh;
  detail: string;
  standsAtMs: number | null;
  timeZone: string;
}) {
  return (
    <div className="wall-band">
      <CloudOff aria-hidden strokeWidth={2.25} />
      <span>
        <ClockText compute={() => freshText(fresh)} />
      </span>
      {/* The age changes each second: what is told aloud is only what it means. */}
      <span role="alert">
        {detail} <AgesNote at={standsAtMs} timeZone={timeZone} />
      </span>
    </div>
  );
}
