// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { serverNowMs } from "@/components/ui/clock";
import { drawn } from "@/e2e/support/rendered";
import { aBoardCall, anAttention, at, BUILD_START_MS } from "@/lib/calls/build";
import { WallFoot } from "./wall-foot";
import { WallStage } from "./wall-stage";

type Given = Partial<Parameters<typeof WallStage>[0]>;

function aWall(fields: Given = {}) {
  const given = {
    ...{ calls: [], settings: { scale: 1, words: false }, calmSinceMs: null, standsAtMs: null, timeZone: "UTC" },
    ...fields,
  };
  const screen = drawn(<WallStage {...given} />);
  const words = (selector: string) =>
    [...document.querySelectorAll(selector)].map((part) => (part.textContent ?? "").replace(/\s+/g, " ").trim());
  return { ...screen, words, again: (more: Given) => screen.draw(<WallStage {...given} {...more} />) };
}

const agent = (name: string | null) => ({ id: name === null ? null : `id-${name}`, name });
const callOf = (name: string | null, id: string, fields: Parameters<typeof aBoardCall>[0] = {}) =>
  aBoardCall({ id, agent: agent(name), phoneNumber: "•••• 0111", contactName: "R. W.", ...fields });
const alarm = (fields: Parameters<typeof anAttention>[0] = {}) => [anAttention({ severity: "critical", ...fields })];
/** Where each call stands, by the styles that place it. */
const placesOf = (selector: string) =>
  Object.fromEntries(
    [...document.querySelectorAll<HTMLElement>(selector)].map(({ dataset, style }) => [
      dataset.callId,
      [style.left, style.top, style.width, style.height].join(" "),
    ]),
  );

describe("lanes", () => {
  it("without calls there is no stage to read", () => {
    expect(aWall().container.querySelector<HTMLElement>(".wall-stage")?.hidden).toBe(true);
  });

  it("with forty calls of eight agents every agent's name stands once, in full", () => {
    const names = [
      "Customer Support",
      "Nimbrel Tech Support",
      "Reception North",
      "Reception South",
      "Billing and Payments",
    ];
    names.push("Appointments", "Field Service Desk", "Claims and Returns");
    const calls = names.flatMap((name, at) => Array.from({ length: 5 }, (_, nth) => callOf(name, `call_${at}_${nth}`)));
    const { words } = aWall({ calls });
    expect(words(".wall-lane-name").sort()).toEqual([...names].sort());
    expect(document.querySelectorAll(".wall-slot[data-call-id]")).toHaveLength(40);
    expect([...document.querySelectorAll<HTMLElement>(".wall-lane")].every(({ dataset }) => dataset.agent)).toBe(true);
  });

  it("a lane says how many calls its agent has and how long the longest is", () => {
    const startedAt = new Date(serverNowMs() - 583_500).toISOString();
    const calls = [
      callOf("Aurora", "a", { startedAt }),
      callOf("Aurora", "b", { status: "completed", phase: "ended" }),
    ];
    expect(aWall({ calls }).words(".wall-figures")).toEqual(["1 call · longest 9:43"]);
  });

  it("a call that ends is a tick in its slot, one that comes takes a free one, and no other moves", () => {
    const calls = ["a", "b", "c", "d", "e", "f"].map((id) => callOf("Aurora", id));
    const { again } = aWall({ calls });
    const before = placesOf(".wall-slot");
    const ended = calls.map((call) =>
      call.id === "b" ? { ...call, status: "completed", phase: "ended" as const } : call,
    );
    again({ calls: [...ended, callOf("Aurora", "g")] });
    const after = placesOf(".wall-slot");
    for (const id of "abcdef") expect(after[id]).toBe(before[id]);
    expect(after.g).toBeDefined();
    expect(document.querySelector('[data-call-id="b"] .wall-tick')).not.toBeNull();
    expect(document.querySelectorAll(".wall-tick")).toHaveLength(1);
  });

  it("after five hundred calls that came and went there are as many elements as at first", () => {
    const eight = [..."ABCDEFGH"].map((letter) => `Reception ${letter}`);
    const nth = (at: number) =>
      callOf(eight[at % 8] ?? null, `call_${at}`, { attention: at % 20 === 0 ? alarm() : [] });
    const window = (from: number) => Array.from({ length: 40 }, (_, at) => nth(from + at));
    const { again, container } = aWall({ calls: window(0) });
    const first = container.querySelectorAll("*").length;
    for (let from = 1; from < 500; from += 21) again({ calls: window(from) });
    again({ calls: window(500) });
    expect(document.querySelectorAll(".wall-slot")).toHaveLength(40);
    expect(container.querySelectorAll("*").length / first).toBeCloseTo(1, 1);
  });

  it("above sixty calls each is a bar, and the lane says how many they are", () => {
    const calls = Array.from({ length: 70 }, (_, nth) => callOf(nth % 2 ? "Aurora" : "Boreas", `call_${nth}`));
    const { container } = aWall({ calls });
    expect(document.querySelectorAll(".wall-bar[data-call-id]")).toHaveLength(70);
    expect(document.querySelectorAll(".wall-slot")).toHaveLength(0);
    expect(container.querySelector(".wall-density")?.getAttribute("aria-label")).toBe("35 calls, a bar each");
  });

  it("thirty agents: seven of them, and how many others there are", () => {
    const calls = Array.from({ length: 30 }, (_, nth) => callOf(`Agent number ${nth}`, `call_${nth}`));
    const { words } = aWall({ calls });
    expect(words(".wall-lane-name")).toHaveLength(8);
    expect(words(".wall-lane-name").at(-1)).toBe("23 others");
  });

  it("a beginning that all agents share is left out, in lanes and alarms", () => {
    const calls = [
      callOf("Acme Inc Reception North", "a", { attention: alarm() }),
      callOf("Acme Inc Reception South", "b"),
    ];
    const { words } = aWall({ calls });
    expect(words(".wall-lane-name")).toEqual(["Reception North", "Reception South"]);
    expect(words(".wall-alarm-agent")).toEqual(["Reception North"]);
  });

  it("a call tells a reader who it is and where it stands; what could not be read of it is counted", () => {
    const { words } = aWall({ calls: [callOf(null, "a", { status: "ringing", startedAt: null, unreadable: 4 })] });
    expect(words(".wall-slot")[0]).toContain("R. W. ···0111, Ringing");
    expect(words("[data-unreadable]")).toEqual(["4 parts could not be read"]);
    expect(words(".wall-lane-name")).toEqual(["Unknown agent"]);
  });
});

