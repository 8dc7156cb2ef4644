import { expect, test } from "vitest";
import { sentimentOf } from "./sentiment";

test.each([
  ["No, that's all. Thanks!", 1, ["thanks"]],
  ["No. Great!", 1, ["great"]],
  ["No thanks, not great.", -1, ["not great", "not thanks"]],
  ["Is it 12.5 great?", 1, ["great"]],
])("what is denied in one sentence is not in the next: %s", (line, score, words) => {
  const found = sentimentOf([line], "en");
  expect(found?.score).toBe(score);
  expect(found?.words.map(({ word }) => word).sort()).toEqual(words);
});
