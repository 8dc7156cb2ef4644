// @vitest-environment happy-dom
import { within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import type { SavedView } from "@/lib/wire/views-contract";
import { ViewsDialog } from "./views-dialog";

const aView = (fields: Partial<SavedView>): SavedView => ({
  ...{ id: "v1", page: "live", name: "Refunds", query: "q=refund", shared: false, isOwn: true },
  ...{ madeBy: "Ada", mayChange: true, changedAt: "2026-01-05T09:00:00.000Z" },
  ...fields,
});
const OWN = aView({});
const SHARED = aView({ id: "v2", name: "Night", query: "status=active", shared: true, isOwn: false, madeBy: "Ben" });

/** The dialog over a board whose address has this query; the server has these views, and keeps what is changed. */
function dialogOver(query: string, views: SavedView[], { mayShare = true, isAway = false } = {}) {
  window.history.replaceState(null, "", query === "" ? "/" : `/?${query}`);
  let now = views;
  serverAnswers("GET /api/v1/views", () => ({ body: { data: { views: now, mayShare } } }));
  serverAnswers("POST /api/v1/views", ({ body }) => {
    const made = aView({ id: "v9", ...(body as Partial<SavedView>) });
    now = [...now, made];
    return { status: 201, body: { data: made } };
  });
  for (const { id } of views) {
    serverAnswers(`PATCH /api/v1/views/${id}`, ({ body }) => {
      now = now.map((view) => (view.id === id ? { ...view, ...(body as Partial<SavedView>) } : view));
      return { body: { data: now.find((view) => view.id === id) } };
    });
    serverAnswers(`DELETE /api/v1/views/${id}`, () => {
      now = now.filter((view) => view.id !== id);
      return { body: { data: aView({ id }) } };
    });
  }
  if (isAway) serverAnswers("GET /api/v1/views", refusedWith(503, "database_unavailable"));
  let closes = 0;
  const close = () => {
    closes += 1;
  };
  const screen = drawn(<ViewsDialog page="live" onClose={close} />);
  return { ...screen, closes: () => closes };
}
const changes = () => askedOfServer().filter(({ method }) => method !== "GET");

describe("the views of a page", () => {
  beforeEach(() => window.history.replaceState(null, "", "/"));

  it("are one's own and the shared ones, apart, with who made those of others", async () => {
    const { findByRole } = dialogOver("", [OWN, SHARED]);
    const own = within(await findByRole("region", { name: "Yours" }));
    const shared = within(await findByRole("region", { name: "Shared with everybody" }));
    expect(own.getByRole("button", { name: "Refunds" })).toBeDefined();
    expect(shared.getByRole("button", { name: "Night by Ben" })).toBeDefined();
  });

  it("one is chosen with Enter from where the focus begins: the address shows it, the way back leads back", async () => {
    const { findByRole, user, closes } = dialogOver("agent=a1", [OWN, SHARED]);
    const first = await findByRole("button", { name: "Refunds" });
    expect(document.activeElement).toBe(first);
    const before = window.history.length;
    await user.keyboard("{ArrowDown}{ArrowUp}{ArrowDown}{Enter}");
    expect(window.location.search).toBe("?status=active");
    expect(window.history.length).toBe(before + 1);
    expect(closes()).toBe(1);
  });

  it("the one that is looked at is marked, in whatever order its address has its parts", async () => {
    const two = aView({ query: "agent=a1&q=refund" });
    const { findByRole, getByText } = dialogOver("q=refund&agent=a1&peek=call_1", [two, SHARED]);
    expect((await findByRole("button", { name: /^Refunds/ })).getAttribute("aria-current")).toBe("true");
    expect(getByText("“Refunds” shows the same already.")).toBeDefined();
  });

  it("what is looked at is saved under a name, shared if wanted, and the call that was peeked at is left out", async () => {
    const { findByRole, findByText, getByRole, user } = dialogOver("status=active&peek=call_1", []);
    await user.type(await findByRole("textbox", { name: "Name" }), "My shift");
    await user.click(getByRole("checkbox", { name: "Share with everybody" }));
    await user.click(getByRole("button", { name: "Save" }));
    expect(await findByText("“My shift” is saved.")).toBeDefined();
    expect(changes().map(({ body }) => body)).toEqual([
      { page: "live", name: "My shift", query: "status=active", shared: true },
    ]);
    expect(await findByRole("button", { name: /^My shift/ })).toBeDefined();
  });

  it("a name that is taken is said in the server's words, and what was typed stays", async () => {
    const { findByRole, findByText, user, getByRole } = dialogOver("", [OWN]);
    const message = "There is a view of yours with this name.";
    serverAnswers("POST /api/v1/views", {
      status: 409,
      body: { error: { message, code: 409, reason: "conflict", requestId: "r" } },
    });
    const name = await findByRole("textbox", { name: "Name" });
    await user.type(name, "Refunds");
    await user.click(getByRole("button", { name: "Save" }));
    expect(await findByText(message)).toBeDefined();
    expect((name as HTMLInputElement).value).toBe("Refunds");
  });

  it("one is renamed, overwritten and shared by who may", async () => {
    const { findByRole, findByText, user, getByRole } = dialogOver("status=ringing", [OWN]);
    await user.click(await findByRole("button", { name: "Change Refunds" }));
    await user.click(getByRole("button", { name: "Rename" }));
    const field = getByRole("textbox", { name: "New name" });
    await user.clear(field);
    await user.type(field, "Money{Enter}");
    await findByText("“Refunds” is now called “Money”.");
    await user.click(await findByRole("button", { name: "Change Money" }));
    await user.click(getByRole("button", { name: "Overwrite with what you see" }));
    await findByText("“Money” shows what you see now.");
    await user.click(getByRole("button", { name: "Change Money" }));
    await user.click(within(getByRole("list")).getByRole("button", { name: "Share with everybody" }));
    await findByText("Everybody has “Money” now.");
    expect(changes().map(({ body }) => body)).toEqual([
      { name: "Money" },
      { query: "status=ringing" },
      { shared: true },
    ]);
  });

  it("one is deleted only after a question, which says for whom", async () => {
    const { findByRole, findByText, user, getByRole, getByText } = dialogOver("", [OWN, SHARED]);
    await user.click(await findByRole("button", { name: "Change Night" }));
    await user.click(getByRole("button", { name: "Delete" }));
    expect(getByText(/for everybody\? This cannot be undone/)).toBeDefined();
    expect(document.activeElement).toBe(getByRole("button", { name: "Keep it" }));
    expect(changes()).toEqual([]);
    await user.click(getByRole("button", { name: "Delete it" }));
    expect(await findByText("“Night” is deleted for everybody.")).toBeDefined();
    expect(changes().map(({ method }) => method)).toEqual(["DELETE"]);
  });

  it("whoever may not share is offered neither that nor a change of what others shared", async () => {
    const { findByRole, queryByRole } = dialogOver("", [OWN, { ...SHARED, mayChange: false }], { mayShare: false });
    await findByRole("button", { name: "Change Refunds" });
    expect(queryByRole("button", { name: "Change Night" })).toBeNull();
    expect(queryByRole("checkbox")).toBeNull();
  });

  it("without any it says what they are for", async () => {
    const { findByText } = dialogOver("", []);
    expect(await findByText(/No views yet/)).toBeDefined();
  });

  it("that cannot be read says why, and is asked for again", async () => {
    const { findByRole, getByRole, user } = dialogOver("", [OWN], { isAway: true });
    const alert = await findByRole("alert");
    expect(alert.textContent).toContain("Earshot's database does not answer");
    serverAnswers("GET /api/v1/views", { body: { data: { views: [OWN], mayShare: true } } });
    await user.click(getByRole("button", { name: "Try now" }));
    expect(await findByRole("button", { name: "Refunds" })).toBeDefined();
  });
});
