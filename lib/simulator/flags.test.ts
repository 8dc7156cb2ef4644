import { describe, expect, test } from "vitest";
import { readFlags } from "@/lib/simulator/flags";

describe("the command line", () => {
  test("has a default for everything", () => {
    expect(readFlags([])).toEqual({
      port: 4010,
      host: "127.0.0.1",
      calls: 24,
      seed: 1,
      speed: 1,
      key: "demo-key",
      control: false,
    });
  });

  test("takes every flag", () => {
    const args = ["--port", "0", "--calls=500", "--seed", "7", "--speed", "2.5", "--key", "k", "--control"];
    expect(readFlags(args)).toMatchObject({ port: 0, calls: 500, seed: 7, speed: 2.5, key: "k", control: true });
    expect(readFlags(["--help"])).toBeNull();
  });

  test.each([
    [["--port", "70000"], '--port must be a whole number from 0 to 65535, not "70000".'],
    [["--calls", "many"], '--calls must be a whole number from 0 to 2000, not "many".'],
    [["--speed", "0"], '--speed must be a number from 0.01 to 10000, not "0".'],
    [["--seed", ""], '--seed must be a whole number from 0 to 4294967295, not "".'],
    [["--key", ""], "--key must not be empty."],
  ])("%j is refused in one sentence", (args, sentence) => {
    expect(() => readFlags(args)).toThrow(sentence);
  });

  test("an unknown flag is refused", () => {
    expect(() => readFlags(["--nonsense"])).toThrow("--nonsense");
  });
});
