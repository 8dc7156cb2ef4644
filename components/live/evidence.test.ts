import { describe, expect, it } from "vitest";
import { aMessage, anAttention, at } from "@/lib/calls/build";
import { transcriptRows } from "@/lib/calls/transcript";
import { evidenceOf } from "./evidence";

const rows = transcriptRows([
  aMessage({ role: "assistant", content: "Hello.", timestamp: at(1000) }),
  aMessage({ role: "user", content: "I want to speak to a manager!", timestamp: at(5000) }),
  aMessage({ role: "assistant", content: "Of course.", timestamp: at(5000) }),
  aMessage({ role: "tool", content: "{}", timestamp: at(9000) }),
]);
const told = (...attention: Parameters<typeof anAttention>[0][]) =>
  [...evidenceOf(rows, attention.map(anAttention))].map(([key, { reason }]) => [
    rows.find((row) => row.key === key)?.content,
    reason,
  ]);

describe("the line that a reason rests on", () => {
  it("is the caller's for what the caller did, the agent's for what the agent did", () => {
    expect(told({ reason: "caller_upset", since: at(5000) })).toEqual([
      ["I want to speak to a manager!", "caller_upset"],
    ]);
    expect(told({ reason: "agent_repeats", since: at(5000) })).toEqual([["Of course.", "agent_repeats"]]);
  });

  it("is the last that was said for a pause, whoever said it", () => {
    expect(told({ reason: "dead_air", since: at(5000) })).toEqual([["Of course.", "dead_air"]]);
  });

  it("carries the most urgent of its reasons", () => {
    const both = told({ reason: "agent_silent", since: at(5000) }, { reason: "caller_upset", since: at(5000) });
    expect(both).toEqual([["I want to speak to a manager!", "agent_silent"]]);
  });

  it.each([
    ["rests on the room or the clock", { reason: "long_call" as const, since: at(1000) }],
    ["has no moment", { reason: "caller_upset" as const, since: null }],
    ["began with a line that is not here", { reason: "caller_upset" as const, since: at(99_000) }],
    ["began at the moment of a machine's line alone", { reason: "dead_air" as const, since: at(9000) }],
  ])("is none where a reason %s", (_what, fields) => {
    expect(told(fields)).toEqual([]);
  });
});
