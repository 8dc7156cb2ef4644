// @vitest-environment happy-dom
import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { at } from "@/lib/calls/build";
import type { AuditEntry } from "@/lib/wire/settings-contract";
import { AuditPage } from "./audit-page";

const ROUTE = "GET /api/v1/audit";
const anEntry = (fields: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 1,
  at: at(0),
  actor: { kind: "person", id: "usr_1", name: "Ada" },
  action: "call.cancel",
  target: { kind: "call", id: "call_abc123", name: null, callId: null },
  result: "done",
  detail: {},
  ...fields,
});
const page = (entries: AuditEntry[], nextBefore: number | null = null) => ({ body: { data: { entries, nextBefore } } });

const open = () => drawn(<AuditPage />, { viewer: aPerson({ may: ["audit.read"] }), path: "/settings/audit" });
const searches = () =>
  askedOfServer()
    .filter(({ path }) => path.startsWith("/api/v1/audit?") || path === "/api/v1/audit")
    .map(({ path }) => Object.fromEntries(new URL(path, "http://localhost").searchParams));

describe("the audit trail's page", () => {
  it("waits in words until the first answer", () => {
    serverAnswers(ROUTE, () => new Promise(() => undefined));
    expect(open().text()).toContain("Looking…");
  });

  it("tells who did what to what, with a link to a call and what was refused", async () => {
    const denied = anEntry({ id: 2, action: "users.manage", target: null, result: "denied" });
    serverAnswers(ROUTE, page([anEntry(), denied]));
    const { findAllByRole, getByRole } = open();
    await waitFor(async () => expect((await findAllByRole("listitem")).length).toBeGreaterThan(1));
    const [ended, refused] = [...getByRole("list", { name: "Audit trail" }).children].map(
      (row) => row.textContent ?? "",
    );
    expect(ended).toContain("Ada");
    expect(ended).toContain("ended call call_abc123");
    expect(ended).not.toContain("Denied");
    expect(refused).toContain("was not allowed to manage users");
    expect(refused).toContain("Denied");
    expect(getByRole("link", { name: "call_abc123" }).getAttribute("href")).toBe("/calls/call_abc123");
  });

  it("an action that it has no words for is told by its name", async () => {
    serverAnswers(ROUTE, page([anEntry({ action: "moon.landed" })]));
    expect(await open().findByText(/moon\.landed”/)).toBeDefined();
  });

  it("with nothing in it says what will be written here", async () => {
    serverAnswers(ROUTE, page([]));
    expect(await open().findByText("What people do from now on is written down here.")).toBeDefined();
  });

  it("every field narrows it, and nothing that fits is said to be no match instead of nothing yet", async () => {
    serverAnswers(ROUTE, page([]));
    const { user, getByRole, findByText } = open();
    await user.selectOptions(getByRole("combobox", { name: "Result" }), "denied");
    await user.type(getByRole("searchbox", { name: "Search people and ids" }), "ada");
    expect(await findByText("Nothing in the trail fits these filters.")).toBeDefined();
    await waitFor(() => expect(searches().at(-1)).toMatchObject({ result: "denied", text: "ada" }));
  });

  it("a moment is told with its seconds, and the page names the zone that it is in", async () => {
    serverAnswers(ROUTE, page([anEntry({ at: "2026-11-26T12:00:09.000Z" })]));
    const { findByText, text } = open();
    expect(await findByText(/^\d{1,2} Nov 2026, \d\d:\d\d:09$/)).toBeDefined();
    expect(text()).toContain(`Times are in ${Intl.DateTimeFormat().resolvedOptions().timeZone}`);
  });

  it("a day is typed as days are shown here, and one that two people would read differently is refused", async () => {
    serverAnswers(ROUTE, page([]));
    const { user, getByRole, findByText, queryByText } = open();
    const from = getByRole("textbox", { name: "from" }) as HTMLInputElement;
    await user.type(from, "26.11.2026");
    await user.tab();
    expect(from.value).toBe("26 Nov 2026");
    const startOfDay = new Date("2026-11-26T00:00:00").toISOString();
    await waitFor(() => expect(searches().at(-1)).toMatchObject({ from: startOfDay }));
    await user.clear(from);
    await user.type(from, "11/12/2026");
    await user.tab();
    expect(await findByText("A day, such as 26 Nov 2026.")).toBeDefined();
    await waitFor(() => expect(searches().at(-1)?.from).toBeUndefined());
    await user.clear(from);
    await user.tab();
    expect(queryByText("A day, such as 26 Nov 2026.")).toBeNull();
  });

  it("older ones come below those that are there, from where these end", async () => {
    serverAnswers(ROUTE, ({ path }) =>
      path.includes("before=7")
        ? page([anEntry({ id: 6, actor: { kind: "system", id: null, name: "Earshot" } })])
        : page([anEntry({ id: 7 })], 7),
    );
    const { user, findByRole, getByRole, queryByRole } = open();
    await user.click(await findByRole("button", { name: "Show older ones" }));
    await waitFor(() => expect(getByRole("list", { name: "Audit trail" }).children).toHaveLength(2));
    expect(queryByRole("button", { name: "Show older ones" })).toBeNull();
    expect(searches().at(-1)).toMatchObject({ before: "7" });
  });

  it("that cannot be read says why instead of an empty trail", async () => {
    serverAnswers(ROUTE, refusedWith(503, "database_unavailable"));
    const { findByText, text } = open();
    expect(await findByText(/database does not answer/)).toBeDefined();
    expect(text()).not.toContain("Nothing yet");
  });
});
