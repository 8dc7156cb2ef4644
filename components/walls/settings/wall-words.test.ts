import { expect, test } from "vitest";
import { configOf, configWords, stateWords } from "./wall-words";

const PLAIN = { theme: "system", scale: "1", agents: "", campaigns: "", sound: false, words: false };

test("a form that says what every wall does says nothing", () => {
  expect(configOf(PLAIN)).toEqual({});
  expect(configWords({})).toEqual([]);
  expect(configWords({ theme: "system", scale: "1", sound: "off", words: "hidden", agents: " , " })).toEqual([]);
});

test("a form's settings are those an address would carry", () => {
  const form = {
    theme: "dark",
    scale: " 1.5 ",
    agents: " Aurora ,, Boreas",
    campaigns: " spring,",
    sound: true,
    words: true,
  };
  const config = {
    ...{ theme: "dark" as const, scale: "1.5", agents: "Aurora, Boreas", campaigns: "spring" },
    ...{ sound: "on" as const, words: "shown" as const },
  };
  expect(configOf(form)).toEqual(config);
  expect(configWords(config)).toEqual([
    ...["Aurora and Boreas", "campaign spring", "dark theme", "text × 1.5", "sound", "callers' words, redacted"],
  ]);
  expect(configWords({ agents: "a, b, c" })).toEqual(["3 agents"]);
  expect(configWords({ campaigns: "a, b" })).toEqual(["2 campaigns"]);
});

test("what cannot be read is left for the server to refuse", () => {
  expect(configOf({ ...PLAIN, scale: "9" })).toEqual({ scale: "9" });
});

test("a screen's state says when it was there", () => {
  const nowMs = Date.UTC(2026, 0, 5, 9);
  const lastSeenAt = new Date(nowMs - 3 * 3_600_000).toISOString();
  expect(stateWords({ state: "live", lastSeenAt }, nowMs)).toBe("Live now");
  expect(stateWords({ state: "away", lastSeenAt }, nowMs)).toBe("Last seen 3 hours ago");
  expect(stateWords({ state: "stopped", lastSeenAt }, nowMs)).toContain("Stopped");
  expect(stateWords({ state: "new", lastSeenAt: null }, nowMs)).toBe("Let in, not seen yet");
});
