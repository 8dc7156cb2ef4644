import type { AttentionWords } from "@/lib/calls/attention-words";
import { REPEAT_MIN_WORDS, REPEAT_SIMILARITY, similarity } from "@/lib/calls/keyword-detection";
import { agentResponses, median } from "@/lib/calls/metrics";
import { phrasesIn, wordsOf } from "@/lib/calls/phrases";
import { timeMs } from "@/lib/calls/time";
import type { Check } from "@/lib/wire/quality-contract";
import { type Finding, finding, type Why } from "./finding";
import { type Language, listedLanguages } from "./language";
import { EVERY_LANGUAGE, indexOfPhrases, linesWith, listIndex } from "./lists";
import { agentLines, callerLines, type SpokenLine, type Talk } from "./talk";

type Of<Kind extends Check["kind"]> = Extract<Check, { kind: Kind }>;

/** Why nothing can be said of what one of them said; null: it can. */
export function without(talk: Talk, lines: readonly SpokenLine[], silent: Why): Finding | null {
  if (talk.missing !== null) {
    const isOver = talk.missing === "no_talk" && talk.input.hasTalk && talk.input.call.status !== "completed";
    return isOver ? finding("not_applicable", "nobody_spoke") : finding("unknown", talk.missing);
  }
  if (talk.lines.length === 0) return finding("not_applicable", "nobody_spoke");
  return lines.length === 0 ? finding("not_applicable", silent) : null;
}

type WithList = (languages: readonly Language[]) => Finding;

function byList(talk: Talk, lines: readonly SpokenLine[], silent: Why, judge: WithList): Finding {
  const missing = without(talk, lines, silent);
  if (missing !== null) return missing;
  const languages = listedLanguages(talk.input.language);
  return languages === null ? finding("unknown", "no_word_list") : judge(languages);
}

/** A greeting stands at the first or second word; "how may I help" may come anywhere in the line. */
const MOST_WORDS_BEFORE = 1;

export function greeting(talk: Talk, words: AttentionWords): Finding {
  const [first] = agentLines(talk);
  return byList(talk, first === undefined ? [] : [first], "agent_silent", (languages) => {
    if (first === undefined || talk.input.omittedMessages > 0) return finding("unknown", "beginning_missing");
    const opens = linesWith(
      [first],
      listIndex("greetingOpens", languages, words),
      ({ from }) => from <= MOST_WORDS_BEFORE,
    );
    const inside = linesWith([first], listIndex("greeting", languages, words));
    const texts = [...opens.phrases, ...inside.phrases];
    return finding(texts.length > 0 ? "pass" : "fail", texts.length > 0 ? "found" : "not_found", {
      evidence: [first.key],
      texts,
    });
  });
}

