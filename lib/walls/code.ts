import { randomInt } from "node:crypto";

/** Characters that nobody takes for another across a room (no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V) and that are not wide (M, W). */
const ALPHABET = "34679ACDEFGHJKNPQRTXY";
const LENGTH = 8;

/** A new code for a screen, eight characters: 35 bits, for ten minutes, against a few guesses each. */
export function newWallCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

/** A code as somebody typed it, tidied: dash, blanks and capitals do not matter. Null: no code can look like that. */
export function readWallCode(typed: string): string | null {
  const code = typed.replace(/[\s\-–—.]/g, "").toUpperCase();
  return code.length === LENGTH && [...code].every((character) => ALPHABET.includes(character)) ? code : null;
}
