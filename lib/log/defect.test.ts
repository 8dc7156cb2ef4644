import { afterEach, expect, test, vi } from "vitest";
import { sayDefect } from "./defect.mjs";

afterEach(() => {
  vi.useRealTimers();
});

test("the same defect at every poll is one line a minute that counts the others; another one is its own line", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const lines: { event: string; more?: number }[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(JSON.parse(String(line))) > 0);
  const broken = () => sayDefect("request.failed", "A request failed.", new TypeError(`for ${Math.random()}`));
  const other = () => sayDefect("request.failed", "A request failed.", new RangeError("other"));
  for (let poll = 0; poll < 90; poll++) {
    broken();
    vi.advanceTimersByTime(1_000);
  }
  expect(lines.map(({ more }) => more)).toEqual([undefined, 59]);
  other();
  expect(lines).toHaveLength(3);
});