/** "Thank you, and your postcode?" ends nothing. */
const asks = ({ row }: SpokenLine): boolean => /\?["'”’)\s]*$/.test(row.content);

export function closing({ lines: most }: Of<"closing">, talk: Talk, words: AttentionWords): Finding {
  const last = agentLines(talk).slice(-most);
  return byList(talk, last, "agent_silent", (languages) => {
    const { keys, phrases } = linesWith(last, listIndex("closing", languages, words), (_, line) => !asks(line));
    if (keys.length > 0) return finding("pass", "found", { evidence: keys, texts: phrases });
    return finding("fail", "not_found", { evidence: last.map(({ key }) => key) });
  });
}

export function professional(talk: Talk, words: AttentionWords): Finding {
  const lines = agentLines(talk);
  return byList(talk, lines, "agent_silent", (languages) =>
    notSaid(lines, listIndex("unprofessional", languages, words)),
  );
}

export function person(talk: Talk, words: AttentionWords): Finding {
  const lines = callerLines(talk);
  return byList(talk, lines, "caller_silent", (languages) => notSaid(lines, listIndex("person", languages, words)));
}

function notSaid(lines: readonly SpokenLine[], index: Parameters<typeof linesWith>[1]): Finding {
  const { keys, phrases } = linesWith(lines, index);
  return keys.length === 0
    ? finding("pass", "not_found")
    : finding("fail", "found", { evidence: keys, texts: phrases });
}

export function disclosure(check: Of<"disclosure">, talk: Talk, words: AttentionWords): Finding {
  const lines = agentLines(talk);
  const judge = (index: Parameters<typeof linesWith>[1]) => {
    const { keys, phrases } = linesWith(lines, index);
    if (keys.length > 0) return finding("pass", "found", { evidence: keys, texts: phrases });
    return talk.input.omittedMessages > 0 ? finding("unknown", "beginning_missing") : finding("fail", "not_found");
  };
  if (check.phrases.length > 0) return without(talk, lines, "agent_silent") ?? judge(indexOfPhrases(check.phrases));
  return byList(talk, lines, "agent_silent", (languages) => judge(listIndex("disclosure", languages, words)));
}

const READ_SUMMARY = 8_000;

/** As the summary says: it may be in another language than the call. */
export function resolution(talk: Talk, words: AttentionWords): Finding {
  const { call, hasTalk } = talk.input;
  if (call.summary === null || call.summary.trim() === "") {
    const isOver = hasTalk && call.status !== "completed";
    return isOver ? finding("not_applicable", "nobody_spoke") : finding("unknown", "no_summary");
  }
  const said = wordsOf(call.summary.slice(0, READ_SUMMARY));
  const found = (name: "resolved" | "unresolved") =>
    phrasesIn(said, listIndex(name, EVERY_LANGUAGE, words)).map(({ label }) => label);
  const [bad, good] = [found("unresolved"), found("resolved")];
  if (bad.length > 0) return finding("fail", "summary_unresolved", { texts: bad });
  if (good.length > 0) return finding("pass", "summary_resolved", { texts: good });
  return finding("unknown", "summary_says_nothing");
}

/** The median of the answers comes within the target; evidence are those that did not. */
export function response({ targetMs }: Of<"response">, talk: Talk): Finding {
  const missing = without(talk, callerLines(talk), "caller_silent");
  if (missing !== null) return missing;
  const answers = agentResponses(talk.rows);
  const middleMs = median(answers.map(({ waitedMs }) => waitedMs));
  if (middleMs === null) return finding("unknown", "no_responses");
  const late = answers.filter(({ waitedMs }) => waitedMs > targetMs).sort((a, b) => b.waitedMs - a.waitedMs);
  return finding(middleMs <= targetMs ? "pass" : "fail", "responses", {
    evidence: late.map(({ place }) => talk.keys[place] ?? -1),
    numbers: [middleMs, answers.length, targetMs, late.length],
  });
}

export function efficiency({ underSeconds }: Of<"efficiency">, talk: Talk, seconds: number | null): Finding {
  if (talk.input.call.status !== "completed") return finding("not_applicable", "nobody_spoke");
  if (seconds === null) return finding("unknown", "no_duration");
  return finding(seconds < underSeconds ? "pass" : "fail", "duration", { numbers: [seconds, underSeconds] });
}

const END_FIELDS = ["endedAt", "endTime", "endTimestamp", "end", "end_time", "ended_at", "stoppedAt"];
/** Less than this is the ragged edge of how ends are told. */
const INTERRUPTION_MS = 300;

/** When a line was over; null: it does not say. Its beginning is its time. */
function endMs(message: Record<string, unknown>): number | null {
  for (const field of END_FIELDS) {
    const ms = timeMs(message[field]);
    if (ms !== null) return ms;
  }
  const startMs = timeMs(message.timestamp);
  const lasted = message.durationMs;
  return startMs !== null && typeof lasted === "number" && lasted >= 0 ? startMs + lasted : null;
}

/** The agent began while the caller was still speaking. Known only where every line of the caller's says when it was over. */
export function interruptions({ most }: Of<"interruptions">, talk: Talk): Finding {
  const missing = without(talk, callerLines(talk), "caller_silent");
  if (missing !== null) return missing;
  const messages = talk.input.call.transcript ?? [];
  const byKey = new Map(messages.map((message, place) => [talk.input.lineKeys[place] ?? -1, message]));
  const evidence: number[] = [];
  let spokeUntilMs: number | null = null;
  for (const { row, key } of talk.lines) {
    if (row.speaker === "caller") {
      spokeUntilMs = endMs(byKey.get(key) ?? {});
      if (spokeUntilMs === null) return finding("unknown", "ends_unknown");
    } else if (row.speaker === "agent") {
      if (row.atMs === null) return finding("unknown", "ends_unknown");
      if (spokeUntilMs !== null && row.atMs < spokeUntilMs - INTERRUPTION_MS) evidence.push(key);
      spokeUntilMs = null;
    }
  }
  return finding(evidence.length <= most ? "pass" : "fail", "interruptions", {
    evidence,
    numbers: [evidence.length, most],
  });
}

const REPEAT_WINDOW = 10;

/** Near-equal lines of the agent within ten of its lines, as they are watched for while a call runs. */
export function repeats({ times }: Of<"repeats">, talk: Talk): Finding {
  const lines = agentLines(talk);
  const missing = without(talk, lines, "agent_silent");
  if (missing !== null) return missing;
  const known = lines.map((line) => ({ key: line.key, words: new Set(line.words()) }));
  const evidence = new Set<number>();
  let worst = 1;
  for (const [place, line] of known.entries()) {
    if (line.words.size < REPEAT_MIN_WORDS) continue;
    const alike = known
      .slice(Math.max(0, place - REPEAT_WINDOW + 1), place + 1)
      .filter((other) => other.words.size >= REPEAT_MIN_WORDS)
      .filter((other) => similarity(line.words, other.words) >= REPEAT_SIMILARITY);
    worst = Math.max(worst, alike.length);
    if (alike.length >= times) for (const { key } of alike) evidence.add(key);
  }
  return finding(worst < times ? "pass" : "fail", "repeats", { evidence: [...evidence], numbers: [worst, times] });
}
