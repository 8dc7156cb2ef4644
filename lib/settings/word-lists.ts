import { readFileSync } from "node:fs";
import { z } from "zod";
import { type AttentionWords, DEFAULT_ATTENTION_WORDS, UPSET_KINDS } from "@/lib/calls/attention-words";
import { SettingsError } from "./settings";

const kindsSchema = z.partialRecord(z.enum(UPSET_KINDS), z.array(z.string().trim().min(1).max(200)).max(2000));
const listsSchema = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), kindsSchema);

/**
 * The word lists that are listened for: ours, with what the operator's file says in their place, language by language
 * and kind by kind (attention-words.ts shows the form).
 * @param path of a JSON file, null for none
 * @throws SettingsError when the file cannot be read or does not hold word lists
 */
export function readWordLists(path: string | null): AttentionWords {
  if (path === null) return DEFAULT_ATTENTION_WORDS;
  const lists = { ...DEFAULT_ATTENTION_WORDS };
  for (const [language, kinds] of Object.entries(parse(path))) {
    const known = lists[language] ?? { asksForPerson: [], complains: [], swears: [], mentionsLawyer: [] };
    lists[language] = { ...known, ...kinds };
  }
  return lists;
}

function parse(path: string): z.output<typeof listsSchema> {
  const refuse = (what: string) => new SettingsError(`EARSHOT_WORD_LISTS is not usable: ${what}.`);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw refuse("it should be the path of a readable file");
  }
  try {
    return listsSchema.parse(JSON.parse(text));
  } catch {
    throw refuse(
      `its file should hold {"en": {"swears": ["a word"]}} and the like, as lib/calls/attention-words.ts says`,
    );
  }
}
