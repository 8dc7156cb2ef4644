import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DatabaseUnavailableError } from "@/lib/database/errors";
import type { CallSource } from "@/lib/live/source";
import type { State } from "@/lib/log/state";
import { reporting, watchDatabase } from "./states";

let logged: { event: string; reason?: string; msg: string }[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance", "setTimeout"] });
  logged = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => logged.push(JSON.parse(String(line))) > 0);
});
afterEach(() => {
  vi.useRealTimers();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for("earshot.states")];
});

function recorder(): State & { said: string[] } {
  const said: string[] = [];
  return { said, failing: (reason) => void said.push(reason), well: () => void said.push("well"), reason: () => null };
}

/** A call service whose every answer is this failure, or a success after this long. */
function source(outcome: { kind: string } | { afterMs: number }): CallSource {
  const ask = async () => {
    if ("kind" in outcome) throw Object.assign(new Error("x"), outcome);
    vi.advanceTimersByTime(outcome.afterMs);
    return {} as never;
  };
  return { getCall: ask, listCalls: ask, listAgents: ask, cancelCall: ask };
}

test.each([
  [{ kind: "upstream_error" }, ["upstream_error"]],
  [{ kind: "timeout" }, ["timeout"]],
  [{ kind: "key_rejected" }, ["key_rejected"]],
  [{ kind: "not_found" }, []],
  [{ kind: "other_organisation" }, []],
  [{ kind: "request_budget" }, []],
  [{ kind: "paused" }, []],
  [{ afterMs: 200 }, ["well"]],
  [{ afterMs: 5_000 }, ["slow"]],
])("%j tells the state of the call service %j", async (outcome, said) => {
  const state = recorder();
  await reporting(source(outcome), state)
    .getCall("call_1")
    .catch(() => undefined);
  expect(state.said).toEqual(said);
});

test("a database that is away is asked by ourselves until it is back: two lines, whether anybody looks or not", async () => {
  const away = new DatabaseUnavailableError("The database does not answer (ECONNREFUSED).", "away");
  let isAway = false;
  const ping = vi.fn(async () => hear({ fault: isAway ? away : null, isWrite: false }));
  const hear = watchDatabase(ping);
  hear({ fault: null, isWrite: false });
  isAway = true;
  hear({ fault: away, isWrite: false });
  await vi.advanceTimersByTimeAsync(60_000);
  isAway = false;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(logged.map(({ event, msg }) => [event, msg])).toEqual([
    ["database.failing", away.message],
    ["database.recovered", "The database answers again."],
  ]);
  const asked = ping.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ping).toHaveBeenCalledTimes(asked);
});

test("a database that takes no writes is a state of the disk; reading proves nothing about it, a write does", async () => {
  const full = new DatabaseUnavailableError("It takes no writes.", "read_only");
  const hear = watchDatabase(async () => undefined);
  hear({ fault: full, isWrite: true });
  for (let second = 0; second < 20; second++) {
    vi.advanceTimersByTime(1_000);
    hear({ fault: null, isWrite: false });
  }
  expect(logged.map(({ event }) => event)).toEqual(["disk.failing"]);
  hear({ fault: null, isWrite: true });
  expect(logged.map(({ event }) => event)).toEqual(["disk.failing", "disk.recovered"]);
});
