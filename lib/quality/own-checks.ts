import { ringTimeMs } from "@/lib/calls/elapsed";
import { agentResponses, deadAirMs, median, pausesEndMs, pausesOf, talkShare } from "@/lib/calls/metrics";
import type { Check } from "@/lib/wire/quality-contract";
import { without } from "./built-in-checks";
import { type Finding, finding } from "./finding";
import { indexOfPhrases, linesWith } from "./lists";
import { compilePattern } from "./pattern";
import { readText, type SpokenLine, type Talk } from "./talk";

type Of<Kind extends Check["kind"]> = Extract<Check, { kind: Kind }>;
type Where = Pick<Of<"phrases">, "speaker" | "within" | "lines" | "wanted">;

/** The lines that a check looks at. */
function linesOf({ speaker, within, lines: most }: Where, { lines }: Talk): readonly SpokenLine[] {
  const own = speaker === "anybody" ? lines : lines.filter(({ row }) => row.speaker === speaker);
  if (within === "call") return own;
  return within === "first_lines" ? own.slice(0, most) : own.slice(-most);
}

function judged(
  check: Where,
  talk: Talk,
  look: (lines: readonly SpokenLine[]) => { keys: number[]; phrases: string[]; isBrokenOff?: boolean },
) {
  const lines = linesOf(check, talk);
  const missing = without(talk, lines, check.speaker === "caller" ? "caller_silent" : "agent_silent");
  if (missing !== null) return missing;
  const { keys, phrases, isBrokenOff } = look(lines);
  const isFound = keys.length > 0;
  if (!isFound && isBrokenOff) return finding("unknown", "too_costly");
  // What was said in lines that are not here may have been it.
  if (!isFound && talk.input.omittedMessages > 0 && check.within !== "last_lines") {
    return finding("unknown", "beginning_missing");
  }
  const isGood = isFound === (check.wanted === "said");
  return finding(isGood ? "pass" : "fail", isFound ? "found" : "not_found", { evidence: keys, texts: phrases });
}

export const phrases = (check: Of<"phrases">, talk: Talk): Finding =>
  judged(check, talk, (lines) => linesWith(lines, indexOfPhrases(check.phrases)));

/** @throws PatternError for one that was never let in */
export const pattern = (check: Of<"pattern">, talk: Talk): Finding =>
  judged(check, talk, (lines) => {
    const compiled = compilePattern(check.pattern);
    const found = lines.filter((line) => compiled.test(readText(line), talk.steps) === true);
    return { keys: found.map(({ key }) => key), phrases: [], isBrokenOff: talk.steps.left < 0 };
  });

type Measured = { value: number | null; evidence: number[] };

function measured({ measure }: Of<"timing">, talk: Talk, seconds: number | null): Measured {
  const { call } = talk.input;
  const inSeconds = (ms: number | null) => (ms === null ? null : ms / 1_000);
  const answers = agentResponses(talk.rows);
  const messages = talk.missing === null ? call.transcript : null;
  switch (measure) {
    case "duration_seconds":
      return { value: seconds, evidence: [] };
    case "ring_seconds":
      return { value: inSeconds(ringTimeMs(call)), evidence: [] };
    case "response_median_seconds":
      return { value: inSeconds(median(answers.map(({ waitedMs }) => waitedMs))), evidence: [] };
    case "slowest_response_seconds": {
      const slowest = answers.toSorted((a, b) => b.waitedMs - a.waitedMs)[0];
      return {
        value: inSeconds(slowest?.waitedMs ?? null),
        evidence: slowest === undefined ? [] : [talk.keys[slowest.place] ?? -1],
      };
    }
    case "pauses_seconds":
      return {
        value: messages === null ? null : inSeconds(deadAirMs(pausesOf(messages), pausesEndMs(call, 0))),
        evidence: [],
      };
    case "agent_share":
      return { value: talkShare(messages)?.agent ?? null, evidence: [] };
  }
}

export function timing(check: Of<"timing">, talk: Talk, seconds: number | null): Finding {
  const { value, evidence } = measured(check, talk, seconds);
  if (value === null) return finding("unknown", "measure_unknown");
  const isWithin = (check.least === null || value >= check.least) && (check.most === null || value <= check.most);
  return finding(isWithin ? "pass" : "fail", "measure", { evidence, numbers: [value] });
}

/** What metadata has, compared as text. */
export function metadata({ field, values }: Of<"metadata">, { input }: Talk): Finding {
  const { metadata: all } = input.call;
  const value = Object.hasOwn(all, field) ? all[field] : undefined;
  if (value === undefined || value === null || value === "") return finding("fail", "field_missing");
  if (values.length === 0) return finding("pass", "field_there");
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return values.includes(text) ? finding("pass", "field_equal") : finding("fail", "field_other");
}
