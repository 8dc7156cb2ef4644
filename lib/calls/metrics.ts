import type { Call, Message } from "./call";
import { ribbonSegments } from "./ribbon";
import type { Speaker } from "./speaker";
import { isFinal, isLive } from "./status";
import { timeMs } from "./time";
import { rowsOf, type TranscriptRow } from "./transcript";

/** A pause longer than this is dead air (product.md). */
const DEAD_AIR_PAUSE_MS = 3000;

/**
 * Mean gap between consecutive messages that have a time, in seconds; 0 with fewer than two. As the call service's document
 * computes it: over all messages, those of tools too.
 */
export function averageResponseTimeS(messages: Message[] | null, rows = rowsOf(messages)): number {
  const times = rows.flatMap((row) => (row.atMs === null ? [] : [row.atMs]));
  const first = times.at(0);
  const last = times.at(-1);
  if (first === undefined || last === undefined || times.length < 2) return 0;
  // The gaps of a sorted list add up to its span.
  return (last - first) / (times.length - 1) / 1000;
}

/**
 * How long the caller waited for each reply of the agent, in milliseconds: from the caller's last line to the agent's next. A
 * colleague who answers first ends the waiting without a reply of the agent; tool and system lines are not heard.
 */
export function agentResponsesMs(messages: Message[] | null, rows = rowsOf(messages)): number[] {
  return agentResponses(rows).map(({ waitedMs }) => waitedMs);
}

/** The same with the place of the agent's line among the rows. */
export function agentResponses(rows: readonly TranscriptRow[]): { waitedMs: number; place: number }[] {
  const responses: { waitedMs: number; place: number }[] = [];
  let askedMs: number | null = null;
  for (const [place, row] of rows.entries()) {
    if (row.atMs === null || row.kind !== "speech") continue;
    // Two lines of one moment tell nothing of the time between them.
    if (row.speaker === "agent" && askedMs !== null && row.atMs > askedMs) {
      responses.push({ waitedMs: row.atMs - askedMs, place });
    }
    askedMs = row.speaker === "caller" ? row.atMs : null;
  }
  return responses;
}

/** Within this a caller is taken to be answered well, from the beginning of their line. */
export const AGENT_RESPONSE_TARGET_MS = 5000;

/** The value below which `fraction` (0 to 1) of the values lie, between two of them by proportion; null of nothing. */
export function percentile(values: readonly number[], fraction: number): number | null {
  // A list of numbers alone sorts several times faster, and the board has thousands.
  const sorted = Float64Array.from(values.filter(Number.isFinite)).sort();
  const place = Math.min(1, Math.max(0, fraction)) * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle value, or the mean of the two middle ones; null of nothing. */
export function median(values: readonly number[]): number | null {
  return percentile(values, 0.5);
}

/** Time since the last spoken line of a live call, in milliseconds; null when it has none, or the call is not live. */
export function silenceNowMs(call: Pick<Call, "status" | "transcript">, nowMs: number): number | null {
  if (!isLive(call.status)) return null;
  const last = rowsOf(call.transcript).findLast(({ kind }) => kind === "speech");
  return last === undefined || last.atMs === null ? null : Math.max(0, nowMs - last.atMs);
}

/** What is known of a call's pauses before anybody asks how long the last one is: `betweenMs` of those between lines. */
export type Pauses = {
  /** null: with fewer than two lines of different times nothing is known */
  betweenMs: number | null;
  /** when the last line is estimated to have ended, ISO 8601; null: not known */
  spokenUntil: string | null;
};

/**
 * The pauses longer than 3 s between lines, as far as message times can tell: a line's length is estimated (ribbon.ts).
 * Lines of one moment have no times of their own, and after them nothing is known either.
 */
export function pausesOf(messages: Message[] | null, rows = rowsOf(messages)): Pauses {
  const segments = ribbonSegments(rows, 0);
  const last = segments.at(-1);
  const isTold = new Set(segments.map(({ startMs }) => startMs)).size > 1;
  if (last === undefined || (!isTold && segments.length > 1)) return { betweenMs: null, spokenUntil: null };
  let betweenMs = 0;
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (next) betweenMs += deadAir(next.startMs - segment.endMs);
  }
  return { betweenMs: isTold ? betweenMs : null, spokenUntil: new Date(last.endMs).toISOString() };
}

/**
 * All pauses longer than 3 s, the open one included, in milliseconds; null when nothing is known of them.
 * @param untilMs until when the last pause lasts (`pausesEndMs`), epoch milliseconds; null: not known, and not counted
 */
export function deadAirMs({ betweenMs, spokenUntil }: Pauses, untilMs: number | null): number | null {
  const sinceMs = timeMs(spokenUntil);
  if (untilMs === null || sinceMs === null) return betweenMs;
  return (betweenMs ?? 0) + deadAir(untilMs - sinceMs);
}

const deadAir = (pauseMs: number): number => (pauseMs > DEAD_AIR_PAUSE_MS ? pauseMs : 0);

/** Until when nobody speaks after the last line: now while the call is live, else its end; null when nobody knows. */
export function pausesEndMs(
  call: Pick<Call, "status" | "startedAt" | "endedAt" | "duration">,
  nowMs: number,
): number | null {
  if (isLive(call.status)) return nowMs;
  const startedMs = timeMs(call.startedAt);
  const talkedMs = startedMs === null || call.duration === null ? null : startedMs + call.duration * 1000;
  return isFinal(call.status) ? (timeMs(call.endedAt) ?? talkedMs) : null;
}

/** Share of the spoken characters by speaker, 0 to 1, adding up to 1; null when nothing was said. */
export function talkShare(messages: Message[] | null, rows = rowsOf(messages)): Record<Speaker, number> | null {
  const characters: Record<Speaker, number> = { agent: 0, caller: 0, other: 0 };
  for (const row of rows) {
    if (row.kind === "speech") characters[row.speaker] += row.content.length;
  }
  const total = characters.agent + characters.caller + characters.other;
  if (total === 0) return null;
  return { agent: characters.agent / total, caller: characters.caller / total, other: characters.other / total };
}

/** How many are in the room by the upstream's count and by its list; `disagree` asks the page to show both. */
export function participantCount(
  call: Pick<Call, "liveRoomStatus">,
): { counted: number | null; named: number; disagree: boolean } | null {
  const room = call.liveRoomStatus;
  if (room === null) return null;
  const named = room.participants.length;
  return {
    counted: room.numParticipants,
    named,
    disagree: room.numParticipants !== null && room.numParticipants !== named,
  };
}
