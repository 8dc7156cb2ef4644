import { expect, test } from "vitest";
import { createTurns } from "./turns";

/** Work that ends when it is told to. */
function aWork(begun: string[], name: string) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    work: async () => {
      begun.push(name);
      await ended;
      if (name.startsWith("failing")) throw new Error(name);
      return name;
    },
    end: () => end(),
  };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("of many askers three are answered at once, and the others in the order they came, whatever fails", async () => {
  const turns = createTurns();
  const begun: string[] = [];
  const names = ["a", "failing b", "c", "d", "e"];
  const works = names.map((name) => aWork(begun, name));
  const answers = works.map(({ work }, place) =>
    turns.take({ asker: `asker ${place}`, key: `key ${place}` }, work).catch(String),
  );
  await settled();
  expect(begun).toEqual(["a", "failing b", "c"]);
  works[1]?.end();
  await settled();
  expect(begun).toEqual(["a", "failing b", "c", "d"]);
  for (const { end } of works) end();
  expect(await Promise.all(answers)).toEqual(["a", "Error: failing b", "c", "d", "e"]);
});
