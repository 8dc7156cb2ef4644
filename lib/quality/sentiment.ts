import { type PhraseIndex, phraseIndex, phrasesIn, wordsOf } from "@/lib/calls/phrases";
import { LANGUAGES, type Language } from "./language";
import { NEGATIONS, VALENCES } from "./valences";

/** A word of the list that was said, what it was worth where it was said, and how often. */
type SaidWord = { word: string; value: number; times: number };
/** `score`: from −1, all of it bad, to 1. */
export type Sentiment = { score: number; words: SaidWord[] };

/** A negation turns what comes within so many words. */
const NEGATION_REACH = 3;
const MOST_WORDS = 20;
/** What is read of one line. */
const READ_CHARACTERS = 4_000;

type Valence = { word: string; value: number; length: number };
const indexes = new Map<Language, { values: PhraseIndex<Valence>; negations: ReadonlySet<string> }>();

function indexOf(language: Language) {
  const known = indexes.get(language);
  if (known !== undefined) return known;
  const listed = Object.entries(VALENCES[language]);
  const values = phraseIndex(
    listed.map(([phrase, value]) => ({
      phrase,
      label: { word: phrase.replace("*", "…"), value, length: wordsOf(phrase).length },
    })),
  );
  const made = { values, negations: new Set(NEGATIONS[language].flatMap(wordsOf)) };
  indexes.set(language, made);
  return made;
}

/** What is denied in one sentence is not in the next: "No, that's all. Thanks!" */
const sentencesOf = (content: string): string[] => content.slice(0, READ_CHARACTERS).split(/(?<=[.!?…])\s+/u);

/**
 * How lines sound by a list of words: no more than that. It knows no irony, and only what stands in the list.
 * @param language null, or one without a list: nothing is known
 * @returns null also where no word of the list was said
 */
export function sentimentOf(contents: readonly string[], language: string | null): Sentiment | null {
  const known = LANGUAGES.find((one) => one === language);
  if (known === undefined) return null;
  const { values, negations } = indexOf(known);
  const said = new Map<string, SaidWord>();
  let [good, bad] = [0, 0];
  for (const sentence of contents.flatMap(sentencesOf)) {
    const words = wordsOf(sentence);
    // The longest phrase first: "not beklagen" is no "not" before a word.
    const found = phrasesIn(words, values).sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
    const taken = new Set<number>();
    for (const { label, from, to } of found) {
      const places = Array.from({ length: to - from }, (_, place) => from + place);
      if (places.some((place) => taken.has(place))) continue;
      for (const place of places) taken.add(place);
      if (label.value === 0) continue;
      const before = words.slice(Math.max(0, from - NEGATION_REACH), from);
      const isTurned = before.some((word, place) => negations.has(word) && !taken.has(from - before.length + place));
      const value = isTurned ? -label.value : label.value;
      if (value > 0) good += value;
      else bad -= value;
      const word = isTurned ? `not ${label.word}` : label.word;
      const one = said.get(word) ?? { word, value, times: 0 };
      said.set(word, { ...one, times: one.times + 1 });
    }
  }
  if (good + bad === 0) return null;
  const words = [...said.values()].sort((a, b) => Math.abs(b.value) * b.times - Math.abs(a.value) * a.times);
  return { score: (good - bad) / (good + bad), words: words.slice(0, MOST_WORDS) };
}
