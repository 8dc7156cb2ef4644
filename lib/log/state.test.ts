import { beforeEach, expect, test } from "vitest";
import { createState, type State } from "./state";

let nowMs = 0;
let lines: string[] = [];
let state: State;
beforeEach(() => {
  [nowMs, lines] = [0, []];
  const say = (level: string, event: string, _words: string, details?: object) =>
    void lines.push(`${level} ${event} ${JSON.stringify(details)}`);
  state = createState("thing", { failing: "It fails.", recovered: "It works." }, { say, nowMs: () => nowMs });
});

/** One outcome a second: a letter a failure of that reason, a dot a success. */
function live(outcomes: string): void {
  for (const outcome of outcomes) {
    nowMs += 1_000;
    if (outcome === ".") state.well();
    else state.failing(outcome);
  }
}

test("an outage of any length is two lines: that it begins, and that and after how long it ends", () => {
  live(`..${"x".repeat(180)}${".".repeat(60)}`);
  expect(lines).toEqual(['error thing.failing {"reason":"x"}', 'info thing.recovered {"was":"x","seconds":179}']);
});

test("a lost packet now and then is no line", () => {
  live("..x...xx....x.");
  expect(lines).toEqual([]);
});

test("what has never worked is said at the first failure, and what needs no second proof too", () => {
  live("x");
  expect(lines).toHaveLength(1);
  live("......");
  state.failing("refused", { isPlain: true });
  expect(lines[2]).toBe('error thing.failing {"reason":"refused"}');
});

test("failing and working in turn is one outage until it has been calm", () => {
  live(`.xxx${"..x".repeat(50)}`);
  expect(lines).toHaveLength(1);
  live("......");
  expect(lines).toHaveLength(2);
});

test("another reason is said once it lasts; two in turn are not said at each turn", () => {
  live(`.xxx${"xy".repeat(50)}`);
  expect(lines).toHaveLength(1);
  live("y".repeat(20));
  expect(lines.slice(1)).toEqual(['error thing.changed {"reason":"y","was":"x"}']);
  expect(state.reason()).toBe("y");
});
