/** Letters and digits that nobody takes for one another, read aloud or written down: 30 of them. */
const SIGNS = "23456789abcdefghjkmnpqrstvwxyz";
const GROUPS = [4, 4];

/** A passcode to be told by telephone: "k7mp-t2xa", 39 bits. */
export function newPasscode(): string {
  return GROUPS.map((length) => Array.from({ length }, sign).join("")).join("-");
}

/** Each as likely as any other: numbers beyond the last whole round are drawn again. */
function sign(): string {
  const rounds = 256 - (256 % SIGNS.length);
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (drawn < rounds) return SIGNS.charAt(drawn % SIGNS.length);
  }
}
