import type { Call } from "@/lib/calls/call";
import { callTitle } from "@/lib/calls/call-title";
import { CHARACTERS_PER_SECOND, callStartMs } from "@/lib/calls/ribbon";
import type { Speaker } from "@/lib/calls/speaker";
import { rowsOf, type TranscriptRow } from "@/lib/calls/transcript";
import { csvLine } from "@/lib/format/csv";
import { formatDuration } from "@/lib/format/duration";

/** One call's talk as files that other programs open. All of it as its reader sees it. */
export type ShownCall = { call: Call; contactName: string | null };

const NAMES: Record<Speaker, string> = { agent: "Agent", caller: "Caller", other: "Other" };

/** Whose line it is: a role that nobody knows by its own name. */
const nameOf = ({ speaker, role }: TranscriptRow): string =>
  speaker === "other" ? role.trim() || NAMES.other : NAMES[speaker];

const LINE_ENDS = /\s*[\r\n\v\f\u0085\u2028\u2029]+\s*/gu;
const oneLine = (text: string): string => text.replace(LINE_ENDS, " ").replaceAll("\0", "\uFFFD").trim();

/** Columns of `transcriptCsv`, in their order. */
export const LINE_COLUMNS = ["line", "time", "offset_seconds", "speaker", "role", "event", "text"];

/** A line of the transcript a row, in reading order; what machines did is among them, with its name under `event`. */
export function transcriptCsv({ call }: ShownCall): string {
  const rows = rowsOf(call.transcript);
  const startMs = callStartMs(call, rows);
  return [
    csvLine(LINE_COLUMNS),
    ...rows.map((row, place) => {
      const offset = row.atMs === null || startMs === null ? null : Math.max(0, row.atMs - startMs) / 1_000;
      return csvLine([place + 1, row.timestamp, offset, row.speaker, row.role, row.event, row.content]);
    }),
  ].join("");
}

const FACTS = ["status", "direction", "phoneNumber", "createdAt", "startedAt", "endedAt", "failureReason"] as const;
const FACT_NAMES: Record<(typeof FACTS)[number], string> = {
  status: "Status",
  direction: "Direction",
  phoneNumber: "Number",
  createdAt: "Created",
  startedAt: "Started",
  endedAt: "Ended",
  failureReason: "Failure",
};

/** For people: who, when, the summary, and every line with its place in the call. A line's own line ends begin no other. */
export function transcriptText({ call, contactName }: ShownCall): string {
  const rows = rowsOf(call.transcript);
  const startMs = callStartMs(call, rows);
  const facts = FACTS.flatMap((field) =>
    call[field] === null ? [] : [`${FACT_NAMES[field]}: ${oneLine(call[field])}`],
  );
  const duration = call.duration === null ? [] : [`Duration: ${formatDuration(call.duration * 1_000)}`];
  const said = rows.map((row) => {
    const place = row.atMs === null || startMs === null ? "" : `[${formatDuration(row.atMs - startMs)}] `;
    const event = row.event === null ? "" : `(${oneLine(row.event)}) `;
    return `${place}${oneLine(nameOf(row))}: ${event}${oneLine(row.content)}`;
  });
  return [
    oneLine(callTitle({ ...call, contactName }).text),
    `Call ${call.id}`,
    ...facts,
    ...duration,
    ...(call.summary === null ? [] : ["", "Summary", oneLine(call.summary)]),
    "",
    "Transcript",
    ...(call.transcript === null ? ["There is none."] : said.length === 0 ? ["Nothing was said."] : said),
    "",
  ].join("\n");
}

/** WebVTT takes these for its own. */
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const cueText = (text: string): string => oneLine(text).replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

const SHORTEST_CUE_MS = 500;

/**
 * What was spoken as WebVTT, a cue a line: from its moment to the next line's, or for as long as its words take. Lines
 * without a time stand at the one before.
 */
export function transcriptVtt({ call }: ShownCall): string {
  const rows = rowsOf(call.transcript).filter(({ kind }) => kind === "speech");
  const startMs = callStartMs(call, rows) ?? 0;
  let atMs = 0;
  const cues = rows.map((row) => {
    atMs = Math.max(atMs, row.atMs === null ? atMs : row.atMs - startMs);
    return { row, atMs };
  });
  const nextMs = laterOf(cues.map((cue) => cue.atMs));
  const blocks = cues.map(({ row, atMs: fromMs }, place) => {
    const spokenMs = Math.max(SHORTEST_CUE_MS, (row.content.length / CHARACTERS_PER_SECOND) * 1_000);
    const toMs = Math.min(fromMs + spokenMs, nextMs[place] ?? Number.POSITIVE_INFINITY);
    return `${place + 1}\n${cueTime(fromMs)} --> ${cueTime(toMs)}\n<v ${voice(nameOf(row))}>${cueText(row.content)}\n`;
  });
  return [`WEBVTT\n`, ...blocks].join("\n");
}

/** For each of these moments, which never go back, the next that is later. */
function laterOf(moments: readonly number[]): number[] {
  const later: number[] = [];
  let next = Number.POSITIVE_INFINITY;
  for (let place = moments.length - 1; place >= 0; place -= 1) {
    const here = moments[place] ?? 0;
    const after = moments[place + 1];
    if (after !== undefined && after > here) next = after;
    later[place] = next;
  }
  return later;
}

/** An annotation ends at a sign of its own; roles that hold one lose it. */
const voice = (name: string): string => cueText(name.replace(/[<>&]/g, "")) || NAMES.other;

function cueTime(ms: number): string {
  const total = Math.round(ms);
  const part = (value: number, digits: number) => String(value).padStart(digits, "0");
  const seconds = Math.floor(total / 1_000);
  return `${part(Math.floor(seconds / 3_600), 2)}:${part(Math.floor(seconds / 60) % 60, 2)}:${part(seconds % 60, 2)}.${part(total % 1_000, 3)}`;
}
