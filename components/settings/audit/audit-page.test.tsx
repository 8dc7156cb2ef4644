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
  target: { kind: "call", id: "call_abc123" },
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
    expect(ended).toContain("ended a call");
    expect(ended).not.toContain("denied");
    expect(refused).toContain("opened users");
    expect(refused).toContain("denied");
    expect(getByRole("link", { name: "call_abc123" }).getAttribute("href")).toBe("/calls/call_abc123");
  });

  it("an action that it has no words for is told by its name", async () => {
    serverAnswers(ROUTE, page([anEntry({ action: "moon.landed" })]));
    expect(await open().findByText("moon.landed")).toBeDefined();
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
