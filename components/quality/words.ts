import type { Check, Result, ReviewSource } from "@/lib/wire/quality-contract";

/** As in Analytics (SENTIMENT_EDGE of the contract), where calls are counted by it. A test holds the two together. */
export const SENTIMENT_EDGE = 0.05;

/** How a check came out, in the words of every screen. */
export const RESULT_WORDS: Record<Result, string> = {
  pass: "Passed",
  fail: "Failed",
  not_applicable: "Not asked of this call",
  unknown: "Not known",
};

/** Why a call is in the queue. */
export const SOURCE_WORDS: Record<ReviewSource, string> = {
  critical: "Needed attention, critical",
  random: "By lot",
  lowest: "Lowest scores",
  new_agent: "New agent",
  by_hand: "Asked for by a person",
  second_opinion: "Second opinion",
};

/** What a check looks at. `text`: how it decides, for whoever puts a rubric together. */
export const KIND_WORDS: Record<Check["kind"], { name: string; text: string }> = {
  greeting: { name: "Greeting", text: "The agent greets in its first line, by a word list of the call's language." },
  closing: { name: "Closing", text: "The agent says goodbye or thanks in its last lines, by a word list." },
  professional: { name: "Professional language", text: "The agent says nothing that is on a list of rude words." },
  resolution: { name: "Resolution", text: "The summary says that it was resolved, by a word list." },
  response: { name: "Response within target", text: "The median of the agent's answers comes within the target." },
  efficiency: { name: "Efficiency", text: "The call is shorter than this." },
  interruptions: {
    name: "Interruptions",
    text: "The agent lets the caller finish. Not known unless the call service gives both ends of a line.",
  },
  repeats: { name: "Repeated lines", text: "The agent does not say nearly the same so many times." },
  person: { name: "Caller asked for a person", text: "Passed when the caller did not ask for one, by a word list." },
  disclosure: {
    name: "Disclosure said",
    text: "The agent says that it is a machine, or that the call is recorded. Phrases of your own take the place of our list.",
  },
  phrases: { name: "Own phrases", text: "One of these phrases is said, or none is." },
  pattern: { name: "Own pattern", text: "A regular expression matches a line, or none. Without back references." },
  timing: { name: "Timing", text: "A measure of the call lies between these." },
  metadata: { name: "Metadata", text: "A field of the call's metadata has one of these values." },
};

/** "82"; "—" where there is none. */
export const scoreText = (score: number | null): string => (score === null ? "—" : String(Math.round(score)));
/** "67 %"; "—" where there is none. @param share 0 to 1 */
export const shareText = (share: number | null): string => (share === null ? "—" : `${Math.round(share * 100)} %`);
/** "3 calls", "1 call" */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
