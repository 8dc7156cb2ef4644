/** The one place that decides what is speech: attention, measures, ribbon, counts, announcements and shares ask it. */

/** Bounded: roles are the call service's words. */
const MOST_KNOWN = 1_000;

/** Beginnings of roles whose lines nobody hears: "tool_result", "function-call", "systemPrompt", "dtmf", "agent_handoff". */
const SILENT_ROLE =
  /^[\s_-]*(?:tool|system|function|developer|dtmf|event|hand-?_?(?:off|over)|agent[\s_-]?(?:hand|action)|key[\s_-]?press)/i;

const heard = new Map<string, boolean>();

/** Whether lines of a role are heard, whatever stands in them. Asked of every line, so it is looked at once a role. */
export function isHeard(role: string): boolean {
  let found = heard.get(role);
  if (found === undefined) {
    found = !SILENT_ROLE.test(role);
    if (heard.size < MOST_KNOWN) heard.set(role, found);
  }
  return found;
}

/** A letter, a digit or a picture: what can be said. Dashes, dots, blanks and signs of no width, letters or not, are not. */
const SAYABLE = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{Extended_Pictographic}]/u;
/** What transcribers write where nothing was said. "(inaudible)" is not among it: somebody spoke. */
const SOUNDS = new Set(
  (
    "silence silent pause noise noises background music beep beeps tone static hold ringing ring dial click clicks hum wind " +
    "blank audio speech breathing breath breathes cough coughs coughing sigh sighs sniff sniffs typing keyboard applause " +
    "empty null none nothing"
  ).split(" "),
);
const BESIDE_SOUNDS = new Set("no long short brief the of and in s sec secs seconds ms".split(" "));
/** Bounded, so that a line of brackets costs no more than another. */
const ANNOTATION = /\[[^[\]]{0,60}\]|\([^()]{0,60}\)|<[^<>]{0,60}>|\{[^{}]{0,60}\}|\*[^*]{0,60}\*|♪[^♪]{0,60}♪/gu;

function isSoundOnly(note: string): boolean {
  const words = note.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (!words.some((word) => SOUNDS.has(word))) return !SAYABLE.test(note);
  return words.every((word) => SOUNDS.has(word) || BESIDE_SOUNDS.has(word));
}

/** Whether a text has words. Blanks, "…", "[silence]" and "*coughs*" have none; "(inaudible)" stands for some. */
export function hasWords(text: string): boolean {
  // Nearly every line begins with a letter of ours, and that settles it.
  const unit = text.charCodeAt(0) | 0x20;
  if (unit >= 0x61 && unit <= 0x7a) return true;
  if (!SAYABLE.test(text)) return false;
  // Notes are short, and few lines begin with one.
  if (!/^[^\p{L}\p{N}]*[[(<{*♪]/u.test(text)) return true;
  return SAYABLE.test(text.replace(ANNOTATION, (note) => (isSoundOnly(note) ? " " : note)));
}

/** Whether a line is speech: words, in a role that is heard. An unknown role is: it may be a colleague who took over. */
export function isSpoken({ role, content }: { role: string; content: string }): boolean {
  return isHeard(role) && hasWords(content);
}

/** speech: words that were said. event: something a machine did, told by name. empty: neither; nobody said anything. */
export type LineKind = "speech" | "event" | "empty";

export function lineKind(line: { role: string; content: string; event?: string }): LineKind {
  if (isSpoken(line)) return "speech";
  return line.event !== undefined || !isHeard(line.role) ? "event" : "empty";
}
