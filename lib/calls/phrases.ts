/** Words of a text without case, accents and punctuation: "C'est ÇA!" → ["cest", "ca"]. */
export function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII needs none of the costly steps
  const plain = /^[\x00-\x7f]*$/.test(lower)
    ? lower
    : lower
        .normalize("NFD")
        .replace(/\p{M}+/gu, "")
        .replace(/ß/g, "ss")
        .replace(/[’ʼ]/g, "'");
  return plain.replace(/'/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];
}

type Phrase<Label> = { words: { text: string; open: boolean }[]; label: Label };

/** Phrases of many labels, made ready to be found in one walk over a text. */
export type PhraseIndex<Label> = {
  byFirstWord: Map<string, Phrase<Label>[]>;
  /** those whose first word has an open end, by its first three letters */
  byFirstLetters: Map<string, Phrase<Label>[]>;
};

const LETTERS = 3;

/** An index of phrases. A phrase is a few words; one that ends in `*` matches any ending; an empty phrase is left out. */
export function phraseIndex<Label>(phrases: Iterable<{ phrase: string; label: Label }>): PhraseIndex<Label> {
  const index: PhraseIndex<Label> = { byFirstWord: new Map(), byFirstLetters: new Map() };
  for (const { phrase, label } of phrases) {
    const words = phrase.split(/\s+/).flatMap((written) => {
      const parts = wordsOf(written);
      return parts.map((text, place) => ({ text, open: written.endsWith("*") && place === parts.length - 1 }));
    });
    const first = words[0];
    if (first === undefined || (first.open && first.text.length < LETTERS)) continue;
    const [map, key] = first.open
      ? [index.byFirstLetters, first.text.slice(0, LETTERS)]
      : [index.byFirstWord, first.text];
    const entry = { words, label };
    const listed = map.get(key);
    if (listed) listed.push(entry);
    else map.set(key, [entry]);
  }
  return index;
}

/** The labels of all phrases that occur in a text given as its words. */
export function labelsIn<Label>(words: string[], index: PhraseIndex<Label>): Set<Label> {
  const found = new Set<Label>();
  const look = (phrases: Phrase<Label>[] | undefined, start: number) => {
    for (const { words: wanted, label } of phrases ?? []) {
      if (!found.has(label) && wanted.every((word, place) => matches(words[start + place], word))) found.add(label);
    }
  };
  for (const [start, word] of words.entries()) {
    look(index.byFirstWord.get(word), start);
    look(index.byFirstLetters.get(word.slice(0, LETTERS)), start);
  }
  return found;
}

/** Where phrases occur in a text given as its words: the first word's place, and the place after the last. */
export function phrasesIn<Label>(
  words: readonly string[],
  index: PhraseIndex<Label>,
): { label: Label; from: number; to: number }[] {
  const found: { label: Label; from: number; to: number }[] = [];
  for (const [from, word] of words.entries()) {
    const near = [index.byFirstWord.get(word) ?? [], index.byFirstLetters.get(word.slice(0, LETTERS)) ?? []];
    for (const { words: wanted, label } of near.flat()) {
      if (wanted.every((one, place) => matches(words[from + place], one))) {
        found.push({ label, from, to: from + wanted.length });
      }
    }
  }
  return found;
}

function matches(word: string | undefined, wanted: { text: string; open: boolean }): boolean {
  if (word === undefined) return false;
  return wanted.open ? word.startsWith(wanted.text) : word === wanted.text;
}
