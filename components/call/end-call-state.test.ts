import { describe, expect, it } from "vitest";
import { type EndCallEvent, type EndCallState, endCallStep, isDialogOpen } from "./end-call-state";

const run = (...events: EndCallEvent[]) => events.reduce<EndCallState>(endCallStep, { kind: "closed" });
const opened: EndCallEvent = { type: "opened" };
const sent: EndCallEvent = { type: "sent" };
const read = (status: string, asOfMs: number | null): EndCallEvent => ({ type: "read", status, asOfMs });
const answered = (outcome: "cancelled" | "already_ended" | "unconfirmed"): EndCallEvent => ({
  type: "answered",
  outcome,
  nowMs: 1_000,
});
const refused = (reason: Extract<EndCallEvent, { type: "refused" }>["reason"]): EndCallEvent => ({
  type: "refused",
  reason,
  nowMs: 1_000,
});

describe("ending a call", () => {
  it.each<[promise: string, events: EndCallEvent[], expected: EndCallState["kind"]]>([
    ["asks first", [opened], "asking"],
    ["is called off by closing the question", [opened, { type: "closed" }], "closed"],
    ["cannot be closed away while it is sent", [opened, sent, { type: "closed" }], "sending"],
    ["is done when the call service says so", [opened, sent, answered("cancelled")], "done"],
    ["says when the call had ended before", [opened, sent, answered("already_ended")], "over"],
    ["does not claim what was not confirmed", [opened, sent, answered("unconfirmed")], "unsure"],
    ["does not claim after a timeout", [opened, sent, refused("call_service_timeout")], "unsure"],
    ["does not claim when the connection was lost", [opened, sent, refused("offline")], "unsure"],
    ["does not claim when Earshot itself failed half-way", [opened, sent, refused("internal")], "unsure"],
    ["does not claim when a proxy answered", [opened, sent, refused("bad_answer")], "unsure"],
    ["says that it failed where that is known", [opened, sent, refused("call_service_error")], "failed"],
    [
      "is told over by a reading after the doubt",
      [opened, sent, answered("unconfirmed"), read("cancelled", 1_500)],
      "over",
    ],
    [
      "is told still running by a reading after the doubt",
      [opened, sent, answered("unconfirmed"), read("active", 1_500)],
      "still_running",
    ],
    [
      "does not judge by a reading from before the doubt",
      [opened, sent, answered("unconfirmed"), read("active", 900)],
      "unsure",
    ],
    [
      "does not judge by a reading of unknown age",
      [opened, sent, answered("unconfirmed"), read("active", null)],
      "unsure",
    ],
    ["can be tried again", [opened, sent, refused("call_service_error"), sent], "sending"],
    ["notices a call that ends while the question stands", [opened, read("completed", 2_000)], "over"],
    [
      "notices a call that ends after a failure",
      [opened, sent, refused("call_service_error"), read("completed", 2_000)],
      "over",
    ],
    [
      "is believed while the call service still says active",
      [opened, sent, answered("cancelled"), read("active", 3_000)],
      "done",
    ],
    [
      "says so when the call is still active long after",
      [opened, sent, answered("cancelled"), read("active", 12_000)],
      "still_running",
    ],
    [
      "is over and forgotten when the call has ended and then lives again under its id",
      [opened, sent, answered("cancelled"), read("cancelled", 3_000), read("active", 40_000)],
      "closed",
    ],
    ["stays shut while nobody asks", [read("completed", 2_000)], "closed"],
  ])("%s", (_promise, events, expected) => {
    expect(run(...events).kind).toBe(expected);
  });

  it("keeps the reason of a failure and of a doubt", () => {
    expect(run(opened, sent, refused("key_rejected"))).toEqual({ kind: "failed", reason: "key_rejected" });
    expect(run(opened, sent, refused("offline"))).toMatchObject({ kind: "unsure", reason: "offline" });
  });

  it("says who was wrong when the call still runs", () => {
    expect(run(opened, sent, answered("unconfirmed"), read("active", 1_500))).toMatchObject({ claimed: false });
    expect(run(opened, sent, answered("cancelled"), read("active", 12_000))).toMatchObject({ claimed: true });
  });

  it("shows its dialog until it is done", () => {
    expect(isDialogOpen(run(opened, sent))).toBe(true);
    expect(isDialogOpen(run(opened, sent, answered("cancelled")))).toBe(false);
  });
});
