import { memo, type ReactNode } from "react";

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const NUMBERS = /[+(]*\d(?:[\d\s().+#*/-]*\d)?/g;

/** Text as it was written, with numbers kept whole among right-to-left words: "+1415" must not read "1415+". */
export const BidiText = memo(function BidiText({ text }: { text: string }) {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  const parts: ReactNode[] = [];
  let done = 0;
  for (const { index, 0: number } of text.matchAll(NUMBERS)) {
    if (index > done) parts.push(text.slice(done, index));
    parts.push(
      <bdi key={index} dir="ltr">
        {number}
      </bdi>,
    );
    done = index + number.length;
  }
  parts.push(text.slice(done));
  return parts;
});
