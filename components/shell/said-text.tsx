import { Fragment } from "react";
import { numberRuns } from "@/lib/format/bidi";

/** What somebody said, with its numbers in the order of their digits whatever is written around them. */
export function SaidText({ text }: { text: string }) {
  const runs = numberRuns(text);
  if (runs.length === 1) return text;
  let at = 0;
  return runs.map((run) => {
    const key = at;
    at += run.text.length;
    return run.isNumber ? (
      <bdi key={key} dir="ltr">
        {run.text}
      </bdi>
    ) : (
      <Fragment key={key}>{run.text}</Fragment>
    );
  });
}
