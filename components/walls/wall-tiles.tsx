"use client";

import { memo, useMemo } from "react";
import type { BoardCall } from "@/lib/calls/board";
import { wallLayout } from "./layout";
import type { WallNotice, WallSettings } from "./settings";
import { tileWeight } from "./tiles";
import type { SoundState } from "./use-alarm";
import { usePageTurn } from "./use-screen";
import { useStage } from "./use-stage";
import { WallFoot } from "./wall-foot";
import { WallTile } from "./wall-tile";

/** The tiles of the page whose turn it is, and the foot that says which page that is. Still while only ages change. */
export const WallTiles = memo(function WallTiles({
  calls,
  settings,
  notices,
  sound,
  unreadable,
  timeZone,
}: {
  calls: BoardCall[];
  settings: WallSettings;
  notices: WallNotice[];
  sound: SoundState;
  unreadable: number;
  timeZone: string;
}) {
  const { ref, stage } = useStage<HTMLUListElement>(settings.scale);
  // The picture depends on who is there and how urgent they are, not on what was said: computed anew only then.
  const set = calls.map((call) => `${call.id} ${tileWeight(call)}`).join("\n");
  const { pages } = useMemo(() => {
    const tiles = set === "" ? [] : set.split("\n").map(tileOf);
    return wallLayout({ ...stage, tiles });
  }, [set, stage]);
  const turn = usePageTurn(pages.length, settings.rotateMs);
  const byId = useMemo(() => new Map(calls.map((call) => [call.id, call])), [calls]);
  return (
    <>
      <ul ref={ref} className="wall-stage" aria-label="Live calls" hidden={calls.length === 0}>
        {pages[turn]?.tiles.map((tile) => {
          const call = byId.get(tile.id);
          return call ? (
            <WallTile
              key={call.id}
              call={call}
              left={(100 * tile.x) / stage.widthPx}
              top={(100 * tile.y) / stage.heightPx}
              width={(100 * tile.width) / stage.widthPx}
              height={(100 * tile.height) / stage.heightPx}
              timeZone={timeZone}
              narrow={tile.width < NARROW * stage.minTextPx}
            />
          ) : null;
        })}
      </ul>
      <WallFoot
        page={turn}
        pages={pages.length}
        notices={notices}
        sound={sound}
        unreadable={unreadable}
        partlyRead={calls.filter((call) => call.unreadable > 0).length}
      />
    </>
  );
});

/** Text heights of width below which a timer of an hour needs a shorter form. */
const NARROW = 6.8;

function tileOf(line: string): { id: string; weight: number } {
  const space = line.lastIndexOf(" ");
  return { id: line.slice(0, space), weight: Number(line.slice(space + 1)) };
}
