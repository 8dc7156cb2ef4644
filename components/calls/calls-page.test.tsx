// @vitest-environment happy-dom
import { fireEvent, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { useKeyboard } from "@/components/shell/keys";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers, wholeDialog } from "@/e2e/support/rendered";
import type { ArchiveCalls, ArchivedCall, ArchivePassage, UnkeptCall } from "@/lib/wire/archive-contract";
import { CallsPage } from "./calls-page";

function Keyboard() {
  useKeyboard();
  return null;
}

const READER = { nowMs: Date.now(), timeZone: "UTC" };
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const aCall = (id: string, fields: Partial<ArchivedCall> = {}): ArchivedCall => ({
  ...{ id, status: "completed", direction: "inbound", agent: { id: "a1", name: "Support" }, campaignId: null },
  ...{ phoneNumber: "+14155550100", contactName: `Caller ${id}`, createdAt: null, startedAt: null, endedAt: null },
  ...{ happenedAt: minutesAgo(10), duration: 245, failureReason: null, summary: `About ${id}.`, messageCount: 4 },
  ...{ attention: [], endedByPerson: false, hasTalk: true, hits: [] },
  ...fields,
});
const hit = (line: number | null, word: string) => ({
  ...{ line, role: line === null ? null : "user", at: null },
  parts: [
    { text: "I want a ", isHit: false },
    { text: word, isHit: true },
  ],
});
const anAnswer = (calls: ArchivedCall[], meta: Partial<ArchiveCalls["meta"]> = {}, count = calls.length) => ({
  data: { calls, count: { value: count, isCapped: false } },
  meta: {
    ...{ nextCursor: null, demo: false, masked: false, redacted: false, scoped: false, keeps: true },
    ...{ lookedBackTo: null, tooCommon: false, unsearched: { value: 0, isCapped: false }, ...meta },
  },
});
const listed = (calls: UnkeptCall[]) => ({
  data: { calls },
  meta: { demo: false, masked: false, scoped: false, isComplete: true, lookedBackTo: null, asOf: minutesAgo(0) },
});
const passage = (call: ArchivedCall): ArchivePassage => ({
  data: {
    call,
    summary: [{ text: "What it came to.", isHit: false }],
    lines: [
      { key: 3, role: "assistant", at: null, parts: [{ text: "How can I help?", isHit: false }] },
      { key: 4, role: "user", at: null, parts: hit(4, "refund").parts },
    ],
    ...{ before: 3, after: 0, around: 4, hitLines: [4] },
  },
  meta: { demo: false, masked: false, redacted: false },
});

/** The page with this address; `archive` answers each question. */
type Archive = ((question: URLSearchParams) => ReturnType<typeof anAnswer>) | { status: number; body: unknown };
function page(search: string, archive: Archive, viewer = aPerson()) {
  window.history.replaceState(null, "", `/calls${search === "" ? "" : `?${search}`}`);
  serverAnswers("GET /api/v1/archive/calls", ({ path }) =>
    typeof archive === "function" ? { body: archive(new URLSearchParams(path.split("?")[1])) } : archive,
  );
  const parts = (
    <>
      <Keyboard />
      <CallsPage reader={READER} refusal={null} />
    </>
  );
  return drawn(parts, { viewer, path: "/calls", search });
}
const questions = () => askedOfServer().filter(({ path }) => path.startsWith("/api/v1/archive/calls?"));

beforeEach(() => {
  serverAnswers("GET /api/v1/archive/unkept", { body: listed([]) });
  serverAnswers("GET /api/v1/archive/choices", {
    body: { data: { agents: [{ id: "a1", name: "Support" }], campaigns: [], metadataKeys: [], isComplete: true } },
  });
  serverAnswers("GET /api/v1/live", refusedWith(502, "call_service_unreachable"));
  serverAnswers("GET /api/v1/agents", { body: { data: { agents: [], isComplete: true, asOf: minutesAgo(0) } } });
});

