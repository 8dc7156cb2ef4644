import { expect, test } from "vitest";
import { aBoardCall } from "@/lib/calls/build";
import { UNANSWERED } from "./board-order";
import { viewName } from "./view-name";

const NOTHING = { q: "", agent: "", direction: "", status: "", attention: "" } as const;
const calls = [aBoardCall({ agent: { id: "agt_1", name: "Ostrelle Returns" } })];

test.each([
  [{}, "Live"],
  [{ attention: "critical" }, "Live: critical"],
  [{ attention: "all", agent: "agt_1" }, "Live: needs attention, Ostrelle Returns"],
  [{ agent: "agt_gone" }, "Live: one agent"],
  [{ status: UNANSWERED, direction: "inbound" }, "Live: inbound, unanswered"],
  [{ status: "on_the_moon" }, "Live: on_the_moon"],
  [{ q: "  refund " }, "Live: “refund”"],
  [{ q: "x".repeat(90) }, `Live: “${"x".repeat(24)}…”`],
  [{ q: "   " }, "Live"],
  [{ q: "\u202etfel ot thgir\n" }, "Live: “tfel ot thgir”"],
] as const)("the tab names what %j narrows the board to", (narrowing, name) => {
  expect(viewName({ ...NOTHING, ...narrowing }, calls)).toBe(name);
});
