// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { aPerson, drawn, serverAnswers } from "@/e2e/support/rendered";
import { aBoard, aBoardCall } from "@/lib/calls/build";
import Palette from "./palette";
import { isPaused } from "./pause";

const CALLS = [
  aBoardCall({ id: "call_anna", contactName: "Anna", agent: { id: "agent_1", name: "Aurora" } }),
  aBoardCall({ id: "call_bert", contactName: "Bert", agent: { id: "agent_1", name: "Aurora" } }),
  aBoardCall({ id: "call_over", contactName: "Carla", status: "completed", phase: "ended" }),
];

async function aPalette({ may = [] as string[], calls = CALLS } = {}) {
  serverAnswers("GET /api/v1/live", { body: aBoard({ calls }) });
  let closes = 0;
  const close = () => {
    closes += 1;
  };
  const screen = drawn(<Palette onClose={close} />, { viewer: aPerson({ may }) });
  const field = await screen.findByRole("combobox");
  if (calls.length > 0) await screen.findByText(/^Anna/);
  const options = () => screen.getAllByRole("option").map((option) => option.textContent?.replace(/\s+/g, " "));
  const chosen = () => screen.getAllByRole("option").find((one) => one.getAttribute("aria-selected") === "true");
  return { ...screen, field, options, chosen: () => chosen()?.textContent, closes: () => closes };
}

describe("the palette", () => {
  it("has the focus, and offers live calls and agents, nothing that has ended", async () => {
    const { field, options } = await aPalette();
    expect(document.activeElement).toBe(field);
    expect(options().filter((option) => /Anna|Bert|Carla/.test(option ?? ""))).toHaveLength(2);
    expect(options()).toContain("Aurora · 2 calls");
  });

  it("offers of the settings what this person may open", async () => {
    const names = (await aPalette({ may: ["tokens.manage", "audit.read"] })).options();
    expect(names.filter((name) => name?.startsWith("Settings"))).toEqual([
      "Settings: Access tokens",
      "Settings: Audit trail",
    ]);
  });

  it("typing narrows it to a live call, and Enter opens that call and closes it", async () => {
    const { user, field, chosen, went, closes } = await aPalette();
    await user.type(field, "bert");
    expect(chosen()).toContain("Bert");
    await user.keyboard("{Enter}");
    expect([went, closes()]).toEqual([["/calls/call_bert"], 1]);
  });

  it("the best hit is chosen while typing, and what is only similar is not there", async () => {
    const calls = [
      aBoardCall({ id: "call_one", contactName: "Anna Rubyson", agent: { id: "agent_1", name: "Aurora" } }),
      aBoardCall({ id: "call_two", contactName: "Roland Ubay", agent: { id: "agent_1", name: "Aurora" } }),
      aBoardCall({ id: "call_ruby", contactName: "Ruby", agent: { id: "agent_1", name: "Aurora" } }),
    ];
    const { user, field, options, chosen, went, findByText } = await aPalette({ calls });
    await findByText("Ruby");
    await user.type(field, "ruby");
    expect(chosen()).toContain("Ruby");
    // Two calls, and the two places where the same words can be looked for.
    expect(options()).toHaveLength(4);
    expect(options().slice(-2)).toEqual(["Find “ruby” in all calls that are over", "Find “ruby” among live calls"]);
    await user.keyboard("{Enter}");
    expect(went).toEqual(["/calls/call_ruby"]);
  });

  it("a call is told with its agent, its length, and what is amiss with it", async () => {
    const attention = [{ reason: "dead_air", severity: "critical", sentence: "Nobody speaks.", since: null }] as const;
    const calls = [aBoardCall({ id: "call_anna", contactName: "Anna", attention: [...attention] })];
    const { options } = await aPalette({ calls });
    expect(options()[0]).toMatch(/Anna.*Pause.*\d:\d\d/);
  });

  it("arrows move, and stop at the ends", async () => {
    const { user, getAllByRole } = await aPalette();
    // By their places: what they say has a clock in it.
    const chosen = () => getAllByRole("option").findIndex((one) => one.getAttribute("aria-selected") === "true");
    await user.keyboard("{Home}");
    expect(chosen()).toBe(0);
    await user.keyboard("{ArrowDown}");
    expect(chosen()).toBe(1);
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(chosen()).toBe(0);
    await user.keyboard("{End}{ArrowDown}");
    expect(chosen()).toBe(getAllByRole("option").length - 1);
  });

  it("an id that may be a call's opens that call, also one that is not live", async () => {
    const { user, field, went } = await aPalette();
    await user.type(field, "call_0123456789abcdef{Enter}");
    expect(went).toEqual(["/calls/call_0123456789abcdef"]);
  });

  it("words that are no call's are searched on the board", async () => {
    const { user, field, getByText, went } = await aPalette();
    await user.type(field, "lost & found");
    await user.click(getByText("Find “lost & found” among live calls"));
    expect(went).toEqual(["/?q=lost%20%26%20found"]);
  });

  it("pauses everything live, and then offers to go on", async () => {
    const { user, getByText, closes } = await aPalette();
    await user.click(getByText("Pause everything live"));
    expect([isPaused(), closes()]).toEqual([true, 1]);
    expect(getByText("Resume: jump to now")).toBeDefined();
  });

  it("without a board it still leads to the pages", async () => {
    serverAnswers("GET /api/v1/live", "away");
    const { options } = await aPalette({ calls: [] });
    expect(options()).toEqual(expect.arrayContaining(["Live", "Wall", "Show the keys"]));
  });

  it("Escape closes it", async () => {
    const { user, closes } = await aPalette();
    await user.keyboard("{Escape}");
    expect(closes()).toBe(1);
  });
});
