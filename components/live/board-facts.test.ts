import { expect, it } from "vitest";
import { aBoardCall, anAttention } from "@/lib/calls/build";
import { boardFacts, isSameFacts } from "./board-facts";
import { UNANSWERED } from "./board-order";

const ANNA = aBoardCall({ id: "call_anna", agent: { id: "agent_b", name: "Booking" } });
const BERT = aBoardCall({ id: "call_bert", agent: { id: "agent_a", name: "Arrivals" }, status: "ringing" });
const CLEO = aBoardCall({ id: "call_cleo", agent: { id: null, name: null }, attention: [anAttention()] });
const DORA = aBoardCall({
  id: "call_dora",
  agent: { id: "agent_b", name: "Booking" },
  attention: [anAttention({ severity: "critical" })],
});
const ENDED = aBoardCall({ id: "call_ended", agent: { id: null, name: null }, status: "completed", phase: "ended" });
const ODD = aBoardCall({ id: "call_odd", agent: { id: null, name: null }, status: "on_hold" });
const CALLS = [ANNA, BERT, CLEO, DORA, ENDED, ODD];
const NONE = { status: "", agent: "" };

it("each choice tells how many calls it would show", () => {
  const facts = boardFacts(CALLS, CALLS, NONE);
  expect(facts).toMatchObject({ attention: 2, critical: 1 });
  expect(Object.fromEntries(facts.statuses)).toMatchObject({ [UNANSWERED]: 1, active: 3, ringing: 1, completed: 1 });
  expect(facts.statuses[0]?.[0]).toBe(UNANSWERED);
});

it("the agents stand by their names, those of no call are none, and one that was chosen stays", () => {
  expect(boardFacts(CALLS, CALLS, NONE).agents).toEqual([
    ["agent_a", "Arrivals"],
    ["agent_b", "Booking"],
  ]);
  const chosen = boardFacts([ANNA], [ANNA], { status: "busy_elsewhere", agent: "agent_gone" });
  expect(chosen.agents).toContainEqual(["agent_gone", "An agent without calls"]);
  expect(chosen.statuses).toContainEqual(["busy_elsewhere", 0]);
});

it("a line more changes nothing of them, a call less does", () => {
  const before = boardFacts(CALLS, CALLS, NONE);
  const grown = CALLS.map((call) => ({ ...call, messageCount: call.messageCount + 1 }));
  expect(isSameFacts(before, boardFacts(grown, grown, NONE))).toBe(true);
  expect(isSameFacts(before, boardFacts(CALLS, CALLS.slice(1), NONE))).toBe(false);
});
