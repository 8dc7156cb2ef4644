// @vitest-environment happy-dom
import { waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { aBoardCall, aCall, aMessage, anAttention, at } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import type { CallAnswer } from "@/lib/wire/contract";
import { Peek, PeekUnknown } from "./peek";

const ROUTE = "GET /api/v1/calls/call_abc123";
const META: CallAnswer["meta"] = {
  demo: false,
  contactName: "Jane Smith",
  namesMayShow: false,
  campaignId: null,
  attention: [],
  roster: [],
  omittedMessages: 0,
  unreadable: { messages: 0, fields: [] },
  settled: false,
  analysis: { duration: null, outcome: "active", messageCount: 0, avgResponseTime: 0, sentiment: null },
  masked: false,
  redacted: false,
  canReveal: false,
  revealedUntil: null,
  endedBy: null,
  may: ["cancel", "share"],
  archived: null,
  lineKeys: null,
  reasons: null,
};
const answering = (call: Partial<Call> = {}, meta: Partial<CallAnswer["meta"]> = {}) =>
  serverAnswers(ROUTE, { body: { data: aCall(call), meta: { ...META, ...meta } } });
const lines = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aMessage({
      role: index % 2 === 0 ? "assistant" : "user",
      content: `Line ${String.fromCharCode(97 + index)}.`,
      timestamp: at(index * 1000),
    }),
  );

function peekAt(fields: Parameters<typeof aBoardCall>[0] = {}, props: { gone?: boolean; masked?: boolean } = {}) {
  let closes = 0;
  const { gone = false, masked = false } = props;
  const close = () => {
    closes += 1;
  };
  const screen = drawn(<Peek call={aBoardCall(fields)} gone={gone} masked={masked} onClose={close} />);
  const fact = (name: string) => screen.getByText(name, { selector: "dt" }).nextElementSibling?.textContent;
  return { ...screen, fact, closes: () => closes };
}