describe("the list of calls", () => {
  it("has a row a call with what is known of it, and says what is not", async () => {
    const stuck = {
      reason: "stuck",
      severity: "critical" as const,
      openedAt: minutesAgo(9),
      clearedAt: null,
      line: null,
    };
    const { findByRole, text } = page("", () =>
      anAnswer([aCall("one", { attention: [stuck] }), aCall("two", { attention: null, hasTalk: false })], {}, 1_234),
    );
    const one = within(await findByRole("row", { name: /Caller one/ }));
    expect(one.getByText("4:05")).toBeDefined();
    expect(one.getByText("Stuck")).toBeDefined();
    expect(one.getByRole("link", { name: "Caller one" }).getAttribute("href")).toBe("/calls/one");
    const two = within(await findByRole("row", { name: /Caller two/ }));
    expect(two.getByText("Not watched")).toBeDefined();
    expect(two.getByText("What was said is kept no longer")).toBeDefined();
    expect(text()).toContain("1,234 calls");
  });

  it("has calls that are only listed among them, marked, and not to be chosen", async () => {
    const row: UnkeptCall = {
      ...{ id: "far", status: "completed", direction: null, agent: { id: null, name: null }, phoneNumber: null },
      ...{ contactName: "Far Away", happenedAt: minutesAgo(1), duration: null, outcome: null },
    };
    serverAnswers("GET /api/v1/archive/unkept", { body: listed([row]) });
    const { findByRole, getAllByRole } = page("", () => anAnswer([aCall("one")]));
    const far = within(await findByRole("row", { name: /Far Away/ }));
    expect(far.getByText("Not kept")).toBeDefined();
    expect((far.getByRole("checkbox") as HTMLInputElement).disabled).toBe(true);
    const [, first] = getAllByRole("row");
    expect(first?.textContent).toContain("Far Away");
  });

  it("shows where words were found, each place a way to its line", async () => {
    const { findByRole } = page("q=refund", () =>
      anAnswer([aCall("one", { hits: [hit(null, "refund"), hit(4, "refund")] })]),
    );
    const row = within(await findByRole("row", { name: /Caller one/ }));
    const links = row.getAllByRole("link").slice(1);
    expect(links.map((link) => link.getAttribute("href"))).toEqual([
      "/calls/one?q=refund",
      "/calls/one?line=4&q=refund",
    ]);
    expect(row.getAllByText("refund").every(({ tagName }) => tagName === "MARK")).toBe(true);
  });

  it("says how far back it looked, and that words are too common", async () => {
    const far = page("q=the+order", () => anAnswer([aCall("one")], { lookedBackTo: "2026-01-05T10:00:00.000Z" }));
    await far.findByText(/were not looked into/);
    far.unmount();
    const common = page("q=the", () => anAnswer([], { tooCommon: true }));
    await common.findByText("These words are in almost every call");
  });

  it("says how many calls are not searched yet for a reader of redacted talk, and nothing where all are", async () => {
    const unsearched = { value: 1_204, isCapped: false };
    const some = page("q=refund", () => anAnswer([aCall("one")], { unsearched }));
    await some.findByText(/^1,204 calls are not searched yet/);
    some.unmount();
    const all = page("q=refund", () => anAnswer([aCall("one")]));
    await all.findByText("Caller one");
    expect(all.queryByText(/not searched yet/)).toBeNull();
  });

  it.each([
    ["", {}, "No call has been kept yet"],
    ["q=zebra", {}, "No call has “zebra”"],
    ["status=busy", {}, "No call fits these filters"],
    ["", { keeps: null }, "No calls"],
  ])("with nothing in it says why, at %j", async (search, meta, title) => {
    const { findByText } = page(search, () => anAnswer([], meta));
    await findByText(title);
  });

  it("says that calls are not kept, and leads who may to the decision", async () => {
    const { findByRole } = page("", () => anAnswer([], { keeps: null }), aPerson({ may: ["settings.manage"] }));
    expect((await findByRole("link", { name: "Decide in the settings" })).getAttribute("href")).toBe("/settings/data");
  });

  it("that could not be had for other words has no count of those before beside it", async () => {
    const { findByRole, getByRole, user } = page("", () => anAnswer([aCall("one")]));
    await findByRole("row", { name: /Caller one/ });
    const count = () => document.querySelector("[data-calls-count]")?.textContent;
    expect(count()).toBe("1 call");
    serverAnswers("GET /api/v1/archive/calls", refusedWith(503, "database_unavailable"));
    await user.type(getByRole("searchbox"), "zebra");
    await findByRole("button", { name: "Try now" });
    expect(count()).toBe("");
  });

  it("that cannot be had says so in the server's words, with a way to ask again", async () => {
    const refused = { message: "Your role does not show metadata.", code: 403, reason: "not_permitted" };
    const { findByText, findByRole, user } = page("meta=a=b", { status: 403, body: { error: refused } });
    await findByText(/Your role does not show metadata/);
    serverAnswers("GET /api/v1/archive/calls", { body: anAnswer([aCall("one")]) });
    await user.click(await findByRole("button", { name: "Try now" }));
    await findByRole("row", { name: /Caller one/ });
  });

  it("tells what in the address is not used, and takes it out when asked", async () => {
    const { findByRole, findByText, user } = page("direction=sideways&status=busy", () => anAnswer([aCall("one")]));
    await findByText("direction=sideways");
    expect(questions()[0]?.path).toContain("status=busy");
    await user.click(await findByRole("button", { name: "Take it out" }));
    await waitFor(() => expect(window.location.search).toBe("?status=busy"));
  });
});

