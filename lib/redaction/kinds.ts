import type { Line, Token } from "./tokens";

export type RedactionKind = "card" | "phone" | "email" | "id" | "iban" | "birth" | "code" | "number";

/** A stretch of a line, in offsets of its folded text, that is to be taken out. */
export type Found = { line: Line; start: number; end: number; kind: RedactionKind };

/** Tokens `from` to `to` (both included) as one stretch for each line they touch. */
export function foundIn(tokens: readonly Token[], from: number, to: number, kind: RedactionKind): Found[] {
  const found: Found[] = [];
  for (const { line, start, end } of tokens.slice(from, to + 1)) {
    const last = found.at(-1);
    if (last?.line === line) last.end = end;
    else found.push({ line, start, end, kind });
  }
  return found;
}
