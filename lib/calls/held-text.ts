import type { Call } from "./call";

/** A live view holds so much of one text (lib/call-api/trim.mjs), and a sign that there was more. */
const LONGEST_HELD = 20_000;
const SIGN = "…";

/** Of what was said, or of what it came to, some was too long to be held, as far as can be seen. Blanks may be gone from it. */
export function isCut({ transcript, summary }: Pick<Call, "transcript" | "summary">): boolean {
  const isCutText = (text: string) => text.length > LONGEST_HELD * 0.9 && text.endsWith(SIGN);
  return (summary !== null && isCutText(summary)) || (transcript ?? []).some(({ content }) => isCutText(content));
}
