// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { drawn } from "@/e2e/support/rendered";
import { aBoardCall, anAttention, at } from "@/lib/calls/build";
import { wallSettings } from "./settings";
import { WallTiles } from "./wall-tiles";

type Given = Partial<Parameters<typeof WallTiles>[0]>;
const { settings } = wallSettings({});

function aWall(fields: Given = {}) {
  const props = { calls: [], settings, notices: [], sound: "off" as const, unreadable: 0, timeZone: "UTC", ...fields };
  const screen = drawn(<WallTiles {...props} />);
  const tiles = () => [...document.querySelectorAll<HTMLElement>(".wall-tile")];
  return { ...screen, tiles, words: () => tiles().map((tile) => (tile.textContent ?? "").replace(/\s+/g, " ")) };
}

const aTile = (fields: Parameters<typeof aBoardCall>[0] = {}) => {
  const wall = aWall({ calls: [aBoardCall(fields)] });
  return { ...wall, card: wall.tiles()[0]?.querySelector<HTMLElement>(".wall-card"), words: wall.words()[0] ?? "" };
};
const many = (count: number) =>
  Array.from({ length: count }, (_, n) => aBoardCall({ id: `call_${String(n).padStart(3, "0")}` }));
const numbersOf = (tile: HTMLElement) =>
  [tile.style.left, tile.style.top, tile.style.width, tile.style.height].map(Number.parseFloat) as [
    number,
    number,
    number,
    number,
  ];

describe("the tiles of a wall", () => {
  it("without calls there is no stage to read", () => {
    expect(aWall().container.querySelector<HTMLElement>(".wall-stage")?.hidden).toBe(true);
  });

  it.each([1, 2, 5, 12, 30])("%i calls fill the stage, none beyond its edge, none over another", (count) => {
    const tiles = aWall({ calls: many(count) })
      .tiles()
      .map(numbersOf);
    expect(tiles).toHaveLength(count);
    let area = 0;
    for (const [left, top, width, height] of tiles) {
      expect(left + width).toBeLessThan(100.01);
      expect(top + height).toBeLessThan(100.01);
      area += width * height;
    }
    expect(area).toBeGreaterThan(9_000);
    const overlaps = tiles.some(([left, top, width, height], one) =>
      tiles.some(
        ([l, t, w, h], other) =>
          other > one &&
          left < l + w - 0.01 &&
          l < left + width - 0.01 &&
          top < t + h - 0.01 &&
          t < top + height - 0.01,
      ),
    );
    expect(overlaps).toBe(false);
  });

  it("more than fit take turns, each on one page", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
    const calls = many(130).map((call, n) => ({ ...call, agent: { id: null, name: `Agent ${n}` } }));
    const { words } = aWall({ calls });
    const seen = new Set<string>();
    const pages: number[] = [];
    for (let turn = 0; turn < 12 && seen.size < 130; turn += 1) {
      const before = seen.size;
      for (const tile of words()) seen.add(/Agent \d+/.exec(tile)?.[0] ?? "");
      pages.push(seen.size - before);
      act(() => void vi.advanceTimersByTime(settings.rotateMs));
    }
    expect(seen.size).toBe(130);
    expect(pages.length).toBeGreaterThan(1);
  });

  it("a tile says status, agent, who calls and how many are in the room", () => {
    const { words } = aTile();
    for (const part of ["Active", "Customer Support Agent", "Jane Smith", "+14155552671", "2 in the room"]) {
      expect(words).toContain(part);
    }
  });

  it("a name that is the number stands there once, and nobody's is a dash", () => {
    expect(aTile({ contactName: "+14155552671" }).words.split("+14155552671")).toHaveLength(2);
  });

  it("an unknown caller is a dash, an unknown agent is called that", () => {
    const { words } = aTile({ contactName: null, phoneNumber: null, agent: { id: null, name: null } });
    expect(words).toContain("—");
    expect(words).toContain("Unknown agent");
  });

  it.each(["critical", "warning"] as const)("a %s reason is told by colour, shape and word", (severity) => {
    const { card, words } = aTile({ attention: [anAttention({ severity })] });
    expect(card?.dataset.severity).toBe(severity);
    expect(card?.querySelector(".wall-reason svg")).not.toBeNull();
    expect(words).toContain(severity === "critical" ? "Critical: " : "Warning: ");
  });

  it("a call that has ended alarms nobody and says why it failed", () => {
    const { card, words } = aTile({
      status: "failed",
      phase: "ended",
      failureReason: "busy",
      attention: [anAttention({ severity: "critical" })],
    });
    expect(card?.dataset.severity).toBeUndefined();
    expect(card?.dataset.ended).toBe("");
    expect(words).toMatch(/busy/i);
  });

  it("old details are dimmed, with the moment they are of, in the wall's own zone", () => {
    const { card, words } = aTile({ standsAt: at(60_000) });
    expect(card?.dataset.stands).toBe("");
    expect(words).toContain("as of 12:01:00");
  });

  it("what could not be read is counted on its tile", () => {
    const { card, words } = aTile({ unreadable: 4 });
    expect(card?.querySelector("[data-unreadable]")?.getAttribute("data-unreadable")).toBe("4");
    expect(words).toContain("4 parts could not be read");
  });

  it("at the foot take turns what the wall cannot do and what could not be read, each long enough to read", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
    const notices = [{ key: "scale", text: "The scale cannot be read." }];
    const calls = [aBoardCall({ unreadable: 1 })];
    const { container } = aWall({ calls, notices, sound: "blocked", unreadable: 2 });
    const told = new Set<string>();
    for (let second = 0; second < 40; second += 1) {
      told.add(container.querySelector(".wall-foot")?.textContent ?? "");
      act(() => void vi.advanceTimersByTime(1_000));
    }
    expect([...told]).toEqual([
      "The scale cannot be read.",
      "This browser lets the screen go dark: switch that off in the system.",
      "Sound is blocked until somebody clicks here once.",
      "2 calls of the call service could not be read.",
      "1 call could be read only in part.",
    ]);
  });
});
