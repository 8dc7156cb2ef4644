import { expect, test } from "vitest";
import { countsOf, countWords } from "./board-count";

test.each([
  [{ live: 39, ended: 8 }, { live: 39, ended: 8 }, "39 live · 8 just ended"],
  [{ live: 39, ended: 0 }, { live: 39, ended: 0 }, "39 live"],
  [{ live: 4, ended: 1 }, { live: 39, ended: 8 }, "4 of 39 live · 1 just ended"],
  [{ live: 0, ended: 0 }, { live: 39, ended: 8 }, "0 of 39 live"],
  [{ live: 0, ended: 2 }, { live: 0, ended: 2 }, "0 live · 2 just ended"],
])("%j of %j is told as “%s”", (shown, all, words) => {
  expect(countWords(shown, all)).toBe(words);
});

test("a call that is over is counted apart", () => {
  expect(countsOf([1, 2, 3], (call) => call > 1)).toEqual({ live: 2, ended: 1 });
});
