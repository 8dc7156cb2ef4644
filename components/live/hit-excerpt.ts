import type { BoardHit } from "@/lib/calls/board";
import { cutPlace } from "@/lib/format/cut-text";

type Said = Pick<BoardHit["lines"][number], "content" | "marks">;

/**
 * A line that was found, begun so near its first mark that this is on the screen however early the line is cut there.
 * @param before how many characters may stand before the first mark; it begins at a word where one begins there
 */
export function fromFirstMark({ content, marks }: Said, before: number): Said {
  const first = marks[0]?.[0] ?? 0;
  if (first <= before) return { content, marks };
  const at = cutPlace(content, first - before);
  const space = content.indexOf(" ", at - 1);
  const from = space === -1 || space >= first ? at : space + 1;
  return { content: `…${content.slice(from)}`, marks: marks.map(([start, length]) => [start - from + 1, length]) };
}
