import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_ATTENTION_SETTINGS, judge } from "./attention";
import { aCall, aMessage, aRoom, at, BUILD_START_MS } from "./build";
import { observe } from "./observation";
import { rowsOf } from "./transcript";

const second = (max: number) => fc.integer({ min: 0, max });
const line = fc.record({
  role: fc.constantFrom("user", "assistant", "tool"),
  content: fc.constantFrom(
    "Hello there.",
    "This is a scam, let me talk to a human.",
    "I am sorry, I did not get that.",
    "",
  ),
  timestamp: fc.option(second(400).map((value) => at(value * 1_000))),
});
const call = fc
  .record({
    status: fc.constantFrom("active", "active", "active", "ringing", "completed"),
    startedAt: fc.option(second(60).map((value) => at(value * 1_000))),
    transcript: fc.array(line, { maxLength: 8 }).map((lines) => lines.map((one) => aMessage(one))),
    liveRoomStatus: fc.constantFrom(
      aRoom(),
      aRoom({ participants: [] }),
      aRoom({ participants: [{ identity: "caller", name: null }] }),
      null,
    ),
  })
  .map((parts) => aCall(parts));

test("a verdict stands until the moment it names, whenever the same is read again", () => {
  let later = 0;
  fc.assert(
    fc.property(call, second(1_500), fc.array(second(1_500), { maxLength: 20 }), (one, atSecond, others) => {
      const nowMs = BUILD_START_MS + atSecond * 1_000;
      const observation = observe(null, one, BUILD_START_MS + 30_000);
      const input = { call: one, observation, staleForMs: 0 };
      const { reasons, nextMs } = judge({ ...input, nowMs }, DEFAULT_ATTENTION_SETTINGS);
      const said = (list: typeof reasons) => list.map(({ sentence, ...reason }) => reason);
      const moments = [...others.map((value) => nowMs + value * 1_000), nextMs - 1].filter(
        (ms) => ms >= nowMs && ms < nextMs && Number.isFinite(ms),
      );
      for (const ms of moments) {
        expect(said(judge({ ...input, nowMs: ms }, DEFAULT_ATTENTION_SETTINGS).reasons)).toEqual(said(reasons));
      }
      if (Number.isFinite(nextMs)) later += 1;
      const keys = new Set(rowsOf(one.transcript).map(({ key }) => key));
      for (const { lineKey } of reasons) expect(lineKey === null || keys.has(lineKey)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
  expect(later).toBeGreaterThan(300);
});

test("a reason names the line it rests on: the last that was heard, said again, or upset", () => {
  const said = (role: string, content: string, value: number) =>
    aMessage({ role, content, timestamp: at(value * 1_000) });
  const sorry = "I am sorry, I did not get that.";
  const transcript = [
    ...[1, 2, 3].map((value) => said("assistant", sorry, value)),
    said("user", "Let me talk to a human.", 4),
    said("user", "Hello?", 5),
  ];
  const { reasons } = judge(
    { call: aCall({ transcript }), observation: null, staleForMs: 0, nowMs: BUILD_START_MS + 60_000 },
    DEFAULT_ATTENTION_SETTINGS,
  );
  const rows = rowsOf(transcript);
  expect(reasons.map(({ reason, lineKey }) => [reason, rows.findIndex(({ key }) => key === lineKey)])).toEqual([
    ["agent_silent", 4],
    ["agent_repeats", 2],
    ["caller_upset", 3],
  ]);
});
