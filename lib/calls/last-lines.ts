import { cutText } from "@/lib/format/cut-text";

/** As many of the last lines as the board shows of a call, and as many characters of each. */
const LAST_LINES = 2;
const LINE_CHARACTERS = 240;

type Line = { role: string; content: string; timestamp: string | null };

/** The last two of these lines, oldest first, each cut to 240 characters. */
export function lastLines(lines: readonly Line[]): Line[] {
  return lines.slice(-LAST_LINES).map(({ role, content, timestamp }) => ({
    role,
    // Cut from the front: of a line that is still growing, the newest words matter.
    content: cutText(content, LINE_CHARACTERS, "end"),
    timestamp,
  }));
}
