import { describe, expect, test } from "vitest";
import { addressSettings } from "./address-settings";
import { passSettings, wallSettings } from "./settings";

const DEFAULTS = { theme: "system", scale: 1, agents: [], campaigns: [], sound: false, names: false, words: false };

test("an address without settings is a masked, silent wall of all agents", () => {
  expect(wallSettings({})).toEqual({ settings: DEFAULTS, notices: [] });
});

test("every setting is read", () => {
  expect(
    wallSettings({
      theme: "Dark",
      scale: "1.5",
      agents: " Support Agent, 550e8400-E29B ,,",
      campaigns: "Spring-Renewals, ",
      sound: "on",
      names: "shown",
    }),
  ).toEqual({
    settings: {
      theme: "dark",
      scale: 1.5,
      agents: ["support agent", "550e8400-e29b"],
      campaigns: ["spring-renewals"],
      sound: true,
      names: true,
      words: false,
    },
    notices: [],
  });
});

describe("what is no setting keeps its default, and is said", () => {
  test.each([
    ["theme", "pink"],
    ["scale", "0"],
    ["scale", "-1"],
    ["scale", "1e3"],
    ["scale", "NaN"],
    ["sound", "loud"],
    ["names", "all"],
    ["names", "true"],
  ])("%s=%s", (name, value) => {
    const { settings, notices } = wallSettings({ [name]: value });
    expect(settings).toEqual(DEFAULTS);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain(`${name}=${value}`);
  });

  test("a long value is cut", () => {
    expect(addressSettings({ theme: "x".repeat(500) }).notices[0]?.text.length).toBeLessThan(80);
  });
});

test("the last of a repeated setting counts; an empty one is none", () => {
  expect(wallSettings({ scale: ["2", "0.5"], sound: "", theme: undefined }).settings.scale).toBe(0.5);
  expect(wallSettings({ sound: "" }).notices).toEqual([]);
});

test("a pass sets a screen up as an address would, but never shows names", () => {
  const config = { theme: "dark", agents: "Aurora", names: "shown" };
  const { settings, notices } = passSettings({ name: "Reception", config }, false);
  expect(settings).toEqual({ ...DEFAULTS, theme: "dark", agents: ["aurora"] });
  expect(notices.map(({ text }) => text)).toEqual(["This screen is “Reception”, set up in Settings → Wall passes."]);
  expect(passSettings({ name: "Reception", config }, true).notices[1]?.text).toContain("address are not used");
});

test("only a pass lets words of callers be shown", () => {
  expect(wallSettings({ words: "shown" }).settings.words).toBe(false);
  const wordsOf = (config: Record<string, string>) => passSettings({ name: "Lobby", config }, false).settings.words;
  expect([wordsOf({}), wordsOf({ words: "hidden" }), wordsOf({ words: "shown" })]).toEqual([false, false, true]);
});

test("a setting that is no more, in an old address, is no error", () => {
  expect(wallSettings({ rotate: "20" })).toEqual({ settings: DEFAULTS, notices: [] });
});
