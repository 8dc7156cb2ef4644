import type { View } from "@/lib/access/view";
import { noteFor, saidFor, summaryFor } from "@/lib/access/visibility";
import { phrasesIn, wordsOf } from "@/lib/calls/phrases";
import { timeMs } from "@/lib/calls/time";
import { inReadingOrder } from "@/lib/calls/transcript";
import type { QualityNote } from "@/lib/wire/quality-contract";
import type { KeptCall } from "./kept-call";
import { indexOfPhrases } from "./lists";
import type { StoredNote } from "./note-store";
import type { SeenCall } from "./parts";

/**
 * Whether a view may be told that a word was said: whoever sees all may, others where it stands in what they are shown. So
 * nothing that is masked or redacted comes out by the words that checks found. Long talk has been looked through before.
 */
export function mayTell(view: View, kept: SeenCall): (text: string) => boolean {
  if (view.raw && view.lines && !view.redacted) return () => true;
  const shown = [...saidFor(view, kept).map(({ content }) => content), summaryFor(view, kept) ?? ""];
  const lines = shown.map(wordsOf);
  return (text) => {
    const index = indexOfPhrases([text.replace("…", "*").replace(/^not /, "")]);
    return lines.some((words) => phrasesIn(words, index).length > 0);
  };
}

/** The line that was said last at a moment; null: none was. */
function lineAt({ call, lineKeys }: Pick<KeptCall, "call" | "lineKeys">, atMs: number): number | null {
  const messages = call.transcript ?? [];
  const keys = new Map(messages.map((message, place) => [message, lineKeys[place] ?? null]));
  const before = inReadingOrder(messages).findLast(({ message }) => {
    const ms = timeMs(message.timestamp);
    return ms !== null && ms <= atMs;
  });
  return before === undefined ? null : (keys.get(before.message) ?? null);
}

/** A note as a view sees it. @param kept null: the call still runs, and its lines have no keys */
export function noteEntry(
  view: View,
  note: StoredNote,
  seen: SeenCall,
  { kept, personId }: { kept: KeptCall | null; personId: string | null },
): QualityNote {
  const { id, callId, lineKey, at, kind, text, madeById, madeByName, madeAt } = note;
  return {
    ...{ id, callId, kind, madeBy: madeByName },
    line: lineKey ?? (at === null || kept === null ? null : lineAt(kept, at.getTime())),
    at: at?.toISOString() ?? null,
    text: noteFor(view, seen, text),
    madeAt: madeAt.toISOString(),
    isOwn: madeById === personId,
  };
}
