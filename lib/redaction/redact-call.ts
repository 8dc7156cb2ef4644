import type { Message } from "@/lib/calls/call";
import { roleWithoutName } from "@/lib/calls/speaker";
import { isSpoken } from "@/lib/calls/speech";
import { inReadingOrder } from "@/lib/calls/transcript";
import { grownPart, redactGrown } from "./growth";
import { type Own, ownMask } from "./own-names-masking";
import { redactText, redactTranscript, WITHHELD } from "./redaction";

/** What of a text may be seen: see Visibility in lib/access/visibility.ts. */
type TextVisibility = { masked: boolean; redacted: boolean };
type Line = Pick<Message, "role" | "content" | "timestamp">;
type Lines = readonly Line[];

/** A text as somebody may see it. */
export function textFor(visibility: TextVisibility, own: Own, text: string): string {
  const redacted = visibility.redacted ? redactText(text).text : text;
  return visibility.masked ? maskOf(own)(redacted) : redacted;
}

/** Making one costs more than a transcript's masking, and the same call is masked several times on end. */
const masks = new Map<string, (text: string) => string>();
const MOST_MASKS = 32;

function maskOf(own: Own): (text: string) => string {
  const key = JSON.stringify(own);
  const known = masks.get(key) ?? ownMask(own);
  masks.delete(key);
  masks.set(key, known);
  for (const oldest of masks.keys()) {
    if (masks.size <= MOST_MASKS) break;
    masks.delete(oldest);
  }
  return known;
}

/** By the transcript as it came: it is polled far more often than it changes, and looking through it is the work. */
const redactedLines = { growing: new WeakMap<Lines, Line[]>(), finished: new WeakMap<Lines, Line[]>() };
const orderedLines = new WeakMap<Lines, Line[]>();
const maskedLines = new WeakMap<Lines, { key: string; lines: Line[] }>();
/** Line by line, too: of a transcript that grows nearly all are those of its version before. */
const maskedLine = new WeakMap<Line, { key: string; line: Line }>();
const spokenLines = new WeakMap<Lines, Lines>();

/**
 * What was said as somebody may see it, in reading order, role, content and time only. Of a masked or redacted transcript
 * only what is spoken: what tools and the system say is the call service's, and holds names and addresses in any form.
 * The lines must not be changed in place between two calls; a new snapshot is a new array.
 * @param of.isGrowing more may follow what was said last
 * @param of.startsCut lines are missing before the first
 * @param of.callId of a whole transcript, whose next version then costs what is new in it
 */
export function transcriptFor(
  visibility: TextVisibility,
  own: Own,
  lines: Lines,
  { isGrowing, callId = null, startsCut = false }: { isGrowing: boolean; callId?: string | null; startsCut?: boolean },
): Line[] {
  if (!visibility.masked && !visibility.redacted) return lines.map(described);
  const spoken = spokenOf(lines);
  const redacted = visibility.redacted ? redactedOf(spoken, { isGrowing, callId, startsCut }) : spoken;
  if (!visibility.masked) return redacted.map(described);
  const key = JSON.stringify(own);
  const known = maskedLines.get(redacted);
  if (known?.key === key) return known.lines;
  const mask = maskOf(own);
  const masked = redacted.map((line) => {
    const before = maskedLine.get(line);
    return before?.key === key ? before.line : holdMasked(line, key, mask(line.content));
  });
  maskedLines.set(redacted, { key, lines: masked });
  return masked;
}

function holdMasked(line: Line, key: string, content: string): Line {
  const masked = { role: roleWithoutName(line.role), content, timestamp: line.timestamp };
  maskedLine.set(line, { key, line: masked });
  return masked;
}

/** Texts that changed, by the place of their line. */
export type Changes = readonly (readonly [place: number, content: string])[];
export type LongTask = { is: "redact"; isGrowing: boolean } | { is: "mask"; own: Own };

/** Work on a long transcript that is best done elsewhere. */
export type LongPart = {
  lines: Line[];
  task: LongTask;
  /** Takes what `workOn` gave for these lines; null when nothing did: then every line of the transcript is withheld. */
  settle(changes: Changes | null): void;
};

/** So many characters take some five to ten milliseconds. */
const LONG_CHARACTERS = 20_000;
/** A transcript that could not be looked through is tried again after this long. */
const RETRY_MS = 10_000;
const failedAtMs = new WeakMap<Lines, number>();

type Growing = { isGrowing: boolean; callId: string };

/**
 * What `transcriptFor` would have to do for these lines that takes long; null when it is quick or done. To be asked again
 * until it is null: names are masked after numbers were taken out.
 * @param of.longCharacters so many take long, for whoever looks through many transcripts at once
 */
