import { Fragment, type ReactNode } from "react";
import { numberRuns } from "@/lib/format/bidi";

/**
 * Signs that turn the direction of what follows them. They show nothing, so a line could be made to read backwards; joiners
 * and the marks that right-to-left writing needs are not among them.
 */
const TURNS = /([\u202a-\u202e\u2066-\u2069])/;
const NAMES: Record<string, [short: string, long: string]> = {
  "\u202a": ["LRE", "left-to-right embedding"],
  "\u202b": ["RLE", "right-to-left embedding"],
  "\u202c": ["PDF", "end of an embedding"],
  "\u202d": ["LRO", "left-to-right override"],
  "\u202e": ["RLO", "right-to-left override"],
  "\u2066": ["LRI", "left-to-right isolate"],
  "\u2067": ["RLI", "right-to-left isolate"],
  "\u2068": ["FSI", "first-strong isolate"],
  "\u2069": ["PDI", "end of an isolate"],
};

/** What somebody said, with its numbers in the order of their digits, and signs that would turn it round as marks. */
export function SaidText({ text }: { text: string }) {
  if (!TURNS.test(text)) return <Runs text={text} />;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const part of text.split(TURNS)) {
    const names = NAMES[part];
    if (part !== "") parts.push(names ? <Turn key={at} names={names} /> : <Runs key={at} text={part} />);
    at += part.length;
  }
  return parts;
}

function Turn({ names: [short, long] }: { names: [string, string] }) {
  return (
    <bdi
      data-turn={short}
      title={`An unseen sign stands here: ${long}`}
      className="mx-0.5 rounded border border-line-strong px-0.5 text-[0.6875rem] text-muted"
    >
      {short}
    </bdi>
  );
}

function Runs({ text }: { text: string }) {
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
