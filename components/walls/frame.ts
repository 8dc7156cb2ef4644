import { ATTENTION_WORDS } from "@/components/shell/attention-words";
import { FEWEST_CHARACTERS, widthEm } from "./names";
import type { Room } from "./slots";

/** The part of the screen between head and foot, and the height of text in it. Pixels. */
export type Stage = { widthPx: number; heightPx: number; minTextPx: number };
export type Box = { leftPx: number; topPx: number; widthPx: number; heightPx: number };

/** What stands where. All of it follows from the screen alone: no call and no outage moves it. */
export type Frame = {
  stage: Stage;
  /**
   * `rows` and `columns` of one anatomy; `lineEm` the width of a line in it; lines for the agent's name, and for what the
   * caller said last (0: none)
   */
  alarms: Box & {
    rows: number;
    columns: number;
    lineEm: number;
    nameLines: number;
    wordLines: number;
    /** least height of a row, with the gap beneath it */
    leastEm: number;
  };
  /** `most` lanes, one beneath the other */
  lanes: Box & { most: number };
};

/** What a 16:9 screen of any size looks like in proportion: the server's own first picture needs no correction there. */
export const WIDESCREEN: Stage = { widthPx: 1905, heightPx: 932, minTextPx: 52 };

const MOST_ALARMS = 5;
const MOST_LANES = 20;
/** A lane of two lines. */
const LANE_EM = 2.2;
const GAP_EM = 0.14;
/** Edge and padding of an alarm, both sides. */
const ALARM_EDGE_EM = 0.8;
/** Its line heights, and its edges above and below: wall.css draws them. */
const NAME_EM = 1.04;
const CALLER_EM = 0.87;
const WORD_LINE_EM = 0.87;
const LEAST_WORD_LINES = 2;
const REASON_EM = 1.04;
const ALARM_PAD_EM = 0.37;
/** Icon and blanks before and after a reason. */
const REASON_EDGE_EM = 1;
/** Room for "88 · longest 59:59", and for the number alone. */
const FIGURES_EM = 10;
const COUNT_EM = 2;
/** Room for "88 · 59:59", where a name would else have to give way. */
const SHORT_EM = 5.8;
const ANSWERS_EM = 9.5;
/** Edge and padding of a lane, both sides; and above and below. */
const LANE_EDGE_EM = 0.5;
const LANE_PAD_EM = 0.24;
const HEAD_EM = 1.12;
/** From so wide on an upright screen has room for names beside their calls. */
const UPRIGHT_EM = 26;
/** Of a screen's shorter side: the height of text at scale 1, and the stage's width on an upright one. wall.css draws them. */
const TEXT_SHARE = 0.04815;
const WIDTH_SHARE = 0.986;
/** A name that needs two lines stands beside its calls, with this share of the lane. */
const NAME_SHARE = 0.44;
const TALL_LANE_EM = 3.5;

/** @param words the caller's last line has room in an alarm, too */
export function wallFrame(stage: Stage, words: boolean): Frame {
  const { widthPx, heightPx, minTextPx: em } = stage;
  const gapPx = GAP_EM * em;
  // wall.css draws both boxes, by the same rule and lengths.
  const isUpright = widthPx < heightPx * 1.1;
  const alarms: Box = isUpright
    ? { leftPx: 0, topPx: 0, widthPx, heightPx: heightPx * 0.42 }
    : { leftPx: 0, topPx: 0, widthPx: (widthPx - gapPx) / 3, heightPx };
  const lanes: Box = isUpright
    ? { leftPx: 0, topPx: alarms.heightPx + gapPx, widthPx, heightPx: heightPx - alarms.heightPx - gapPx }
    : { leftPx: alarms.widthPx + gapPx, topPx: 0, widthPx: widthPx - alarms.widthPx - gapPx, heightPx };
  const columns = isUpright && widthPx > 26 * em ? 2 : 1;
  const lineEm = (alarms.widthPx - (columns - 1) * gapPx) / columns / em - ALARM_EDGE_EM;
  // Ten characters of the broadest letters.
  const nameLines = Math.max(2, Math.ceil((FEWEST_CHARACTERS * 1.05) / Math.max(lineEm, 1)));
  const bareEm = alarmEm(lineEm, nameLines);
  const leastEm = bareEm + (words ? LEAST_WORD_LINES * WORD_LINE_EM : 0) + GAP_EM;
  const fitting = Math.floor((alarms.heightPx + gapPx) / (leastEm * em));
  const rows = clamp(fitting, 1, mostRows(columns));
  // The server draws a wide screen's lanes first: with more of them the same calls would move as the page comes to life.
  const scale = (em * WIDTH_SHARE) / (widthPx * TEXT_SHARE);
  const onWide = Math.floor(WIDESCREEN.heightPx / (LANE_EM * WIDESCREEN.minTextPx * scale));
  const most = clamp(Math.floor(lanes.heightPx / (LANE_EM * em)), 1, isUpright ? Math.max(1, onWide) : MOST_LANES);
  const spareEm = ((alarms.heightPx + gapPx) / rows - gapPx) / em - bareEm;
  const wordLines = words ? Math.max(1, Math.floor(spareEm / WORD_LINE_EM)) : 0;
  const told = { rows, columns, lineEm, nameLines, wordLines, leastEm };
  return { stage, alarms: { ...alarms, ...told }, lanes: { ...lanes, most } };
}

