// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useKeyboard } from "@/components/shell/keys";
import { anAnswer, groupOf, measures } from "@/e2e/support/figures";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { AnalyticsPage } from "./analytics-page";

function Keyboard() {
  useKeyboard();
  return null;
}

class InSight {
  constructor(readonly tell: (entries: { isIntersecting: boolean }[]) => void) {}
  observe = () => this.tell([{ isIntersecting: true }]);
  unobserve = () => undefined;
  disconnect = () => undefined;
}

const READER = { nowMs: Date.now(), timeZone: "UTC" };
const parts = (
  <>
    <Keyboard />
    <AnalyticsPage reader={READER} refusal={null} />
  </>
);
type Answer = Parameters<typeof serverAnswers>[1];
function page(search: string, answer: Answer, viewer = aPerson()) {
  window.history.replaceState(null, "", `/analytics${search === "" ? "" : `?${search}`}`);
  serverAnswers("GET /api/v1/archive/analytics", answer);
  return drawn(parts, { viewer, path: "/analytics", search });
}
const questions = () =>
  askedOfServer()
    .filter(({ path }) => path.startsWith("/api/v1/archive/analytics?"))
    .map(({ path }) => new URLSearchParams(path.split("?")[1]));

beforeEach(() => {
  // Nothing has a place here: whatever is looked at is in sight.
  vi.stubGlobal("IntersectionObserver", InSight);
  serverAnswers("GET /api/v1/archive/choices", {
    body: { data: { agents: [{ id: "a1", name: "Support" }], campaigns: [], metadataKeys: [], isComplete: true } },
  });
});

describe("the page of figures", () => {
  it("has each figure with what it rests on, and charts with a sentence, a table and a file each", async () => {
    const totals = measures({ calls: 14, known: { ...measures().known, watched: 12 }, neededAttention: 3 });
    const { findByRole, getByRole } = page("", { body: anAnswer({ data: { totals } }) });
    const figures = within(await findByRole("region", { name: "Figures" }));
    expect(figures.getByText("25 %")).toBeDefined();
    expect(figures.getByText("of 12 watched")).toBeDefined();
    const chart = within(getByRole("region", { name: "Calls by outcome, calls per day" }));
    expect(chart.getByText(/14 calls; most on Mon 23 Nov/)).toBeDefined();
    expect(chart.getByRole("link", { name: /as CSV/ }).getAttribute("href")).toMatch(/format=csv&table=buckets/);
    fireEvent.click(chart.getByRole("button", { name: "Table" }));
    expect(chart.getByRole("row", { name: /Mon 23 Nov 10/ })).toBeDefined();
    const way = chart.getByRole("link", { name: "10" }).getAttribute("href") ?? "";
    expect(new URL(way, "http://e").searchParams.get("to")).toBe("2026-11-24T00:00:00.000Z");
  });

  it("orders agents by the column that is pressed, and what nobody knows comes last either way", async () => {
    const byAgent = {
      groups: [
        groupOf("a1", { name: "Many", calls: 9, answerRate: 0.5 }),
        groupOf("a2", { name: "Few", calls: 2, answerRate: 0.9 }),
        groupOf("a3", { name: "Unknown", calls: 1, answerRate: null }),
      ],
      ...{ of: 3, otherCalls: 0 },
    };
    const { findByRole } = page("", { body: anAnswer({ data: { byAgent } }) });
    const table = within(await findByRole("region", { name: "By agent" }));
    const names = () => table.getAllByRole("rowheader").map((cell) => cell.textContent);
    expect(names()).toEqual(["Many", "Few", "Unknown"]);
    fireEvent.click(table.getByRole("button", { name: "Answer rate" }));
    expect(names()).toEqual(["Few", "Many", "Unknown"]);
    fireEvent.click(table.getByRole("button", { name: "Answer rate" }));
    expect(names()).toEqual(["Many", "Few", "Unknown"]);
  });

  it("asks as its address says, and a choice goes into both", async () => {
    const { findByRole, getByRole } = page("when=yesterday&agent=a1&zone=Asia/Tokyo&compare=off", { body: anAnswer() });
    await findByRole("region", { name: "Figures" });
    const [first] = questions();
    expect(Object.fromEntries(first ?? [])).toMatchObject({ agent: "a1", timeZone: "Asia/Tokyo" });
    expect(first?.get("compare")).toBeNull();
    fireEvent.click(getByRole("button", { name: "Not compared" }));
    await waitFor(() => expect(questions().at(-1)?.get("compare")).toBe("previous"));
    fireEvent.change(getByRole("combobox", { name: "Bars for each" }), { target: { value: "hour" } });
    await waitFor(() => expect(questions().at(-1)?.get("bucket")).toBe("hour"));
    await waitFor(() => expect(window.location.search).toContain("bucket=hour"));
    expect(window.location.search).not.toContain("compare");
  });

  it("compares or not by C, and asks again by R", async () => {
    const { findByRole, user } = page("refresh=0", { body: anAnswer() });
    await findByRole("region", { name: "Figures" });
    const before = questions().length;
    await user.keyboard("r");
    await waitFor(() => expect(questions().length).toBe(before + 1));
    await user.keyboard("c");
    await waitFor(() => expect(questions().at(-1)?.get("compare")).toBeNull());
  });
});

