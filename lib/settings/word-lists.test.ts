import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DEFAULT_ATTENTION_WORDS } from "@/lib/calls/attention-words";
import { SettingsError } from "./settings";
import { readWordLists } from "./word-lists";

const folder = mkdtempSync(join(tmpdir(), "earshot-words-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string): string {
  const path = join(folder, "words.json");
  writeFileSync(path, content);
  return path;
}

describe("word lists", () => {
  it("are the product's own when there is no file", () => {
    expect(readWordLists(null)).toBe(DEFAULT_ATTENTION_WORDS);
  });

  it("replace one kind of one language and leave the others", () => {
    const words = readWordLists(file('{"en": {"swears": ["blimey"]}}'));
    expect(words.en).toEqual({ ...DEFAULT_ATTENTION_WORDS.en, swears: ["blimey"] });
    expect(words.de).toEqual(DEFAULT_ATTENTION_WORDS.de);
  });

  it("add a language", () => {
    const words = readWordLists(file('{"sv": {"complains": ["klaga*"]}}'));
    expect(words.sv).toEqual({ asksForPerson: [], complains: ["klaga*"], swears: [], mentionsLawyer: [] });
  });

  it.each([
    "not json",
    "[]",
    "null",
    '{"en": ["word"]}',
    '{"en": {"swears": "word"}}',
    '{"en": {"swears": [""]}}',
    '{"en": {"unknownKind": ["word"]}}',
    '{"<script>": {"swears": ["word"]}}',
  ])("refuse %j in one sentence", (content) => {
    expect(() => readWordLists(file(content))).toThrow(SettingsError);
    expect(() => readWordLists(file(content))).toThrow(/^EARSHOT_WORD_LISTS is not usable: [^\n]+\.$/);
  });

  it("refuse a file that is not there", () => {
    expect(() => readWordLists(join(folder, "absent.json"))).toThrow(/readable file/);
  });
});