export function longPart(
  visibility: TextVisibility,
  own: Own,
  lines: Lines,
  { isGrowing, callId, longCharacters = LONG_CHARACTERS }: Growing & { longCharacters?: number },
): LongPart | null {
  if (!visibility.masked && !visibility.redacted) return null;
  const spoken = spokenOf(lines);
  const held = isGrowing ? redactedLines.growing : redactedLines.finished;
  if (performance.now() - (failedAtMs.get(lines) ?? Number.POSITIVE_INFINITY) > RETRY_MS) {
    failedAtMs.delete(lines);
    maskedLines.delete(held.get(spoken) ?? spoken);
    held.delete(spoken);
  }
  if (visibility.redacted && held.get(spoken) === undefined && isLong(spoken, longCharacters)) {
    const part = partToRedact(lines, spoken, { isGrowing, callId, longCharacters });
    if (part !== null) return part;
  }
  const redacted = visibility.redacted ? held.get(spoken) : spoken;
  if (redacted === undefined) return null;
  const key = JSON.stringify(own);
  if (!visibility.masked || maskedLines.get(redacted)?.key === key) return null;
  const open = redacted.filter((line) => maskedLine.get(line)?.key !== key);
  if (!isLong(open, longCharacters)) return null;
  return {
    lines: open,
    task: { is: "mask", own },
    settle(changes) {
      if (changes === null) {
        failedAtMs.set(lines, performance.now());
        maskedLines.set(redacted, { key, lines: redacted.map(withheld) });
        return;
      }
      const contents = new Map(changes);
      for (const [place, line] of open.entries()) holdMasked(line, key, contents.get(place) ?? line.content);
    },
  };
}

/** What is new in a transcript that was known is mostly short, and done on the spot: null. */
function partToRedact(lines: Lines, spoken: Lines, of: Growing & { longCharacters: number }): LongPart | null {
  const held = of.isGrowing ? redactedLines.growing : redactedLines.finished;
  const inOrder = inOrderOf(spoken);
  const part = of.isGrowing
    ? grownPart(of.callId, inOrder)
    : { lines: inOrder, settle: (done: readonly Line[]) => [...done] };
  if (!isLong(part.lines, of.longCharacters)) {
    held.set(spoken, part.settle(redactTranscript(part.lines, { isGrowing: of.isGrowing })));
    return null;
  }
  return {
    lines: part.lines,
    task: { is: "redact", isGrowing: of.isGrowing },
    settle(changes) {
      if (changes === null) {
        failedAtMs.set(lines, performance.now());
        held.set(spoken, inOrder.map(withheld));
        return;
      }
      const redacted = [...part.lines];
      for (const [place, content] of changes) {
        const line = redacted[place];
        if (line) redacted[place] = { ...line, content };
      }
      held.set(spoken, part.settle(redacted));
    },
  };
}

/** When, on this process's clock, the transcript had to be withheld as a whole; null when it was looked through. */
export const withheldAtMs = (lines: Lines): number | null => failedAtMs.get(lines) ?? null;

const withheld = ({ role, timestamp }: Line): Line => ({ role: roleWithoutName(role), content: WITHHELD, timestamp });

function isLong(lines: Lines, longCharacters: number): boolean {
  let characters = 0;
  return lines.some(({ content }) => {
    characters += content.length;
    return characters > longCharacters;
  });
}

/** Does such a task; what a worker does, too. */
export function workOn(lines: Line[], task: LongTask): Changes {
  const done =
    task.is === "redact"
      ? redactTranscript(lines, { isGrowing: task.isGrowing }).map(({ content }) => content)
      : lines.map(({ content }) => content).map(ownMask(task.own));
  return done.flatMap((content, place) => (content === lines[place]?.content ? [] : [[place, content] as const]));
}

function spokenOf(lines: Lines): Lines {
  const known = spokenLines.get(lines);
  if (known !== undefined) return known;
  const spoken = lines.filter(isSpoken);
  spokenLines.set(lines, spoken);
  return spoken;
}

function inOrderOf(lines: Lines): Line[] {
  const ordered = orderedLines.get(lines) ?? inReadingOrder(lines).map(({ message }) => message);
  orderedLines.set(lines, ordered);
  return ordered;
}

function redactedOf(
  lines: Lines,
  { isGrowing, callId, startsCut }: { isGrowing: boolean; callId: string | null; startsCut: boolean },
): Line[] {
  const held = isGrowing ? redactedLines.growing : redactedLines.finished;
  const known = held.get(lines);
  if (known !== undefined) return known;
  // A number split over two lines is one in the order of reading.
  const inOrder = inOrderOf(lines);
  const redacted =
    isGrowing && callId !== null ? redactGrown(callId, inOrder) : redactTranscript(inOrder, { isGrowing, startsCut });
  held.set(lines, redacted);
  return redacted;
}

const described = ({ role, content, timestamp }: Line): Line => ({ role, content, timestamp });
