import { agentFor, callFor, shownMessages, summaryFor, type Visibility } from "@/lib/access/visibility";
import { withoutNumbers } from "@/lib/calls/masking";
import { speakerOf } from "@/lib/calls/speaker";
import { isSpoken } from "@/lib/calls/speech";
import { inReadingOrder } from "@/lib/calls/transcript";
import type { ScorerRequest } from "@/lib/wire/scorer-contract";
import type { KeptCall } from "./kept-call";
import { languageCode } from "./language";

/** As many as are judged; a longer call would cost out of proportion. */
const MOST_LINES = 3_000;

/** What an outside program sees of calls. Fields that nobody has described never leave. */
export const scorerView = (redacts: boolean): Visibility => ({
  ...{ masked: redacts, redacted: redacts },
  ...{ lines: true, raw: false },
});

type Made = { request: ScorerRequest; keys: number[] } | "no_talk" | "too_long";

/**
 * What is sent of a call: spoken lines with their keys, and facts about it. The caller's number and name are no part of it in any
 * case. Long talk has been looked through before.
 * @param language as the archive names it
 */
export function scorerRequest(kept: KeptCall, redacts: boolean, language: string | null): Made {
  const { call, lineKeys, hasTalk, agentId, agentName, campaignId, omittedMessages } = kept;
  const said = call.transcript ?? [];
  if (!hasTalk || said.length === 0) return "no_talk";
  if (said.length > MOST_LINES) return "too_long";
  const view = scorerView(redacts);
  const byMessage = new Map(said.map((message, place) => [message, lineKeys[place] ?? -1]));
  const keys = shownMessages(view, call).map((message) => byMessage.get(message) ?? -1);
  const shown = callFor(view, kept).call;
  const lines = (shown.transcript ?? []).flatMap((message, place) => {
    const key = keys[place] ?? -1;
    if (key < 0 || !isSpoken(message)) return [];
    return [{ key, speaker: speakerOf(message.role), text: message.content, at: message.timestamp }];
  });
  if (lines.length === 0) return "no_talk";
  const places = new Map(inReadingOrder(said).map(({ message }, place) => [byMessage.get(message), place]));
  lines.sort((one, other) => (places.get(one.key) ?? 0) - (places.get(other.key) ?? 0));
  const { id, status, direction, startedAt, endedAt, duration } = shown;
  return {
    keys: lines.map(({ key }) => key),
    request: {
      version: 1,
      call: {
        ...{ id, status, direction, startedAt, endedAt, durationSeconds: duration },
        agent: agentFor(view, { id: agentId, name: agentName }),
        campaignId: redacts ? withoutNumbers(campaignId) : campaignId,
        language: languageCode(language),
      },
      lines,
      omittedLines: omittedMessages,
      summary: summaryFor(view, kept),
      redacted: redacts,
    },
  };
}
