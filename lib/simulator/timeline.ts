import type { DraftLine, Voice } from "@/lib/simulator/conversations/conversation";
import type { Random } from "@/lib/simulator/random";

/** A line with its times, epoch ms. `shownMs`: when the service first delivers it; `grows`: word by word, else at once. */
export type SpokenLine = {
  voice: Voice;
  role: "assistant" | "user" | "tool";
  content: string;
  atMs: number;
  endMs: number;
  shownMs: number;
  grows: boolean;
};

const CHARACTERS_PER_SECOND = { agent: 13.2, caller: 13.8, colleague: 13.6, tool: Number.POSITIVE_INFINITY } as const;

/** An ordinary talk never leaves gaps that would look like a fault: only incidents do. */
const LONGEST_AGENT_REPLY_MS = 9_300;
const LONGEST_GAP_MS = 22_000;

/** Speaks the drafts from `fromMs` on: talking speed, thinking pauses, growth, lines that are delivered late. */
export function speak(drafts: readonly DraftLine[], fromMs: number, random: Random): SpokenLine[] {
  const lines: SpokenLine[] = [];
  const lateness: (number | null)[] = [];
  const patience = random.between(0.85, 1.4);
  const pace = random.between(0.9, 1.12);
  for (const draft of drafts) {
    const before = lines.at(-1);
    let atMs = fromMs + random.between(1_000, 2_600);
    if (before !== undefined) {
      atMs =
        before.endMs +
        thinkingMs(before.voice, draft.voice, random) +
        draft.waitMs * (draft.incident === true ? 1 : patience);
      if (draft.incident !== true) {
        const limitMs = before.voice === "caller" ? LONGEST_AGENT_REPLY_MS : LONGEST_GAP_MS;
        atMs = Math.max(before.endMs, Math.min(atMs, before.atMs + limitMs));
      }
    }
    atMs = Math.round(atMs);
    const seconds = draft.content.length / (CHARACTERS_PER_SECOND[draft.voice] * pace);
    const endMs = draft.voice === "tool" ? atMs : Math.round(atMs + Math.max(600, seconds * 1000));
    const grows =
      draft.voice === "tool" ? false : draft.voice !== "caller" || before?.voice === "caller" || random.chance(0.75);
    lateness.push(random.chance(0.09) ? Math.round(random.between(900, 2_400)) : null);
    lines.push({
      voice: draft.voice,
      role: draft.voice === "caller" ? "user" : draft.voice === "tool" ? "tool" : "assistant",
      content: draft.content,
      atMs,
      endMs,
      shownMs: grows ? atMs + 250 : endMs,
      grows,
    });
  }
  return withLateLines(lines, lateness);
}

function thinkingMs(before: Voice, now: Voice, random: Random): number {
  const skewed = random.next() ** 2;
  if (before === now) return 400 + 900 * skewed;
  if (now === "tool") return 300 + 500 * skewed;
  if (now === "caller") return 600 + 3_200 * skewed;
  return before === "tool" ? 600 + 1_200 * skewed : 800 + 2_200 * skewed;
}

/** Now and then the recogniser needs longer than the agent: the caller's line then appears above the reply. */
function withLateLines(lines: SpokenLine[], lateness: readonly (number | null)[]): SpokenLine[] {
  return lines.map((line, at) => {
    const reply = lines[at + 1];
    const lateMs = lateness[at] ?? null;
    if (line.voice !== "caller" || reply?.voice !== "agent" || lateMs === null) return line;
    if (lines[at - 1]?.voice === "caller") return line;
    return { ...line, grows: false, shownMs: reply.atMs + lateMs };
  });
}

/** What of the line has been heard by `nowMs`: whole words. */
export function heard(line: SpokenLine, nowMs: number): string {
  if (!line.grows || nowMs >= line.endMs) return line.content;
  const share = Math.max(0, nowMs - line.atMs) / (line.endMs - line.atMs);
  const reach = Math.floor(share * line.content.length);
  const lastSpace = line.content.lastIndexOf(" ", reach);
  if (lastSpace > 0) return line.content.slice(0, lastSpace);
  const firstSpace = line.content.indexOf(" ");
  return firstSpace === -1 ? line.content : line.content.slice(0, firstSpace);
}

/** When the line last changed for somebody reading at `nowMs`; null when it has not been delivered yet. */
export function changedMs(line: SpokenLine, nowMs: number): number | null {
  if (nowMs < line.shownMs) return null;
  if (!line.grows || nowMs >= line.endMs) return Math.max(line.shownMs, line.grows ? line.endMs : 0);
  const length = heard(line, nowMs).length;
  const spokenMs = line.atMs + (length / line.content.length) * (line.endMs - line.atMs);
  return Math.min(nowMs, Math.max(line.shownMs, Math.round(spokenMs)));
}
