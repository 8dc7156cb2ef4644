/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Digits with what stands between and before them: "+1 415-555-0100", "14:05", "3/4". */
const NUMBER = /\+?\(?\d(?:[ \u00a0().:,/-]{0,2}\d)*/g;

export type Run = { text: string; isNumber: boolean };

/**
 * A text in runs, so that the numbers in it can be shown as they are said: among letters from right to left "+1 415"
 * would otherwise read "415 1+". A text without such letters is one run. Nothing is lost: the runs make the text.
 */
export function numberRuns(text: string): Run[] {
  if (!RIGHT_TO_LEFT.test(text)) return [{ text, isNumber: false }];
  const runs: Run[] = [];
  let done = 0;
  for (const match of text.matchAll(NUMBER)) {
    if (match.index > done) runs.push({ text: text.slice(done, match.index), isNumber: false });
    runs.push({ text: match[0], isNumber: true });
    done = match.index + match[0].length;
  }
  if (done < text.length) runs.push({ text: text.slice(done), isNumber: false });
  return runs;
}

/** A text within another, in its own direction: for titles and labels, where no element can hold it apart. */
export const isolated = (text: string) => `\u2068${text}\u2069`;
