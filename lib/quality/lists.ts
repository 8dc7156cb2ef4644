import type { AttentionWords } from "@/lib/calls/attention-words";
import { type PhraseIndex, phraseIndex, phrasesIn } from "@/lib/calls/phrases";
import { LANGUAGES, type Language } from "./language";
import type { SpokenLine } from "./talk";
import { QUALITY_WORDS } from "./words";

type ListName = keyof (typeof QUALITY_WORDS)["en"] | "person" | "unprofessional";
type Index = PhraseIndex<string>;

/** Phrases ready to be found, each labelled by itself. */
export const indexOfPhrases = (phrases: readonly string[]): Index =>
  phraseIndex(phrases.map((phrase) => ({ phrase, label: phrase })));

const indexes = new WeakMap<AttentionWords, Map<string, Index>>();

/** One of the lists in some languages. @param words what is listened for live, which an operator may have changed */
export function listIndex(name: ListName, languages: readonly Language[], words: AttentionWords): Index {
  const known = indexes.get(words) ?? new Map<string, Index>();
  indexes.set(words, known);
  const key = `${name} ${languages.join()}`;
  const held = known.get(key);
  if (held !== undefined) return held;
  const made = indexOfPhrases(languages.flatMap((language) => phrasesOf(name, language, words)));
  known.set(key, made);
  return made;
}

function phrasesOf(name: ListName, language: Language, words: AttentionWords): readonly string[] {
  if (name === "person") return words[language]?.asksForPerson ?? [];
  if (name === "unprofessional") return [...(words[language]?.swears ?? []), ...QUALITY_WORDS[language].rude];
  return QUALITY_WORDS[language][name];
}

/** All of them: a summary may be written in another language than was spoken. */
export const EVERY_LANGUAGE = LANGUAGES;

/** Lines in which one of the phrases stands, and which. */
export function linesWith(
  lines: readonly SpokenLine[],
  index: Index,
  fits: (found: { from: number; to: number }, line: SpokenLine) => boolean = () => true,
): { keys: number[]; phrases: string[] } {
  const keys: number[] = [];
  const phrases = new Set<string>();
  for (const line of lines) {
    const found = phrasesIn(line.words(), index).filter((one) => fits(one, line));
    if (found.length === 0) continue;
    keys.push(line.key);
    for (const { label } of found) phrases.add(label);
  }
  return { keys, phrases: [...phrases].slice(0, MOST_TOLD) };
}

/** So many phrases are told of. */
const MOST_TOLD = 5;