describe("a page without figures", () => {
  const empty = (meta: Parameters<typeof anAnswer>[0]) => ({
    body: anAnswer({ data: { totals: measures(), buckets: [] }, ...meta }),
  });

  it.each([
    ["", { keptFrom: null, keeps: true }, "No call has been kept yet"],
    ["", { keptFrom: null, keeps: null }, "Nothing is kept here"],
    ["", { keptFrom: null, keeps: false }, "Nothing is kept here"],
    ["status=failed", {}, "No call fits these filters"],
    ["when=today", {}, "No call in this time"],
  ] as const)("%s with %j says: %s", async (search, meta, words) => {
    const { findByText } = page(search, empty({ meta }));
    expect(await findByText(words)).toBeDefined();
  });

  it("says what went wrong, and tries again when somebody asks", async () => {
    const { findByText, getByRole, findByRole } = page("", refusedWith(503, "database_unavailable"));
    expect(await findByText("Earshot's database does not answer")).toBeDefined();
    serverAnswers("GET /api/v1/archive/analytics", { body: anAnswer() });
    fireEvent.click(getByRole("button", { name: "Try now" }));
    expect(await findByRole("region", { name: "Figures" })).toBeDefined();
  });

  it("keeps the figures it has when asking again fails, and says of when they are", async () => {
    const { findByRole, getByRole, findByText } = page("", { body: anAnswer() });
    await findByRole("region", { name: "Figures" });
    serverAnswers("GET /api/v1/archive/analytics", "away");
    fireEvent.click(getByRole("button", { name: "Refresh now" }));
    expect(await findByText(/These are the figures of Wed 25 Nov, 12:00/)).toBeDefined();
    expect(getByRole("region", { name: "Figures" })).toBeDefined();
  });

  it("tells what a role may not count by, in the server's words", async () => {
    const body = {
      error: { message: "Your role does not search by who.", code: 403, reason: "not_permitted", requestId: "r" },
    };
    const { findByText } = page("who=Jane", { status: 403, body });
    expect(await findByText(/Your role does not search by who/)).toBeDefined();
  });

  it("says of words in its address what is not used, and takes them out", async () => {
    const { findByRole, getByRole, text } = page("bucket=minute", { body: anAnswer() });
    await findByRole("region", { name: "Figures" });
    expect(text()).toContain("bucket should be one of hour, day, week");
    fireEvent.click(getByRole("button", { name: "Take it out" }));
    await waitFor(() => expect(text()).not.toContain("should be one of"));
  });
});
