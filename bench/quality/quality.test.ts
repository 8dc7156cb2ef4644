import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkOutcomes, figuresOf, LABELLED_CHECKS, sentimentOutcomes } from "./labelled";
import { tables } from "./tables";
import { talkResults } from "./talks";

describe("on lines labelled by hand", () => {
  const checks = [...checkOutcomes("first"), ...checkOutcomes("fresh")];
  const sentiment = [...sentimentOutcomes("first"), ...sentimentOutcomes("fresh")];

  test("there are as many as the figures are published for", () => {
    expect(checkOutcomes("first").length).toBeGreaterThanOrEqual(300);
    expect(sentimentOutcomes("first").length).toBeGreaterThanOrEqual(2 * 200);
  });

  test("the figures that are published are those that the command prints", () => {
    const published = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
    expect(published).toContain(tables().join("\n"));
  });

  test.each(LABELLED_CHECKS)("what %s finds is nearly always there", (name) => {
    const { precision, recall } = figuresOf(checks.filter((one) => one.name === name));
    expect(precision).toBeGreaterThanOrEqual(0.93);
    // Whoever wants a person says so in more ways than the list of what is listened for live has.
    expect(recall).toBeGreaterThanOrEqual(name === "person" ? 0.55 : 0.9);
  });

  test.each(["good", "bad"])("%s words tell %s lines", (name) => {
    const { precision, recall } = figuresOf(sentiment.filter((one) => one.name === name));
    expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(0.9);
  });
});

test("talks that others wrote are greeted, closed and spoken as people would say they are", () => {
  const by = new Map(talkResults().map((one) => [one.name, one]));
  expect(by.get("greeting")).toMatchObject({ pass: 52, fail: 0 });
  expect(by.get("closing")?.fail).toBeLessThanOrEqual(3);
  expect(by.get("unprofessional")).toMatchObject({ pass: 52, fail: 0 });
});
