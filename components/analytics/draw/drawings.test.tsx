// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { anAnswer, dayOf, measures } from "@/e2e/support/figures";
import { drawn } from "@/e2e/support/rendered";
import { type Chart, contextOf } from "../prepare/chart";
import { handling } from "../prepare/distributions";
import { heat } from "../prepare/heat";
import { outcomes } from "../prepare/outcomes";
import { answerRate } from "../prepare/over-time";
import { attention, failures } from "../prepare/reasons";
import { PlainDrawing } from "./plain-drawing";
import { SeriesDrawing } from "./series-drawing";

class NeverResized {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
}

beforeEach(() => {
  vi.stubGlobal("ResizeObserver", NeverResized);
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockReturnValue(new DOMRect(0, 0, 600, 240));
});

const QUESTION = "from=2026-11-23T00:00:00.000Z&to=2026-11-27T00:00:00.000Z";
const days = [
  dayOf("2026-11-23T00:00:00.000Z", {
    calls: 10,
    byStatus: { completed: 7, no_answer: 2, failed: 1 },
    answerRate: 0.7,
  }),
  dayOf("2026-11-24T00:00:00.000Z", { calls: 6, byStatus: { completed: 6 }, answerRate: 1 }),
  dayOf("2026-11-25T00:00:00.000Z"),
  dayOf("2026-11-26T00:00:00.000Z", {
    calls: 4,
    byStatus: { completed: 3, busy: 1 },
    answerRate: 0.75,
    isPartial: true,
  }),
];
const of = (fields: Parameters<typeof anAnswer>[0] = {}) =>
  contextOf(anAnswer({ ...fields, data: { buckets: days, ...fields?.data } }), QUESTION);

function show({ drawing, title }: Chart) {
  const part =
    drawing.kind === "columns" || drawing.kind === "lines" ? (
      <SeriesDrawing drawing={drawing} label={title} height={240} />
    ) : (
      <PlainDrawing drawing={drawing} label={title} height={240} />
    );
  return drawn(part);
}

describe("stacked columns", () => {
  it("are as many as there are outcomes a day, each in its own pattern, and pale within a whole edge where the day is not over", () => {
    const { container } = show(outcomes(of()));
    const bars = [...container.querySelectorAll(".recharts-bar-rectangle path")];
    expect(bars).toHaveLength(6);
    const inks = new Set(bars.map((bar) => bar.getAttribute("fill")?.replace(/.*?((?:no_)?[a-z]+)\)$/, "$1")));
    expect(inks).toEqual(new Set(["completed", "no_answer", "busy", "failed"]));
    const pale = bars.filter((bar) => bar.getAttribute("fill-opacity") === "0.45");
    expect(pale.map((bar) => bar.getAttribute("stroke"))).toEqual(["var(--chart-completed)", "var(--chart-busy)"]);
  });

  it("stand within the plot that the layer of links lies over, a band each", () => {
    const { container, getAllByRole } = show(outcomes(of()));
    const places = [...container.querySelectorAll(".recharts-bar-rectangle path")].map((bar) =>
      Number(bar.getAttribute("x")),
    );
    const band = (600 - 44 - 8) / 4;
    for (const x of places) expect(((x - 44) / band) % 1).toBeLessThan(0.6);
    expect(getAllByRole("link")).toHaveLength(3);
  });

  it("are reached by the arrows, and tell what they show until Escape", () => {
    const { getByRole, container } = show(outcomes(of()));
    const last = getByRole("link", { name: /Thu 26 Nov, 4 calls/ });
    expect(last.getAttribute("tabindex")).toBe("0");
    fireEvent.focus(last);
    expect(container.querySelector("[data-tip]")?.textContent).toContain("Busy: 1");
    fireEvent.keyDown(last, { key: "ArrowLeft" });
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/Wed 25 Nov, 0 calls/);
    fireEvent.keyDown(document.activeElement ?? last, { key: "Home" });
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/Mon 23 Nov, 10 calls/);
    fireEvent.keyDown(document.activeElement ?? last, { key: "Escape" });
    expect(container.querySelector("[data-tip]")).toBeNull();
  });
});

describe("a line", () => {
  it("has a gap where nothing is known, and a dot where a point stands alone", () => {
    const { container } = show(answerRate(of()));
    const [d = "", dotted = ""] = [...container.querySelectorAll(".recharts-line-curve")].map(
      (line) => line.getAttribute("d") ?? "",
    );
    // What is not over stands behind a gap, alone.
    expect([d.match(/M/g)?.length, dotted.match(/M/g)?.length]).toEqual([1, 1]);
    expect(container.querySelectorAll(".recharts-line-dot").length).toBeGreaterThan(0);
  });

  it("leads dotted to what is not over, and is whole before it", () => {
    const last = dayOf("2026-11-25T00:00:00.000Z", { calls: 4, answerRate: 0.5, isPartial: true });
    const { container } = show(answerRate(of({ data: { buckets: [...days.slice(0, 2), last] } })));
    const lines = [...container.querySelectorAll(".recharts-line-curve")].map((line) => [
      line.getAttribute("stroke-dasharray"),
      line.getAttribute("d")?.match(/[ML]/g)?.length,
    ]);
    expect(lines).toEqual([
      [null, 2],
      ["0.1 5", 2],
    ]);
  });
});

describe("a distribution", () => {
  it("has its median and its P95 as lines across the bars, with their values", () => {
    const handlingSeconds = [
      { from: 0, below: 60, calls: 5, opens: {} },
      { from: 60, below: 120, calls: 5, opens: {} },
      ...[120, 180, 240].map((from) => ({ from, below: from + 60, calls: 0, opens: {} })),
    ];
    const totals = measures({ calls: 10, handlingMedianSeconds: 30, handlingP95Seconds: 90 });
    const chart = handling(of({ data: { totals, distributions: { handlingSeconds, agentResponseMs: [] } } }));
    const { container } = show(chart);
    const xs = [...container.querySelectorAll(".recharts-reference-line-line")].map((line) =>
      Number(line.getAttribute("x1")),
    );
    const band = (600 - 44 - 8) / 5;
    for (const [place, bars] of [0.5, 1.5].entries()) expect(xs[place]).toBeCloseTo(44 + band * bars);
    expect(container.textContent).toContain("Median 0:30");
  });
});

it("hours, reasons and their trends have a place for each that counts calls", () => {
  const weekdayHour = [
    { weekday: 1, hour: 9, calls: 4, answerRate: 0.5, watched: 0, neededAttention: 0, opens: { weekHour: "1-9@UTC" } },
  ];
  expect(show(heat(of({ data: { weekdayHour } }))).getAllByRole("link")).toHaveLength(1);
  const group = { key: "busy", calls: 9, trend: [], opens: { failure: "busy" } };
  const failing = show(failures(of({ data: { failureReasons: { groups: [group], of: 1, otherCalls: 0 } } })));
  expect(failing.getByRole("link", { name: "The line was busy, 9 calls" })).toBeDefined();
  const attentionReasons = [{ key: "stuck", calls: 3, trend: [1, 0, 0, 2], opens: { attention: "stuck" } }];
  const needing = show(attention(of({ data: { attentionReasons } })));
  expect(needing.getByRole("link", { name: /Stuck, 3 calls, Most: Thu 26 Nov \(2\)/ })).toBeDefined();
});
