import { setImmediate as nextTurn } from "node:timers/promises";
import type { LineTimes } from "@/lib/calls/line-time";
import { type TranscriptReading, transcriptReader } from "@/lib/calls/read-transcript";

const PIECE = 500;

/** Reads a long transcript with pauses, so that the main thread is never busy for long. */
export async function readInPieces(messages: readonly unknown[], times: LineTimes): Promise<TranscriptReading> {
  const reader = transcriptReader(times);
  for (let at = 0; at < messages.length; at += PIECE) {
    reader.add(messages.slice(at, at + PIECE));
    await nextTurn();
  }
  return reader.done();
}