/** So many alarms one beneath the other. */
export const mostRows = (columns: number): number => Math.ceil(MOST_ALARMS / columns);

/** Name, caller, reason with its age. */
function alarmEm(lineEm: number, nameLines: number): number {
  const labels = Object.values(ATTENTION_WORDS).map(reasonLabel);
  const isOneLine = labels.every((label) => widthEm(`${label} 59:59`) <= lineEm - REASON_EDGE_EM);
  const reasonEm = (isOneLine ? 1 : 2) * REASON_EM;
  return nameLines * NAME_EM + CALLER_EM + reasonEm + ALARM_PAD_EM;
}

/** A reason beneath the name of the agent it is about, who need not be named again. */
export const reasonLabel = (label: string): string => label.replace(/ from the agent$/, "");

/** How the head of a lane is laid out for this name, and what room is left for calls. */
export type LaneLook = {
  /** one: name and figures on a line. above: the name on two, figures beside it. beside: it stands beside its calls. */
  name: "one" | "above" | "beside";
  nameLineEm: number;
  figures: "count" | "short" | "longest" | "answers";
  room: Room;
};

/** @param places lanes there is room for, each of the same height */
export function laneLook(frame: Frame, places: number, name: string): LaneLook {
  const em = frame.stage.minTextPx;
  const laneEm = frame.lanes.heightPx / Math.max(1, places) / em;
  const widthEmAll = frame.lanes.widthPx / em - LANE_EDGE_EM;
  const figuresEm = widthEmAll < FIGURES_EM + 6 ? COUNT_EM : FIGURES_EM;
  const spareEm = widthEmAll - widthEm(name);
  const isShort = figuresEm === FIGURES_EM && spareEm < FIGURES_EM && spareEm >= SHORT_EM;
  const restEm = widthEmAll - (isShort ? SHORT_EM : figuresEm);
  const isLong = widthEm(name) > restEm;
  // An upright screen is narrow, and most names would be too long there: all stand beside, so that calls begin on one edge.
  // A phone's lanes are too narrow for it, whoever has a wall there.
  const isUpright = frame.lanes.topPx > 0 && widthEmAll > UPRIGHT_EM;
  const isLow = laneEm < TALL_LANE_EM;
  const look = isLow && (isLong || isUpright) ? "beside" : isLong ? "above" : "one";
  const headEm = look === "above" ? HEAD_EM * 2 : HEAD_EM;
  const callsEm = look === "beside" ? widthEmAll * (1 - NAME_SHARE) - 0.3 : widthEmAll;
  const hasSpace = look === "one" && restEm - widthEm(name) > ANSWERS_EM;
  return {
    name: look,
    nameLineEm: look === "beside" ? widthEmAll * NAME_SHARE : restEm,
    figures:
      figuresEm === COUNT_EM || callsEm < FIGURES_EM
        ? "count"
        : hasSpace
          ? "answers"
          : isShort && look === "one"
            ? "short"
            : "longest",
    room: {
      widthPx: callsEm * em,
      heightPx: (laneEm - headEm - LANE_PAD_EM) * em,
      leastWidthPx: 1.1 * em,
      leastHeightPx: 0.8 * em,
    },
  };
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
