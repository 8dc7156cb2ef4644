import type { Message } from "./call";
import { type Own, ownMask } from "./own-words";
import { redactText, redactTranscript } from "./redaction";
import { redactGrown } from "./redaction-growth";
import { isSpoken, roleWithoutName } from "./speech";
import { inReadingOrder } from "./transcript";

/** What of a text may be seen: see Sight in sight.ts. */
type TextSight = { masked: boolean; redacted: boolean };
type Line = Pick<Message, "role" | "content" | "timestamp">;
type Lines = readonly Line[];

/** A text as somebody may see it. */
export function textFor(sight: TextSight, own: Own, text: string): string {
  const redacted = sight.redacted ? redactText(text).text : text;
  return sight.masked ? ownMask(own)(redacted) : redacted;
}

/** By the transcript as it came: it is polled far more often than it changes, and looking through it is the work. */
const redactedLines = { growing: new WeakMap<Lines, Line[]>(), finished: new WeakMap<Lines, Line[]>() };
const maskedLines = new WeakMap<Lines, { key: string; lines: Line[] }>();
const spokenLines = new WeakMap<Lines, Lines>();

/**
 * What was said as somebody may see it, in reading order, role, content and time only. Of a masked or redacted transcript
 * only what is spoken: what tools and the system say is the call service's, and holds names and addresses in any form.
 * The lines must not be changed in place between two calls; a new snapshot is a new array.
 * @param of.isGrowing more may follow what was said last
 * @param of.callId of a whole transcript, whose next version then costs what is new in it
 */
export function transcriptFor(
  sight: TextSight,
  own: Own,
  lines: Lines,
  { isGrowing, callId = null }: { isGrowing: boolean; callId?: string | null },
): Line[] {
  if (!sight.masked && !sight.redacted) return lines.map(described);
  const spoken = spokenOf(lines);
  const redacted = sight.redacted ? redactedOf(spoken, isGrowing, callId) : spoken;
  if (!sight.masked) return redacted.map(described);
  const key = JSON.stringify(own);
  const known = maskedLines.get(redacted);
  if (known?.key === key) return known.lines;
  const mask = ownMask(own);
  const masked = redacted.map((line) => ({
    ...{ role: roleWithoutName(line.role), content: mask(line.content) },
    timestamp: line.timestamp,
  }));
  maskedLines.set(redacted, { key, lines: masked });
  return masked;
}

function spokenOf(lines: Lines): Lines {
  const known = spokenLines.get(lines);
  if (known !== undefined) return known;
  const spoken = lines.filter(isSpoken);
  spokenLines.set(lines, spoken);
  return spoken;
}

function redactedOf(lines: Lines, isGrowing: boolean, callId: string | null): Line[] {
  const held = isGrowing ? redactedLines.growing : redactedLines.finished;
  const known = held.get(lines);
  if (known !== undefined) return known;
  // A number split over two lines is one in the order of reading.
  const inOrder = inReadingOrder(lines).map(({ message }) => message);
  const redacted =
    isGrowing && callId !== null ? redactGrown(callId, inOrder) : redactTranscript(inOrder, { isGrowing });
  held.set(lines, redacted);
  return redacted;
}

const described = ({ role, content, timestamp }: Line): Line => ({ role, content, timestamp });
