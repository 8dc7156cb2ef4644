// @vitest-environment happy-dom
import { within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { aBoard, aBoardCall } from "@/lib/calls/build";
import type { UserEntry } from "@/lib/wire/identity-contract";
import { RoleFields, readRole } from "./role-fields";

const AGENTS = {
  agents: [
    { id: "a1", name: "Sales, north", status: "deployed" },
    { id: "a2", name: "Support", status: "inactive" },
  ],
  isComplete: true,
  asOf: "2026-11-26T12:00:00.000Z",
};
type Answer = ReturnType<typeof refusedWith>;

const CALLS = [
  aBoardCall({ id: "c1", agent: { id: "a1", name: "Sales, north" } }),
  aBoardCall({ id: "c2", agent: { id: "a1", name: "Sales, north" }, campaignId: "spring" }),
  aBoardCall({ id: "c3", agent: { id: "a3", name: "Only on the board" } }),
];

function theFields(
  initial: Partial<Pick<UserEntry, "role" | "scope">> = {},
  agents: Answer = { body: { data: AGENTS } },
) {
  serverAnswers("GET /api/v1/agents", agents);
  serverAnswers("GET /api/v1/live", { body: aBoard({ calls: CALLS }) });
  const screen = drawn(
    <form aria-label="role">
      <RoleFields initial={{ role: "viewer", scope: null, ...initial }} />
    </form>,
    { viewer: aPerson({ may: ["agents.read"] }) },
  );
  const field = screen.getByRole("combobox", { name: "Only calls of these agents" });
  const sent = () => readRole(new FormData(screen.getByRole("form") as HTMLFormElement));
  const offered = () =>
    screen
      .queryAllByRole("option")
      .filter((one) => one.closest("[role=listbox]"))
      .map((one) => one.textContent);
  return { ...screen, field, sent, offered };
}

describe("choosing whose calls somebody sees", () => {
  it("offers the agents by name, and says at once how many calls that is", async () => {
    const { user, field, offered, sent, findByText } = theFields();
    expect(await findByText("Every call: 3 calls now.")).toBeDefined();
    await user.click(field);
    expect(offered()).toEqual(["Only on the board", "Sales, north", "Supportinactive"]);
    await user.type(field, "sal{Enter}");
    expect(await findByText("Matches 2 calls now.")).toBeDefined();
    expect(sent().scope).toEqual({ agents: ["a1"], agentNames: [], campaigns: [] });
  });

  it("works by keys alone: arrows and Enter take, Backspace gives back, Escape closes the list only", async () => {
    const { user, field, sent, offered, findByText } = theFields();
    await findByText("Every call: 3 calls now.");
    field.focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{Enter}{ArrowDown}{Enter}");
    expect(sent().scope?.agents).toHaveLength(2);
    await user.keyboard("{Escape}");
    expect(offered()).toEqual([]);
    await user.keyboard("{Backspace}{Backspace}{Backspace}");
    expect(sent().scope).toBeNull();
  });

  it("a typo chooses nobody", async () => {
    const { user, field, sent, findByText } = theFields();
    await findByText("Every call: 3 calls now.");
    await user.type(field, "Suport{Enter}");
    expect(await findByText("Nothing fits.")).toBeDefined();
    expect(sent().scope).toBeNull();
  });

  it("keeps what was chosen when the agents cannot be read, says so, and offers those of live calls", async () => {
    const scope = { agents: ["a404"], agentNames: ["Night shift"], campaigns: ["spring"] };
    const { user, field, sent, offered, findByText } = theFields(
      { scope },
      refusedWith(502, "call_service_unreachable"),
    );
    expect(await findByText(/the list of agents is not known/)).toBeDefined();
    expect(sent().scope).toEqual(scope);
    await user.click(field);
    expect(offered()).toEqual(["Only on the board", "Sales, north"]);
  });

  it("what was chosen is taken out one by one", async () => {
    const scope = { agents: ["a1"], agentNames: ["Night shift"], campaigns: [] };
    const { user, getByRole, sent, findByText } = theFields({ scope });
    await findByText("Matches 2 calls now.");
    const chosen = within(getByRole("list", { name: "Only calls of these agents: chosen" }));
    await user.click(chosen.getByRole("button", { name: "Remove Night shift" }));
    expect(sent().scope).toEqual({ agents: ["a1"], agentNames: [], campaigns: [] });
  });
});
