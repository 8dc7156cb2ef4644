"use client";

import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, useMemo } from "react";
import { type Parameters, passSettings } from "@/components/walls/settings";
import { chosenCalls, wallCounts } from "@/components/walls/wall-calls";
import { CalmScreen } from "@/components/walls/wall-calm";
import { WallHead } from "@/components/walls/wall-head";
import { WallStage } from "@/components/walls/wall-stage";
import "@/components/walls/wall.css";
import { useFreshnessKind } from "@/components/shell/freshness";
import { AgesStand } from "@/components/ui/clock";
import { boardQuery } from "@/lib/queries/live";

/** The wall itself, small, as a screen that is set up like this shows it now. What callers say never stands in it. */
export function WallPreview({ config }: { config: Parameters }) {
  const key = JSON.stringify(config);
  const { settings } = useMemo(() => passSettings({ name: "", config: JSON.parse(key) as Parameters }, false), [key]);
  const { data, error } = useQuery(boardQuery({ masked: true }));
  const fresh = { freshness: data?.freshness ?? null, error };
  const { kind, old, standsAtMs } = useFreshnessKind(fresh);
  const board = data?.board ?? null;
  const calls = useMemo(() => chosenCalls(board?.data.calls ?? [], settings), [board, settings]);
  const counts = useMemo(() => wallCounts(calls), [calls]);
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const style = { "--wall-scale": settings.scale } as CSSProperties;
  return (
    <figure className="grid gap-1">
      <figcaption className="font-medium text-sm">As it would look now</figcaption>
      {/* A picture: how many calls that are stands above it in words. */}
      <div aria-hidden inert className="wall-preview-frame" data-wall-preview>
        <div
          className="wall wall-preview"
          data-theme={settings.theme === "system" ? undefined : settings.theme}
          data-old={old || undefined}
          style={style}
        >
          <div className="wall-frame">
            <WallHead counts={counts} known={board !== null} fresh={fresh} kind={kind} timeZone={timeZone} />
            <div className="flex min-h-0 flex-1 flex-col">
              {board === null ? null : calls.length === 0 ? (
                <CalmScreen old={old} fresh={fresh} chosen={settings} timeZone={timeZone} />
              ) : null}
              <AgesStand at={standsAtMs}>
                <WallStage
                  key={`${settings.agents.join()} ${settings.campaigns.join()}`}
                  {...{ calls, settings, standsAtMs, timeZone }}
                  calmSinceMs={null}
                />
              </AgesStand>
            </div>
          </div>
        </div>
      </div>
      {settings.words ? (
        <p className="text-muted text-xs">What callers say is shown on the screen alone, and not here.</p>
      ) : null}
    </figure>
  );
}
