import { expect, test } from "vitest";
import { keysAfter, newKeys, playAlarm } from "./alarm";

test("what stands when the page comes is no news; what comes later is, once", () => {
  expect(newKeys(null, ["a stuck"])).toEqual([]);
  expect(newKeys(new Set(["a stuck"]), ["a stuck", "b stuck", "a agent_silent"])).toEqual([
    "b stuck",
    "a agent_silent",
  ]);
  expect(newKeys(new Set(["a stuck"]), ["a stuck"])).toEqual([]);
  expect(newKeys(new Set(), ["a stuck"])).toEqual(["a stuck"]);
});

test("an alarm that was gone for a moment with its call is no news when both come back", () => {
  const known = [["a stuck"], [], ["b stuck"]].reduce<ReadonlySet<string> | null>(keysAfter, null);
  expect(newKeys(known, ["a stuck", "b stuck"])).toEqual([]);
  expect(newKeys(known, ["c stuck"])).toEqual(["c stuck"]);
  const many = Array.from({ length: 5_000 }, (_, place) => [`${place}`]).reduce<ReadonlySet<string> | null>(
    keysAfter,
    null,
  );
  expect(many?.size).toBeLessThan(1_100);
  expect(many?.has("4999")).toBe(true);
});

test("the alarm is two falling pairs of tones that fade in and out, and ends by itself", () => {
  const told: { hertz: number; startS: number; stopS: number }[] = [];
  const levels: { value: number; atS: number }[] = [];
  const level = () => {
    const note = (value: number, atS: number) => levels.push({ value, atS });
    return { gain: { setValueAtTime: note, linearRampToValueAtTime: note }, connect: () => {} };
  };
  const tone = () => {
    const entry = { hertz: 0, startS: 0, stopS: 0 };
    told.push(entry);
    return {
      type: "sine",
      frequency: {
        set value(hertz: number) {
          entry.hertz = hertz;
        },
      },
      connect: (next: { connect: () => void }) => next,
      start: (atS: number) => {
        entry.startS = atS;
      },
      stop: (atS: number) => {
        entry.stopS = atS;
      },
    };
  };
  const context = { currentTime: 100, destination: {}, createOscillator: tone, createGain: level };
  playAlarm(context as unknown as AudioContext);

  expect(told.map(({ hertz }) => hertz)).toEqual([880, 587, 880, 587]);
  for (const [index, { startS, stopS }] of told.entries()) {
    expect(startS).toBeGreaterThan(100);
    expect(stopS).toBeLessThan(102);
    // No tone begins before the one before it ended.
    expect(startS).toBeGreaterThanOrEqual(told[index - 1]?.stopS ?? 100);
    const own = levels.filter(({ atS }) => atS === startS || atS === stopS);
    expect(own.some(({ value, atS }) => value === 0 && atS === startS)).toBe(true);
    expect(own.some(({ value, atS }) => value === 0 && atS === stopS)).toBe(true);
  }
});
