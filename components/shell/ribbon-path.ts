import type { Speaker } from "@/lib/calls/speaker";

/** Height of the strip in its own units: agent above the line at the middle, caller below. */
export const RIBBON_HEIGHT = 20;
const MIDDLE = RIBBON_HEIGHT / 2;
/** A call younger than this does not fill its strip yet, so that the first words do not look like a whole call. */
const LEAST_WINDOW_S = 30;

/** `share`: how much of the time was talked, 0 to 1; all of it where nothing is said. */
type Segment = { speaker: Speaker; startMs: number; endMs: number; share?: number };
/** Whoever spoke at all is to be seen. */
const LEAST_HEIGHT = 1;

const LANES: Record<Speaker, { top: number; height: number }> = {
  agent: { top: 1, height: MIDDLE - 2 },
  caller: { top: MIDDLE + 1, height: MIDDLE - 2 },
  other: { top: MIDDLE - 2, height: 4 },
};

/**
 * SVG path of one speaker's segments, x in seconds from the call's start. A share of the time is as high as it is large,
 * from the line in the middle. Empty when they never spoke.
 */
export function lanePath(segments: readonly Segment[], speaker: Speaker): string {
  let path = "";
  for (const segment of segments) {
    if (segment.speaker !== speaker) continue;
    const { top, height } = bar(speaker, segment.share ?? 1);
    const x = round(segment.startMs / 1000);
    const width = round(Math.max(0, segment.endMs - segment.startMs) / 1000);
    path += `M${x} ${top}h${width}v${height}h-${width}z`;
  }
  return path;
}

function bar(speaker: Speaker, share: number): { top: number; height: number } {
  const lane = LANES[speaker];
  const height = round(Math.max(LEAST_HEIGHT, lane.height * share));
  if (speaker === "agent") return { top: round(lane.top + lane.height - height), height };
  return { top: speaker === "caller" ? lane.top : round(MIDDLE - height / 2), height };
}

/** About as many pixels as a card's strip is wide. */
const CARD_PX = 320;

/** Now in whole seconds, and of a long call in steps of up to a pixel: what moves a strip by less is not worth drawing. */
function steppedS(nowS: number): number {
  const stepS = 2 ** Math.max(0, Math.floor(Math.log2(nowS / CARD_PX)));
  return Math.floor(nowS / stepS) * stepS;
}

/** Seconds the strip shows, and where now stands in it. A finished call's strip ends where the call ended. */
export function ribbonWindow(
  strip: { startMs: number | null; endMs: number | null; segments: readonly Segment[] },
  nowMs: number,
): { widthS: number; nowS: number } {
  const spokenS = (strip.segments.at(-1)?.endMs ?? 0) / 1000;
  if (strip.startMs === null) return { widthS: Math.max(spokenS, LEAST_WINDOW_S), nowS: spokenS };
  const reachedS = Math.max(0, ((strip.endMs ?? nowMs) - strip.startMs) / 1000);
  const nowS = strip.endMs === null ? steppedS(reachedS) : reachedS;
  return { widthS: Math.max(nowS, strip.endMs === null ? LEAST_WINDOW_S : 1), nowS };
}

/** The line that silence leaves bare; it ends in a tick where now is. */
export function baselinePath(nowS: number): string {
  const x = round(nowS);
  return `M0 ${MIDDLE}H${x}M${x} ${MIDDLE - 5}v10`;
}

const round = (value: number) => Math.round(value * 10) / 10;
