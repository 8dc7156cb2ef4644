// @vitest-environment happy-dom
import { waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { aBoard, at } from "@/lib/calls/build";
import type { UserEntry } from "@/lib/wire/identity-contract";
import { UserRow } from "./user-row";

const aUser = (fields: Partial<UserEntry> = {}): UserEntry => ({
  id: "usr_bo",
  email: "bo@example.com",
  name: "Bo",
  role: "viewer",
  scope: null,
  keptScope: null,
  status: "active",
  hasPassword: true,
  hasSingleSignOn: false,
  createdAt: at(0),
  lastSignInAt: null,
  link: null,
  ...fields,
});

function aRow(fields: Partial<UserEntry> = {}) {
  const screen = drawn(
    <ul>
      <UserRow user={aUser(fields)} />
    </ul>,
    { viewer: aPerson({ id: "usr_ada" }) },
  );
  const row = within(screen.getByRole("listitem"));
  const offered = () => row.getAllByRole("button").map((button) => button.textContent);
  const press = (name: string) => screen.user.click(row.getByRole("button", { name }));
  const inQuestion = (name: string) =>
    screen.user.click(within(screen.getByRole("dialog")).getByRole("button", { name }));
  return { ...screen, row, offered, press, inQuestion };
}

const changes = () => askedOfServer().filter(({ method }) => method !== "GET");

describe("a user in the list", () => {
  it.each<[string, Partial<UserEntry>, string[]]>([
    ["active", {}, ["Change", "Reset password", "Disable", "Delete"]],
    ["invited", { status: "invited" }, ["Change", "New invitation", "Disable", "Delete"]],
    ["disabled", { status: "disabled" }, ["Change", "Reset password", "Enable", "Delete"]],
    ["oneself", { id: "usr_ada" }, ["Change", "Reset password"]],
  ])("who is %s is offered what can be done", (_what, fields, expected) => {
    expect(aRow(fields).offered()).toEqual(expected);
  });

  it("is told with role, status, scope, and how they sign in", () => {
    const { text } = aRow({
      status: "invited",
      role: "supervisor",
      scope: { agents: [], agentNames: ["Aurora"], campaigns: ["spring"] },
      hasSingleSignOn: true,
      email: null,
    });
    for (const words of [
      "Supervisor",
      "Invited",
      "only Aurora, spring",
      "single sign-on",
      "no e-mail address",
      "never signed in",
    ]) {
      expect(text()).toContain(words);
    }
    expect(text()).not.toContain("you");
  });

  it("oneself is marked", () => {
    expect(aRow({ id: "usr_ada" }).text()).toContain("you");
  });

  it("nobody who is disabled gets a link to sign in", () => {
    const { row } = aRow({ status: "disabled" });
    expect(row.getByRole<HTMLButtonElement>("button", { name: "Reset password" }).disabled).toBe(true);
  });

  it("disabling asks first and says what ends with it; keeping sends nothing", async () => {
    const { press, inQuestion, getByRole, queryByRole } = aRow();
    await press("Disable");
    expect(getByRole("dialog", { name: "Disable Bo?" }).textContent).toContain("signed out everywhere at once");
    await inQuestion("Keep it");
    expect(queryByRole("dialog")).toBeNull();
    expect(changes()).toEqual([]);
  });

  it("disabling and enabling send the status, deleting sends that", async () => {
    serverAnswers("PATCH /api/v1/users/usr_bo", { body: { data: { user: aUser() } } });
    serverAnswers("DELETE /api/v1/users/usr_bo", { body: { data: { count: 1 } } });
    const active = aRow();
    await active.press("Disable");
    await active.inQuestion("Disable");
    await waitFor(() => expect(active.queryByRole("dialog")).toBeNull());
    await active.press("Delete");
    await active.inQuestion("Delete the user");
    await waitFor(() => expect(active.queryByRole("dialog")).toBeNull());
    expect(changes()).toEqual([
      { method: "PATCH", path: "/api/v1/users/usr_bo", body: { status: "disabled" } },
      { method: "DELETE", path: "/api/v1/users/usr_bo", body: {} },
    ]);
  });

  it("enabling asks nothing, and says why it did not work", async () => {
    serverAnswers("PATCH /api/v1/users/usr_bo", refusedWith(503, "database_unavailable"));
    const { press, findByRole } = aRow({ status: "disabled" });
    await press("Enable");
    expect((await findByRole("alert")).textContent).toMatch(/database does not answer/);
    expect(changes()).toMatchObject([{ body: { status: "active" } }]);
  });

  it("a refusal keeps the question open, with its reason", async () => {
    serverAnswers("DELETE /api/v1/users/usr_bo", refusedWith(409, "last_admin"));
    const { press, inQuestion, findByRole, getByRole } = aRow();
    await press("Delete");
    await inQuestion("Delete the user");
    expect((await findByRole("alert")).textContent).toContain("This is the last admin");
    expect(getByRole("dialog", { name: "Delete Bo?" })).toBeDefined();
  });

  it("a new link is shown once, whole, with what it is for", async () => {
    const link = { kind: "reset", path: "/welcome#token", expiresAt: at(0) };
    serverAnswers("POST /api/v1/users/usr_bo/link", { body: { data: { link } } });
    const { press, inQuestion, findByRole } = aRow();
    await press("Reset password");
    await inQuestion("Make the link");
    const told = await findByRole("dialog", { name: "A link to set a new password" });
    expect(told.innerHTML).toContain("/welcome#token");
    expect(told.textContent).toContain("is not shown again");
  });

  it("a change sends name, role and scope, and closes", async () => {
    serverAnswers("PATCH /api/v1/users/usr_bo", { body: { data: { user: aUser() } } });
    serverAnswers("GET /api/v1/live", { body: aBoard() });
    const { press, user, getByRole, inQuestion, queryByRole } = aRow({
      scope: { agents: ["a1"], agentNames: ["Aurora"], campaigns: [] },
    });
    await press("Change");
    await user.selectOptions(getByRole("combobox", { name: "Role" }), "supervisor");
    await user.type(getByRole("combobox", { name: /campaigns/ }), "spring, 2026{Enter}autumn{Enter}");
    await inQuestion("Save");
    await waitFor(() => expect(queryByRole("dialog")).toBeNull());
    expect(changes()[0]?.body).toEqual({
      name: "Bo",
      role: "supervisor",
      scope: { agents: ["a1"], agentNames: ["Aurora"], campaigns: ["spring, 2026", "autumn"] },
    });
  });
});
