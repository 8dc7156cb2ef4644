// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { drawn } from "@/e2e/support/rendered";
import { aBoardCall, anAttention, at } from "@/lib/calls/build";
import { CallCard } from "./call-card";

const aCard = (fields: Parameters<typeof aBoardCall>[0] = {}, props: { gone?: boolean; tabbable?: boolean } = {}) => {
  const { gone = false, tabbable = true } = props;
  return drawn(<CallCard call={aBoardCall(fields)} tabbable={tabbable} peeked={false} gone={gone} />);
};
const ALARMED = [
  anAttention({ severity: "warning", sentence: "The caller waits" }),
  anAttention({ reason: "caller_upset", severity: "critical", sentence: "Somebody said: lawyer", since: null }),
];

describe("a card of the board", () => {
  it("is one link to the call, named by who is at the other end, with the agent and the last lines", () => {
    const { getByRole, text } = aCard();
    const link = getByRole("link", { name: "Jane Smith" });
    expect(link.getAttribute("href")).toBe("/calls/call_abc123");
    expect(text()).toContain("Customer Support Agent");
    expect(text()).toContain("Hi, I wanted to check on my order.");
  });

  it("only the chosen one is reached by Tab; its peek is for the mouse", () => {
    expect(aCard().getByRole("link").tabIndex).toBe(0);
    expect(aCard({ id: "call_other" }, { tabbable: false }).getAllByRole("link").at(-1)?.tabIndex).toBe(-1);
    expect(aCard().getAllByRole("button", { name: "Peek at Jane Smith" })[0]?.tabIndex).toBe(-1);
  });

  it("says the worst reason first, with its severity in a word, and how many more there are", () => {
    const { text, container } = aCard({ attention: ALARMED });
    expect(text()).toContain("Critical");
    expect(text()).toContain("Somebody said: lawyer");
    expect(text()).toContain("+1 more reasons");
    expect(text()).not.toContain("The caller waits");
    expect(container.querySelector("article")?.title).toBe("Somebody said: lawyer\nThe caller waits");
  });

  it.each([
    ["that has ended", { status: "completed", phase: "ended" as const }, false],
    ["that is starting", { phase: "starting" as const }, false],
    ["that left the board", {}, true],
  ])("of a call %s alarms nobody", (_what, fields, gone) => {
    const { text } = aCard({ ...fields, attention: ALARMED }, { gone });
    expect(text()).not.toContain("lawyer");
    expect(text()).not.toContain("more reasons");
  });

  it.each([
    ["has only been listed", { phase: "starting" as const, lastMessages: [] }, "Details not read yet"],
    ["nobody has spoken on", { lastMessages: [] }, "Nobody has spoken yet"],
    [
      "ended without a word",
      { status: "completed", phase: "ended" as const, lastMessages: [], messageCount: 0 },
      "Nothing was said",
    ],
    ["could not be read", { lastMessages: [], unreadable: 3 }, "No line is here"],
  ])("of a call that %s says so instead of its lines", (_what, fields, words) => {
    expect(aCard(fields).text()).toContain(words);
  });

  it("says that a call has left the board, and where its ages stand while its details are old", () => {
    expect(aCard({}, { gone: true }).text()).toContain("Left the board");
    expect(aCard({ standsAt: at(60_000) }).text()).toContain("as of");
  });

  it("says why a call failed, and how many lines one that went well had", () => {
    const over = { phase: "ended" as const, lastMessages: [] };
    expect(aCard({ ...over, status: "failed", failureReason: "busy" }).text()).toMatch(/busy/i);
    expect(aCard({ ...over, status: "completed", messageCount: 1 }).text()).toContain("1 line");
  });

  it("without a name it is called by its number, without an agent it says so", () => {
    const { getByRole, text } = aCard({ contactName: null, agent: { id: null, name: null } });
    expect(getByRole("link").textContent).toContain("+14155552671");
    expect(text()).toContain("No agent");
  });

  it("tells two people of one name apart by the end of their numbers", () => {
    const whole = aCard().container.textContent;
    const masked = aCard({ contactName: "J. S.", phoneNumber: "•••• 2671" }).container.textContent;
    expect(whole).toContain("…2671");
    expect(masked).toContain("J. S. ···2671");
    expect(masked).not.toContain("…2671");
  });

  it("says a reason in one line of few words, its age apart; a long call's age is its timer", () => {
    const said = (fields: Parameters<typeof anAttention>[0]) =>
      aCard({ attention: [anAttention(fields)] }).container.querySelector("footer")?.textContent;
    expect(said({ reason: "agent_silent" })).toMatch(/No answer from the agent\d/);
    expect(said({ reason: "caller_upset", sentence: "The caller asked for a person, 5 s ago" })).toMatch(
      /The caller asked for a person\d/,
    );
    expect(said({ reason: "long_call" })).toMatch(/Long call$/);
  });

  it("is small once the call is over, whatever it was; where it stands alone in its row it keeps its last words", () => {
    for (const status of ["completed", "failed", "cancelled", "no_answer"]) {
      const { container } = aCard({ status, phase: "ended" });
      expect(container.querySelector("footer")).toBeNull();
      expect(container.querySelector("svg[viewBox$=' 20']")?.closest(".sm\\:hidden")).not.toBeNull();
      expect(container.querySelector("article")?.dataset.severity).toBeUndefined();
    }
  });

  it("marks its severity where a style of forced colours finds it", () => {
    expect(aCard({ attention: ALARMED }).container.querySelector("article")?.dataset.severity).toBe("critical");
    expect(aCard().container.querySelector("article")?.dataset.severity).toBeUndefined();
  });
});
