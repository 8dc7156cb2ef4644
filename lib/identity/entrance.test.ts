import { expect, test } from "vitest";
import { createEntrance } from "./entrance";

/** Lets in as many as there is room for. @returns what lets each out again */
function fill(entrance: ReturnType<typeof createEntrance>, address: (n: number) => string): (() => void)[] {
  const leaves: (() => void)[] = [];
  for (let n = 0; n < 1000; n += 1) {
    try {
      leaves.push(entrance.enter(address(n)));
    } catch (error) {
      expect(error).toMatchObject({ name: "PasswordsBusyError" });
    }
  }
  return leaves;
}

test("eight attempts of an address are under way at once, and others are let in meanwhile", () => {
  const entrance = createEntrance();
  const leaves = fill(entrance, () => "192.0.2.1");
  expect(leaves).toHaveLength(8);
  entrance.enter("192.0.2.2");
  leaves[0]?.();
  expect(() => entrance.enter("192.0.2.1")).not.toThrow();
  expect(() => entrance.enter("192.0.2.1")).toThrow();
});

test("a network has no more than forty-eight, whatever addresses it uses", () => {
  expect(fill(createEntrance(), (n) => `192.0.2.${n % 256}`)).toHaveLength(48);
  const entrance = createEntrance();
  expect(fill(entrance, (n) => `2001:db8:1:${n.toString(16)}::/64`)).toHaveLength(48);
  expect(() => entrance.enter("2001:db8:2:1::/64")).not.toThrow();
});

test("whoever owns many networks has no more than ninety-six", () => {
  const entrance = createEntrance();
  expect(fill(entrance, (n) => `2001:db8:${n.toString(16)}:1::/64`)).toHaveLength(96);
  expect(() => entrance.enter("2001:db9:1:1::/64")).not.toThrow();
  expect(fill(createEntrance(), (n) => `198.51.${n % 256}.${n % 7}`)).toHaveLength(96);
});

test("where nobody knows the address, eight are under way", () => {
  expect(fill(createEntrance(), () => "unknown")).toHaveLength(8);
});
