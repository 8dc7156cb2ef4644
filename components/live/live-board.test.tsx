// @vitest-environment happy-dom
import { act, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { aBoard, aBoardCall, anAttention } from "@/lib/calls/build";
import { type AnswerFreshness, ageingNowMs } from "@/lib/queries/freshness";
import { FetchError } from "@/lib/wire/fetch-json";
import { LiveBoard } from "./live-board";

function answered(ageMs: number, fields: Partial<AnswerFreshness> = {}): AnswerFreshness {
  const [serverNowMs, nowMs] = [Date.now(), ageingNowMs()];
  const own = { serverNowMs, asOfMs: serverNowMs - ageMs, oldestAsOfMs: null, sentAtMs: nowMs, receivedAtMs: nowMs };
  return { ...own, health: "live", refreshMs: 2_000, slowReason: null, build: null, ...fields };
}

type Given = { freshness?: AnswerFreshness; error?: FetchError | null; search?: string };

function aPage(
  board: Parameters<typeof aBoard>[0],
  { freshness = answered(500), error = null, search = "" }: Given = {},
) {
  const screen = drawn(<LiveBoard board={aBoard(board)} freshness={freshness} error={error} />, { search });
  const names = () =>
    screen
      .queryAllByRole("link", { name: /Anna|Bert|Cleo|Dora/ })
      .map((link) => link.querySelector("bdi")?.textContent);
  return { ...screen, names };
}

const ANNA = aBoardCall({ id: "call_anna", contactName: "Anna" });
const BERT = aBoardCall({ id: "call_bert", contactName: "Bert", direction: "inbound", status: "ringing" });
const CRITICAL = [anAttention({ severity: "critical" })];
const CLEO = aBoardCall({ id: "call_cleo", contactName: "Cleo", attention: [anAttention()] });
const DORA = aBoardCall({ id: "call_dora", contactName: "Dora", attention: CRITICAL });

describe("the board", () => {
  beforeEach(() => {
    window.history.replaceState(null, "", "/");
    for (const { id } of [ANNA, BERT])
      serverAnswers(`GET /api/v1/calls/${id}`, refusedWith(503, "database_unavailable"));
  });

  it("shows each call once, and says that it is live", () => {
    const { names, container } = aPage({ calls: [ANNA, BERT] });
    expect(names().sort()).toEqual(["Anna", "Bert"]);
    expect(container.querySelector("[data-board]")?.getAttribute("data-board")).toBe("live");
  });

  it("without calls says that there are none right now, and nothing of filters", () => {
    const { text } = aPage({ calls: [] });
    expect(text()).toContain("No calls right now");
    expect(text()).toContain("A call appears here by itself the moment it is made.");
    expect(text()).not.toContain("filter");
  });

  it("without calls and with old data, nobody is told that there are none", () => {
    const { text } = aPage({ calls: [] }, { freshness: answered(60_000) });
    expect(text()).toContain("No calls when we last heard");
    expect(text()).not.toContain("No calls right now");
  });

  it("a filter that nothing matches says so, tells how many calls there are, and is cleared by a press", async () => {
    const { user, names, text, getByRole } = aPage({ calls: [ANNA, BERT] }, { search: "agent=nobody" });
    expect(text()).toContain("No call matches the filter");
    expect(text()).toContain("2 calls are on the board without it.");
    await user.click(getByRole("button", { name: "Clear the filter" }));
    expect(names()).toHaveLength(2);
  });

  it.each([
    ["direction=inbound", ["Bert"]],
    ["status=ringing", ["Bert"]],
    ["direction=outbound&status=ringing", []],
    ["attention=all", ["Cleo", "Dora"]],
    ["attention=critical", ["Dora"]],
    ["attention=nonsense", ["Dora", "Anna", "Bert", "Cleo"]],
    ["direction=sideways", ["Dora", "Anna", "Bert", "Cleo"]],
    ["status=unanswered", ["Bert"]],
    ["status=completed", []],
  ])("opened with ?%s it shows what fits and nothing else", (search, expected) => {
    expect(
      aPage({ calls: [ANNA, BERT, CLEO, DORA] }, { search })
        .names()
        .sort(),
    ).toEqual([...expected].sort());
  });

  it.each([
    ["Active now 3", ["Anna", "Cleo", "Dora"]],
    ["Ringing 1", ["Bert"]],
    ["Needs attention 2", ["Cleo", "Dora"]],
    ["1 critical", ["Dora"]],
  ])("the tile “%s” shows the calls it counts, says that it does, and pressed again shows all", async (name, shown) => {
    const { user, names, getByRole } = aPage({ calls: [ANNA, BERT, CLEO, DORA] });
    const tile = () => getByRole("button", { name }) as HTMLButtonElement;
    expect(tile().getAttribute("aria-pressed")).toBe("false");
    await user.click(tile());
    expect(names().sort()).toEqual(shown);
    expect(tile().getAttribute("aria-pressed")).toBe("true");
    await user.click(tile());
    expect(names()).toHaveLength(4);
  });

  it("the longest call's tile puts the longest first", async () => {
    const young = { ...BERT, status: "active", startedAt: ANNA.startedAt };
    const old = { ...ANNA, startedAt: "2025-12-01T11:00:00.000Z", attention: [] };
    const { user, names, getByRole } = aPage({ calls: [{ ...young, attention: CRITICAL }, old] });
    expect(names()).toEqual(["Bert", "Anna"]);
    await user.click(getByRole("button", { name: /^Longest call/ }));
    expect(names()).toEqual(["Anna", "Bert"]);
  });

  it("with no call in trouble, the filter for them brings good news and the way back", async () => {
    const { user, names, text, getByRole } = aPage({ calls: [ANNA, BERT] }, { search: "attention=all" });
    expect(text()).toContain("No call needs attention");
    await user.click(getByRole("button", { name: "Show all calls" }));
    expect(names()).toHaveLength(2);
  });

  it("counts what lives and what has just ended apart, in words and in the statuses to choose from", () => {
    const ended = aBoardCall({ id: "call_over", contactName: "Over", status: "completed", phase: "ended" });
    const { container, getByRole } = aPage({ calls: [ANNA, BERT, ended] });
    expect(container.querySelector("[data-board-count]")?.textContent).toBe("2 live · 1 just ended");
    const choices = [...getByRole("combobox", { name: "Status" }).querySelectorAll("option")].map((one) => one.text);
    expect(choices).toEqual(
      expect.arrayContaining(["Unanswered (1)", "Active (1)", "Ringing (1)", "Completed (1)", "Busy (0)"]),
    );
  });

  it("sorted by newest, new calls are told with what is critical among them, and come when they are asked for", async () => {
    const newer = aBoardCall({ id: "call_new", contactName: "Anna Newer", createdAt: "2025-12-01T13:00:00.000Z" });
    const worse = { ...newer, id: "call_worse", contactName: "Bert Worse", attention: CRITICAL };
    const screen = aPage({ calls: [ANNA] }, { search: "sort=newest" });
    const next = aBoard({ calls: [ANNA, newer, worse] });
    screen.draw(<LiveBoard board={next} freshness={answered(500)} error={null} />);
    expect(screen.names()).toEqual(["Anna"]);
    await screen.user.click(screen.getByRole("button", { name: "2 new calls, 1 critical" }));
    expect(screen.names()).toHaveLength(3);
    expect(screen.names().at(-1)).toBe("Anna");
  });

  it("a call that leaves leaves its place empty, which the arrow keys pass over", async () => {
    const calls = [ANNA, BERT, CLEO].map((one) => ({ ...one, attention: [] }));
    const screen = aPage({ calls });
    const links = () => [...document.querySelectorAll<HTMLElement>("[data-open-call]")];
    const [first, second, third] = links().map((link) => link.closest("li"));
    const left = calls.filter(({ id }) => id !== second?.dataset.callId);
    screen.draw(<LiveBoard board={aBoard({ calls: left })} freshness={answered(500)} error={null} />);
    const places = [...(screen.container.querySelector("ul[aria-label=Calls]")?.children ?? [])];
    expect(places[0]).toBe(first);
    expect(places[1]?.hasAttribute("data-empty-place")).toBe(true);
    expect(places[2]).toBe(third);
    act(() => links()[0]?.focus());
    await screen.user.keyboard("{ArrowDown}");
    expect(document.activeElement).toBe(links()[1]);
  });

  it("opened with ?view=table it is a table, with the same calls", () => {
    const { names, getByRole } = aPage({ calls: [ANNA, BERT] }, { search: "view=table" });
    expect(getByRole("table")).toBeDefined();
    expect(names().sort()).toEqual(["Anna", "Bert"]);
  });

  it("keeps old data, and says why it is old in the words of its reason", () => {
    const error = new FetchError(502, "key_rejected", "refused");
    const { names, text, container } = aPage({ calls: [ANNA] }, { freshness: answered(60_000), error });
    expect(names()).toEqual(["Anna"]);
    expect(text()).toContain("HEPPU_API_KEY");
    expect(container.querySelector("[data-board]")?.getAttribute("data-board")).toBe("stale");
  });

  it("a failure nobody can notice yet says nothing", () => {
    const error = new FetchError(502, "key_rejected", "refused");
    expect(aPage({ calls: [ANNA] }, { error }).text()).not.toContain("HEPPU_API_KEY");
  });

  it.each([
    [1, "One call is missing here: the call service described it in a way that cannot be read."],
    [3, "3 calls are missing here: the call service described them in a way that cannot be read."],
  ])("%i rows that could not be read are counted in words", (droppedRows, words) => {
    expect(aPage({ calls: [ANNA], meta: { droppedRows } }).text()).toContain(words);
  });

  it("tells whoever sees their own calls only that the tiles count these", () => {
    const words = "You see the calls of your own agents and campaigns; the tiles count these only.";
    expect(aPage({ calls: [ANNA], meta: { scoped: true } }).text()).toContain(words);
  });

  it("the arrow keys move between calls and Enter is the link's own; Space peeks and Escape closes", async () => {
    const { user, getByRole, findByRole, queryByRole } = aPage({ calls: [ANNA, BERT] });
    const [first, second] = [...document.querySelectorAll<HTMLElement>("[data-open-call]")];
    act(() => first?.focus());
    await user.keyboard("{ArrowDown}");
    expect(document.activeElement).toBe(second);
    await user.keyboard(" ");
    const drawer = await findByRole("complementary", {
      name: `Call with ${second?.querySelector("bdi")?.textContent}`,
    });
    expect(drawer.contains(getByRole("link", { name: "Open the call" }))).toBe(true);
    await user.keyboard("{Escape}");
    expect(queryByRole("complementary")).toBeNull();
  });

  it("opened with the id of a call that it has not, it says so and leads to the call's own page", async () => {
    const { findByText } = aPage({ calls: [ANNA] }, { search: "peek=call_gone" });
    expect(await findByText(/It may have ended; its own page says so/)).toBeDefined();
  });
});

/** What the server finds: a line with "refund" in Anna's call, and nothing for other words. */
function serverFinds(search: Partial<typeof SEARCHED> = {}) {
  const line = { role: "user", content: "I want a refund.", timestamp: null, marks: [[9, 6]] };
  serverAnswers("GET /api/v1/live", ({ path }) => {
    const found = /q=refund(&|$)/.test(path);
    const { data, meta } = aBoard({ calls: found ? [ANNA] : [] });
    const hits = found ? [{ id: "call_anna", lineCount: 4, lines: [line] }] : [];
    return { body: { data: { ...data, hits }, meta: { ...meta, search: { ...SEARCHED, ...search } } } };
  });
}
const SEARCHED = { said: true, notRead: 0, notReady: 0, startsCut: 0 };

describe("the search", () => {
  beforeEach(() => window.history.replaceState(null, "", "/"));
  const searchBox = (screen: ReturnType<typeof aPage>) => screen.getByRole("searchbox", { name: "Search calls" });

  it("shows the calls the server has found something in, each with its line, the word marked, and how many more", async () => {
    serverFinds();
    const { names, container, getByRole, findByText } = aPage({ calls: [ANNA, BERT] }, { search: "q=refund" });
    await findByText("refund");
    expect(names()).toEqual(["Anna"]);
    expect(container.querySelector("mark")?.textContent).toBe("refund");
    expect(getByRole("list", { name: "Calls" }).textContent).toContain("+3 more lines with these words");
  });

  it("keeps the hits of the words before while others are asked for, and all calls are back at once without words", async () => {
    serverFinds();
    const screen = aPage({ calls: [ANNA, BERT] }, { search: "q=refund" });
    await screen.findByText("refund");
    await screen.user.type(searchBox(screen), "s");
    expect(screen.names()).toEqual(["Anna"]);
    await screen.findByText("No call matches the filter");
    await screen.user.clear(searchBox(screen));
    await waitFor(() => expect(screen.names().sort()).toEqual(["Anna", "Bert"]));
  });

  it("asks once for what somebody types, not at every letter", async () => {
    serverFinds();
    const screen = aPage({ calls: [ANNA, BERT] });
    await screen.user.type(searchBox(screen), "refund");
    await screen.findByText("refund", { selector: "mark" });
    const paths = askedOfServer().map(({ path }) => path);
    expect(new Set(paths.filter((path) => path.includes("q=")))).toEqual(new Set(["/api/v1/live?q=refund"]));
  });

  it("says how much it could not look into", async () => {
    serverFinds({ notRead: 1, startsCut: 2 });
    const { findByText } = aPage({ calls: [ANNA, BERT] }, { search: "q=refund" });
    expect(
      await findByText(
        "One call has not been read yet; 2 calls are longer than can be held: their beginnings were not searched.",
      ),
    ).toBeDefined();
  });

  it("that fails shows all calls, and says that it failed and why", async () => {
    serverAnswers("GET /api/v1/live", refusedWith(429, "too_many_attempts"));
    const { names, findByText } = aPage({ calls: [ANNA, BERT] }, { search: "q=refund" });
    await findByText(/All calls are shown/);
    expect(names()).toHaveLength(2);
  });
});
