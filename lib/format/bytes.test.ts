import { expect, test } from "vitest";
import { formatBytes } from "./bytes";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_234_567, "1.2 MB"],
  [999_960, "1 MB"],
  [128_400_000, "128 MB"],
  [2_147_483_648, "2.1 GB"],
  [5e15, "5,000 TB"],
])("%d bytes are %s", (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});