describe("ways through it", () => {
  const three = () =>
    anAnswer([aCall("one", { hits: [hit(4, "refund")] }), aCall("two"), aCall("six", { hits: [hit(9, "refund")] })]);

  it("by the keys: J and K move, Space looks, X chooses", async () => {
    const { findByRole, user, text } = page("", three);
    await findByRole("row", { name: /Caller one/ });
    serverAnswers("GET /api/v1/archive/calls/two/passage", { body: passage(aCall("two")) });
    await user.keyboard("j");
    expect(document.activeElement?.textContent).toBe("Caller one");
    await user.keyboard("j");
    expect(document.activeElement?.textContent).toBe("Caller two");
    await user.keyboard(" ");
    await findByRole("complementary", { name: "Call with Caller two" });
    await user.keyboard("x");
    expect(text()).toContain("1 call chosen");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.querySelector("aside")).toBeNull());
    await user.keyboard("k");
    expect(document.activeElement?.textContent).toBe("Caller one");
  });

  it("N goes from hit to hit, over calls without any", async () => {
    const { findByRole, user } = page("q=refund", three);
    await findByRole("row", { name: /Caller one/ });
    for (const id of ["one", "six"]) {
      const call = aCall(id);
      const line = id === "one" ? 4 : 9;
      const data = { ...passage(call).data, around: line, hitLines: [line] };
      serverAnswers(`GET /api/v1/archive/calls/${id}/passage`, { body: { ...passage(call), data } });
    }
    await user.keyboard("n");
    const drawer = await findByRole("complementary", { name: "Call with Caller one" });
    await within(drawer).findByText("How can I help?");
    expect(within(drawer).getByRole("link", { name: "Open the call here" }).getAttribute("href")).toBe(
      "/calls/one?line=4&q=refund",
    );
    await user.keyboard("n");
    await findByRole("complementary", { name: "Call with Caller six" });
    await user.keyboard("{Shift>}n{/Shift}");
    await findByRole("complementary", { name: "Call with Caller one" });
  });

  it("page by page and back, with what was chosen kept", async () => {
    const { findByRole, user, text } = page("", (question) =>
      question.get("cursor") === "second"
        ? anAnswer([aCall("two")])
        : anAnswer([aCall("one")], { nextCursor: "second" }),
    );
    await user.click(await findByRole("checkbox", { name: "Choose Caller one" }));
    await user.click(await findByRole("button", { name: "Next" }));
    await findByRole("row", { name: /Caller two/ });
    expect(text()).toContain("1 call chosen");
    await waitFor(() => expect(window.location.search).toBe("?after=second"));
    await user.click(await findByRole("button", { name: "Previous" }));
    await findByRole("row", { name: /Caller one/ });
    expect(questions().every(({ path }) => path.includes("limit=50"))).toBe(true);
  });

  it("a name of a column orders by it; with words only the best and the newest order", async () => {
    const { findByRole, queryByRole, user } = page("", three);
    await user.click(await findByRole("button", { name: "Length" }));
    await waitFor(() => expect(window.location.search).toBe("?sort=longest"));
    await user.type(await findByRole("searchbox"), "refund");
    await waitFor(() => expect(window.location.search).toBe("?sort=longest&q=refund"));
    await waitFor(() => expect(questions().at(-1)?.path).toContain("q=refund&sort=best"));
    expect(queryByRole("button", { name: "Length" })).toBeNull();
  });

  it("filters are typed, checked and applied as one; a chip takes one away", async () => {
    const { findByRole, findByText, user } = page("", three, aPerson({ may: ["shares.manage"] }));
    await user.click(await findByRole("button", { name: "Filters" }));
    const dialog = await wholeDialog("Filters");
    await user.type(dialog.getByLabelText("At least, minutes"), "soon");
    await user.click(dialog.getByRole("button", { name: "Show calls" }));
    await findByText(/Minutes, such as 5/);
    await user.clear(dialog.getByLabelText("At least, minutes"));
    await user.type(dialog.getByLabelText("At least, minutes"), "1:30");
    await user.selectOptions(dialog.getByLabelText("Ended"), "person");
    await user.selectOptions(dialog.getByLabelText("Share links"), "yes");
    await user.click(dialog.getByRole("button", { name: "Show calls" }));
    await waitFor(() => expect(window.location.search).toBe("?min=90&ended=person&shared=yes"));
    await user.click(await findByRole("button", { name: "Remove: Ended by us" }));
    await waitFor(() => expect(window.location.search).toBe("?min=90&shared=yes"));
    expect(questions().at(-1)?.path).toContain("minSeconds=90&shared=true");
  });

  it("new calls wait until they are asked for", async () => {
    let calls = [aCall("one")];
    const { findByRole, queryByRole, user } = page("", () => anAnswer(calls));
    await findByRole("row", { name: /Caller one/ });
    calls = [aCall("new"), ...calls];
    // Somebody comes back to the tab: the page asks again.
    fireEvent(window, new Event("visibilitychange"));
    const pill = await findByRole("button", { name: "1 new call" });
    expect(queryByRole("row", { name: /Caller new/ })).toBeNull();
    await user.click(pill);
    await findByRole("row", { name: /Caller new/ });
  });
});

describe("columns", () => {
  it("are chosen, ordered and made wider, and stay in this browser", async () => {
    localStorage.clear();
    const { findByRole, getAllByRole, user } = page("", () => anAnswer([aCall("one", { campaignId: "spring" })]));
    await user.click(await findByRole("button", { name: "Columns" }));
    const dialog = await wholeDialog("Columns");
    await user.click(dialog.getByRole("checkbox", { name: "Campaign" }));
    await user.click(dialog.getByRole("button", { name: "Move Call with to the left" }));
    await user.click(dialog.getByRole("button", { name: "Done" }));
    const heads = () => getAllByRole("columnheader").map(({ textContent }) => textContent);
    await waitFor(() => expect(heads()).toContain("Campaign"));
    expect(heads().indexOf("Call with")).toBeLessThan(heads().indexOf("When"));
    const edge = await findByRole("separator", { name: "Width of Agent" });
    const before = Number(edge.getAttribute("aria-valuenow"));
    edge.focus();
    await user.keyboard("{ArrowRight}");
    await waitFor(() => expect(Number(edge.getAttribute("aria-valuenow"))).toBe(before + 16));
    expect(localStorage.getItem("earshot_calls_columns.usr_ada")).toContain('"agent":184');
  });
});
