import type { BoardParticipant, RosterEntry } from "./board";

const DOTS = "••••";
const MASKED_NUMBER = /^••••( \d{1,4})?$/;
/** What a telephone number needs at least; shorter runs of digits are product names and times. */
const LONG_DIGITS = /[+(]{0,2}\p{Nd}(?:[\s()._·‐-―\p{Cf}+-]{0,3}\p{Nd}){4,}/gu;
const NO_BREAK = "[^\\s@＠<>()[\\]{},;:\"']{1,254}";
/** Also as people write it to be read by people only; "open @ night" is none. */
const EMAIL = new RegExp(
  `${NO_BREAK}[@＠]${NO_BREAK}|${NO_BREAK}\\s?(?:[@＠]|\\((?:at|@)\\)|\\[(?:at|@)\\])\\s?${NO_BREAK}\\.${NO_BREAK}`,
  "giu",
);

/** A number by its last digits: at most four, and never more than half of it. "+14155552671" → "•••• 2671". */
export function maskNumber(number: string | null): string | null {
  if (number === null || MASKED_NUMBER.test(number)) return number;
  const digits = number.replace(/\D/g, "");
  const shown = Math.min(4, Math.floor(digits.length / 2));
  return shown === 0 ? DOTS : `${DOTS} ${digits.slice(-shown)}`;
}

/** The digits that a masked number shows; "" where it shows none, null for a number that is not masked. */
export function maskedTail(number: string | null): string | null {
  const found = number === null ? null : MASKED_NUMBER.exec(number);
  return found === null ? null : (found[1]?.trim() ?? "");
}

/** A name by its initials, three at most: "Jane Smith" → "J. S."; a name that is a number as maskNumber. */
export function maskName(name: string | null): string | null {
  if (name === null) return null;
  const initials = name.match(/(?<![\p{L}\p{M}])\p{L}/gu) ?? [];
  if (initials.length === 0) return maskNumber(name);
  return initials
    .slice(0, 3)
    .map((initial) => `${capital(initial)}.`)
    .join(" ");
}

/** The capital of a letter, where it is one letter too: "ß" would become "SS". */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return [...upper].length === 1 ? upper : letter;
}

/** Text of ours or of a product, with e-mail addresses and anything long enough to be a telephone number taken out. */
export function withoutNumbers<Text extends string | null>(text: Text): Text | string {
  return text === null ? text : text.replace(EMAIL, DOTS).replace(LONG_DIGITS, DOTS);
}

/** How a telephone number is written where it stands for somebody: "+358…", "agent-+358…", "sip:0401234567@host". */
const DIALLED = /[+＋]\p{Nd}[\p{Nd}\s().-]{5}|\b(?:tel|sips?):|^00\d{7}/iu;

/** An id of the call service's, unless somebody's number or e-mail address serves as one: that one is null. */
export function idWithoutNumbers(id: string | null): string | null {
  return id === null || DIALLED.test(id) || id.replace(EMAIL, "") !== id ? null : id;
}

/**
 * People without their names; identities, which can be telephone numbers, become "caller-1" and the like. `aliases` keeps
 * them the same over several lists of one call.
 */
export function maskPeople<Person extends BoardParticipant | RosterEntry>(
  people: readonly Person[],
  aliases = new Map<string, string>(),
): Person[] {
  return people.map((person) => {
    const alias = aliases.get(person.identity) ?? `${person.kind}-${aliases.size + 1}`;
    aliases.set(person.identity, alias);
    return {
      ...person,
      identity: alias,
      name: person.kind === "agent" ? withoutNumbers(person.name) : maskName(person.name),
    };
  });
}
