import type { Answered } from "./http";
import { CANARY_KEY } from "./test";

/** The key as it is, and as it would look encoded; base64 at each of the three offsets it can start at. */
const FORMS = [
  CANARY_KEY,
  Buffer.from(CANARY_KEY).toString("hex"),
  ...[0, 1, 2].map((offset) =>
    Buffer.from(" ".repeat(offset) + CANARY_KEY)
      .toString("base64")
      .slice(4, -4),
  ),
  [...CANARY_KEY].reverse().join(""),
];

/** The canary key stands in these bytes in one of its forms. */
export const holdsKey = (bytes: Buffer | string) => FORMS.some((form) => bytes.includes(form));

/** … or in an answer's headers or body, compressed or not. */
export function holdsKeyAnywhere(answer: Answered): boolean {
  return holdsKey(answer.text()) || holdsKey(answer.body) || holdsKey(JSON.stringify(answer.headers));
}
