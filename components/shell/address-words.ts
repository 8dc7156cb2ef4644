/** Words by their names in an address. */
export type Values<Name extends string> = Record<Name, string>;

/** The words an address names; of one named more than once, the first. */
export function wordsOf<Name extends string>(search: string, defaults: Values<Name>): Values<Name> {
  const params = new URLSearchParams(search);
  const words = { ...defaults };
  for (const name of Object.keys(defaults) as Name[]) words[name] = params.get(name) ?? defaults[name];
  return words;
}

/** An address's search with these words in it, and with whatever else stands there. */
export function searchWith<Name extends string>(search: string, words: Values<Name>, defaults: Values<Name>): string {
  const params = new URLSearchParams(search);
  for (const name of Object.keys(words) as Name[]) {
    if (words[name] === defaults[name]) params.delete(name);
    else params.set(name, words[name]);
  }
  return params.toString();
}
