import { parentPort } from "node:worker_threads";
import { type Changes, type LongTask, workOn } from "@/lib/redaction/redact-call";
import type { DeskAnswer, DeskLine, DeskWords } from "./redaction-desk";

/**
 * Takes personal data out of long transcripts away from the main thread. Lines come in pieces, then the task; what changed
 * goes back piece by piece, each when asked for: many at once would keep the main thread as busy as the work itself.
 */
const PIECE_CHANGES = 300;
let lines: DeskLine[] = [];
let changes: Changes = [];
let sent = 0;

function begin(task: LongTask): DeskAnswer {
  try {
    changes = workOn(lines, task);
  } catch {
    return { failed: true };
  } finally {
    lines = [];
  }
  sent = 0;
  return next();
}

function next(): DeskAnswer {
  const piece = changes.slice(sent, sent + PIECE_CHANGES);
  sent += PIECE_CHANGES;
  const isLast = sent >= changes.length;
  if (isLast) changes = [];
  return { piece, isLast };
}

parentPort?.on("message", (words: DeskWords) => {
  if ("lines" in words) for (const line of words.lines) lines.push(line);
  else parentPort?.postMessage("task" in words ? begin(words.task) : next());
});
