import type { Attention, BoardCall } from "@/lib/calls/board";

/** Who a call is with, in the fewest words. */
export function callName(call: Pick<BoardCall, "contactName" | "phoneNumber" | "id">): string {
  return call.contactName ?? call.phoneNumber ?? call.id;
}

/** Critical reasons before warnings, otherwise as they came. */
export function worstFirst(attention: readonly Attention[]): Attention[] {
  return [...attention].sort((a, b) => Number(b.severity === "critical") - Number(a.severity === "critical"));
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