describe("the alarm column", () => {
  it("says agent, caller, reason and age of a call that needs attention; a word of severity for readers", () => {
    const attention = alarm({ since: new Date(serverNowMs() - 34_500).toISOString() });
    const { words } = aWall({ calls: [callOf("Aurora", "a", { attention }), callOf("Boreas", "b")] });
    expect(words(".wall-alarm")).toHaveLength(1);
    expect(words(".wall-alarm")[0]).toMatch(/^AuroraR\. W\. ···0111Critical: .+ 0:34$/);
    expect(document.querySelector<HTMLElement>(".wall-alarm")?.dataset.callId).toBe("a");
    expect(document.querySelector<HTMLElement>(".wall-slot[data-call-id=a]")?.dataset.severity).toBe("critical");
  });

  it("none: for how long all has been calm", () => {
    const { words } = aWall({ calls: [callOf("Aurora", "a")], calmSinceMs: serverNowMs() - 12 * 60_000 - 5_000 });
    expect(words(".wall-all-calm")).toEqual(["All calm for 12 min"]);
  });

  it("a call that has ended alarms nobody", () => {
    const { words } = aWall({
      calls: [callOf("Aurora", "a", { status: "failed", phase: "ended", attention: alarm() })],
    });
    expect(words(".wall-alarm")).toEqual([]);
    expect(words(".wall-all-calm")).toHaveLength(1);
  });

  it("more than have room: the most severe, the others counted; each keeps its row when another goes", () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    const calls = ids.map((id, nth) => callOf("Aurora", id, { startedAt: at(nth), attention: alarm() }));
    const { words, again } = aWall({ calls });
    expect(words(".wall-alarm")).toHaveLength(4);
    expect(words(".wall-more")).toEqual(["+2 more need attention"]);
    const before = placesOf(".wall-alarm");
    again({ calls: calls.map((call) => (call.id === "b" ? { ...call, attention: [] } : call)) });
    const after = placesOf(".wall-alarm");
    expect(Object.keys(after).sort()).toEqual(["a", "c", "d", "e"]);
    expect([after.a, after.c, after.d, after.e]).toEqual([before.a, before.c, before.d, before.b]);
  });

  it("what the caller said last is shown only where the pass allows it", () => {
    const lastMessages = [
      { role: "user", content: "Nobody answers me.", timestamp: at(4_000) },
      { role: "assistant", content: "One moment.", timestamp: at(5_000) },
    ];
    const calls = [callOf("Aurora", "a", { attention: alarm(), lastMessages })];
    const { container, again } = aWall({ calls });
    expect(container.textContent).not.toContain("Nobody answers me");
    again({ settings: { scale: 1, words: true } });
    expect(container.textContent).toContain("“Nobody answers me.”");
    expect(container.textContent).not.toContain("One moment");
  });

  it("when nothing later is known the last reasons stand, with the moment they are of", () => {
    const calls = [callOf("Aurora", "a", { attention: alarm({ since: at(0) }) })];
    const { words } = aWall({ calls, standsAtMs: BUILD_START_MS + 65_000 });
    expect(words(".wall-alarm")[0]).toContain("as of 12:01:05");
    const calm = aWall({ calls: [callOf("Aurora", "a")], standsAtMs: BUILD_START_MS + 65_000 });
    expect(calm.words(".wall-all-calm")[0]).toContain("as of 12:01:05");
  });

  it("old details of one call are told at that call", () => {
    const { words } = aWall({ calls: [callOf("Aurora", "a", { attention: alarm(), standsAt: at(60_000) })] });
    expect(words(".wall-alarm")[0]).toContain("as of 12:01:00");
    expect(document.querySelector<HTMLElement>(".wall-slot")?.dataset.stands).toBe("");
  });
});

it("at the foot take turns what the wall cannot do and what could not be read, each long enough to read", () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
  const notices = [{ key: "scale", text: "The scale cannot be read." }];
  const { container } = drawn(<WallFoot notices={notices} sound="blocked" unreadable={2} partlyRead={1} />);
  const told = new Set<string>();
  for (let second = 0; second < 40; second += 1) {
    told.add(container.querySelector(".wall-foot")?.textContent ?? "");
    act(() => void vi.advanceTimersByTime(1_000));
  }
  expect([...told]).toEqual([
    "The scale cannot be read.",
    "This browser lets the screen go dark: switch that off.",
    "Sound is blocked until somebody clicks here once.",
    "2 calls of the call service could not be read.",
    "1 call could be read only in part.",
  ]);
});
