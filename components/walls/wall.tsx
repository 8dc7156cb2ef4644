"use client";

import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, useEffect, useMemo, useRef } from "react";
import { LateBoardNews } from "@/components/live/late-board-news";
import { useFreshnessKind } from "@/components/shell/freshness";
import { LateTabCounts } from "@/components/shell/late-tab-counts";
import { setPaused, usePause } from "@/components/shell/pause";
import { useServerClock } from "@/components/shell/server-clock";
import { AgesStand } from "@/components/ui/clock";
import type { BoardCall, BoardTotals } from "@/lib/calls/board";
import { errorWords } from "@/lib/queries/error-words";
import { boardQuery } from "@/lib/queries/live";
import type { FetchError } from "@/lib/wire/fetch-json";
import type { ErrorReason } from "@/lib/wire/reasons";
import type { WallNotice, WallSettings } from "./settings";
import { useAlarm } from "./use-alarm";
import { useCalmSince } from "./use-calm-since";
import { useStillScreen } from "./use-screen";
import "./wall.css";
import { chosenCalls, criticalKeys, wallCounts } from "./wall-calls";
import { CalmScreen, NothingKnown } from "./wall-calm";
import { WallFoot } from "./wall-foot";
import { OldBand, WallHead } from "./wall-head";
import { WallStage } from "./wall-stage";

type WallProps = {
  settings: WallSettings;
  /** settings in the address that could not be read */
  notices: WallNotice[];
  /** IANA name of the zone the clock shows */
  timeZone: string;
  /** why the server had no board for the first view */
  refusal: ErrorReason | null;
  /** the server does not know this browser any more */
  onSignedOut: () => void;
};

const NO_CALLS: BoardCall[] = [];
const NO_HISTORY: BoardTotals["history"] = [];

/** A screen nobody touches: who needs a person, every agent with its calls, and how old that is. */
export function Wall({ settings, notices, timeZone, refusal, onSignedOut }: WallProps) {
  const { data, error } = useQuery(boardQuery({ masked: !settings.names }));
  const freshness = data?.freshness ?? null;
  const board = data?.board ?? null;
  const { kind, detail, old, standsAtMs } = useFreshnessKind({ freshness, error });
  useEffect(() => {
    // Only the server's own word ends a wall's view; while it cannot be asked the last view stays.
    if (error?.reason === "sign_in_required") onSignedOut();
  }, [error, onSignedOut]);

  const onBoard = board?.data.calls ?? NO_CALLS;
  const { agents, campaigns } = settings;
  const calls = useMemo(() => chosenCalls(onBoard, { agents, campaigns }), [onBoard, agents, campaigns]);
  const counts = useMemo(() => wallCounts(calls), [calls]);
  const alarms = useMemo(() => criticalKeys(calls), [calls]);

  const root = useRef<HTMLDivElement>(null);
  useStillScreen(root);
  useNeverPaused();
  const sound = useAlarm(settings.sound, alarms);
  // The server's samples are of all calls.
  const history = agents.length + campaigns.length === 0 ? (board?.data.totals.history ?? NO_HISTORY) : NO_HISTORY;
  const calmSinceMs = useCalmSince(board === null ? "unknown" : counts.attention > 0 ? "alarmed" : "calm", history);
  useServerClock(freshness);

  const style = { "--wall-scale": settings.scale } as CSSProperties;
  const theme = settings.theme === "system" ? undefined : settings.theme;
  const fresh = { freshness, error };
  return (
    <div ref={root} className="wall" data-theme={theme} data-old={old || undefined} data-cursor="shown" style={style}>
      <div className="wall-frame">
        <WallHead counts={counts} known={board !== null} fresh={fresh} kind={kind} timeZone={timeZone} />
        <main className="flex min-h-0 flex-1 flex-col">
          <h1 className="sr-only">Wall of live calls</h1>
          {board === null ? (
            <NothingKnown reason={error?.reason ?? refusal} />
          ) : calls.length === 0 ? (
            <CalmScreen old={old} fresh={fresh} chosen={settings} timeZone={timeZone} />
          ) : null}
          <AgesStand at={standsAtMs}>
            {/* Others chosen: none keeps a lane that is not among them. */}
            <WallStage
              key={[...agents, "", ...campaigns].join()}
              {...{ calls, settings, calmSinceMs, standsAtMs, timeZone }}
            />
          </AgesStand>
        </main>
        <div className="wall-foot-place">
          {old && board ? (
            <OldBand fresh={fresh} detail={oldWords(error, detail)} standsAtMs={standsAtMs} timeZone={timeZone} />
          ) : (
            <WallFoot
              notices={notices}
              sound={sound}
              unreadable={board?.meta.droppedRows ?? 0}
              partlyRead={calls.filter((call) => call.unreadable > 0).length}
            />
          )}
        </div>
        {board ? <LateBoardNews calls={calls} /> : null}
        <LateTabCounts page="Wall" {...counts} kind={kind} />
      </div>
    </div>
  );
}

/** Why the data is old, in one sentence: a second line of the band would cover calls. */
function oldWords(error: FetchError | null, detail: string): string {
  if (error === null || error.reason === "offline") return /^.*?\.(?= |$)/.exec(detail)?.[0] ?? detail;
  return `${errorWords(error.reason, "board").title}.`;
}

/** A key pressed by accident must not freeze a screen that nobody will touch again. */
function useNeverPaused() {
  const { paused } = usePause();
  useEffect(() => {
    if (paused) setPaused(false);
  }, [paused]);
}