describe("a look at a call over the board", () => {
  beforeEach(() => serverAnswers(ROUTE, refusedWith(503, "database_unavailable")));

  it("tells who, what was said last, who is in the room and the facts, and leads to the call", () => {
    const { getByRole, getByText, fact } = peekAt({ campaignId: "spring", messageCount: 7 });
    const drawer = within(getByRole("complementary", { name: "Call with Jane Smith" }));
    expect(drawer.getByText("Hi, I wanted to check on my order.")).toBeDefined();
    expect(getByText("In the room").nextElementSibling?.textContent).toContain("agent");
    expect([fact("Direction"), fact("Campaign"), fact("Lines")]).toEqual(["outbound", "spring", "7"]);
    expect(drawer.getByRole("link", { name: "Open the call" }).getAttribute("href")).toBe("/calls/call_abc123");
  });

  it("the number can be copied, unless it is masked", () => {
    expect(peekAt().getByRole("button", { name: /copy number/i })).toBeDefined();
  });

  it("a masked number cannot be copied, the call's id can", () => {
    const { queryByRole } = peekAt({ phoneNumber: "+1 … 71" }, { masked: true });
    expect(queryByRole("button", { name: /copy number/i })).toBeNull();
    expect(queryByRole("button", { name: /copy call id/i })).not.toBeNull();
  });

  it("what is not known is a dash, never an empty place or program text", () => {
    const unknown = { phoneNumber: null, direction: null, agent: { id: null, name: null }, startedAt: null };
    const { fact, text } = peekAt({ ...unknown, participants: [], numParticipants: null, lastMessages: [] });
    for (const name of ["Number", "Direction", "Agent", "Campaign"]) expect(fact(name)).toBe("—");
    expect(text()).toContain("Nobody has spoken yet.");
    expect(text()).toContain("Nobody");
    expect(text()).not.toMatch(/null|undefined|NaN|Invalid Date/);
  });

  it("people who are counted and not named are counted", () => {
    expect(peekAt({ participants: [], numParticipants: 3 }).text()).toContain("3, not named");
  });

  it("a call that left the board is the last that was known: it alarms nobody and its timer is gone", () => {
    const { text } = peekAt({ attention: [anAttention({ sentence: "The caller waits" })] }, { gone: true });
    expect(text()).toContain("The last the board knew of it. Its own page says how it ended.");
    expect(text()).toContain("Left the board");
    expect(text()).not.toContain("The caller waits");
  });

  it("a running call tells every reason it needs a person", () => {
    const { text } = peekAt({
      attention: [
        anAttention({ sentence: "The caller waits", since: null, reason: "agent_repeats" }),
        anAttention({ sentence: "Somebody said: lawyer", severity: "critical", since: null, reason: "caller_upset" }),
      ],
    });
    expect(text()).toContain("The caller waits");
    expect(text()).toContain("Somebody said: lawyer");
  });

  it("says how many fields could not be read, and counts no lines of a call that was only listed", () => {
    expect(peekAt({ unreadable: 2 }).fact("Not read")).toMatch(/2/);
  });

  it("a call that is only listed so far has no count of lines", () => {
    expect(peekAt({ phase: "starting" }).fact("Lines")).toBe("—");
  });

  it("Escape and its button close it, and Escape means a question first", async () => {
    const { user, closes, getByRole } = peekAt();
    await user.keyboard("{Escape}");
    await user.click(getByRole("button", { name: "Close" }));
    expect(closes()).toBe(2);
    const question = document.body.appendChild(document.createElement("dialog"));
    question.showModal();
    await user.keyboard("{Escape}");
    question.remove();
    expect(closes()).toBe(2);
  });

  it("brings the call's own last fifteen lines, oldest first, asked for once it is open", async () => {
    answering({ transcript: lines(20) });
    const { findByText, getByRole, queryByText } = peekAt();
    await findByText("Line t.");
    expect(getByRole("region", { name: "Last lines" }).querySelectorAll("li")).toHaveLength(15);
    expect(queryByText("Line e.")).toBeNull();
    expect(getByRole("region", { name: "Last lines" }).querySelector("li")?.textContent).toContain("Line f.");
  });

  it("marks the line that a reason rests on, with the reason", async () => {
    answering({ transcript: lines(4) });
    const { findByText, container } = peekAt({ attention: [anAttention({ reason: "agent_silent", since: at(3000) })] });
    await findByText("Line d.");
    const marked = [...container.querySelectorAll("[data-evidence]")];
    expect(marked.map((line) => line.textContent)).toEqual([
      expect.stringContaining("No answer from the agentLine d."),
    ]);
  });

  it("until the call has come shows the board's lines, and says so when it does not come", async () => {
    const { getByText, findByText } = peekAt();
    expect(getByText("Hi, I wanted to check on my order.")).toBeDefined();
    expect(await findByText(/Only the last lines of the board are here/)).toBeDefined();
  });

  it.each([
    ["may do both", ["cancel", "share"] as const, ["End call", "Share"]],
    ["may only look", [] as const, []],
  ])("offers whoever %s what they may", async (_who, may, offered) => {
    answering({}, { may: [...may] });
    const { findByText, queryByRole } = peekAt();
    await findByText("Hello! How can I help you today?");
    const there = ["End call", "Share"].filter((name) => queryByRole("button", { name }) !== null);
    expect(there).toEqual(offered);
  });

  it("ends the call from here after asking, and Escape keeps it", async () => {
    answering();
    serverAnswers("DELETE /api/v1/calls/call_abc123", {
      body: { data: { id: "call_abc123", status: "cancelled" }, message: "", meta: { outcome: "cancelled" } },
    });
    const { user, findByRole, queryByRole, text, closes } = peekAt();
    await user.click(await findByRole("button", { name: "End call" }));
    await user.keyboard("{Escape}");
    expect([queryByRole("dialog"), closes()]).toEqual([null, 0]);
    await user.click(await findByRole("button", { name: "End call" }));
    const dialog = within(await findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: /^End call/ }));
    await waitFor(() => expect(text()).toContain("You ended the call."));
  });

  it("a call that left the board tells how it ended once its own reading says so", async () => {
    answering({ status: "failed", failureReason: "network_error" });
    const { findByText, text } = peekAt({}, { gone: true });
    await findByText("Failed");
    expect(text()).not.toContain("The last the board knew of it");
  });

  it("an id that the board has not is told, with the way to its own page", () => {
    const { text, getByRole } = drawn(<PeekUnknown id="call_gone" onClose={() => undefined} />);
    expect(text()).toContain("There is no call call_gone on the board. It may have ended; its own page says so.");
    expect(getByRole("link", { name: "Open the call" }).getAttribute("href")).toBe("/calls/call_gone");
  });
});
