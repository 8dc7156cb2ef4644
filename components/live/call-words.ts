import type { Attention, BoardCall } from "@/lib/calls/board";
import { isLive, statusFacts } from "@/lib/calls/status";

type Stage = Pick<BoardCall, "status" | "phase">;

/** A call that goes on, as far as is known: one that the list names no more does not, though nobody knows yet how it ended. */
export function goesOn({ status, phase }: Stage): boolean {
  return isLive(status) && phase !== "ending" && phase !== "ended";
}

/** Its end is certain, how it ended is not: the list has stopped naming it and its details have not said. */
export function hasEndedSomehow({ status, phase }: Stage): boolean {
  return phase === "ended" && isLive(status);
}

/** Where a call stands, in a word: its status, unless that is not known yet or any more. */
export function stageWord(stage: Stage): string {
  if (stage.phase === "starting") return "Starting";
  if (stage.phase === "ending") return "Ending…";
  return hasEndedSomehow(stage) ? "Ended" : statusFacts(stage.status).label;
}

const NO_REASONS: Attention[] = [];

/**
 * Why a call needs a person, critical reasons before warnings, otherwise as they came. Nothing for a call of which nothing
 * is known yet, or any more.
 */
export function reasonsOf(call: Stage & Pick<BoardCall, "attention">): Attention[] {
  const { attention, phase, status } = call;
  // Of most calls there is nothing to say, and every poll asks of every call.
  if (attention.length === 0 || phase !== "running" || !isLive(status)) return NO_REASONS;
  if (attention.length === 1) return attention;
  return [...attention].sort((a, b) => Number(b.severity === "critical") - Number(a.severity === "critical"));
}

/** The same alarm of the same call, whatever its age: an id of a call has no blanks. */
export function alarmKey({ id }: Pick<BoardCall, "id">, { reason, severity, since }: Attention): string {
  return `${id} ${reason} ${severity} ${since ?? ""}`;
}

type Line = BoardCall["lastMessages"][number];

/** Lines with keys that a growing line keeps; two lines of one moment get different ones. */
export function keyedLines(lines: readonly Line[]): { key: string; line: Line }[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const name = `${line.timestamp ?? ""} ${line.role}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: `${name} ${count}`, line };
  });
}
