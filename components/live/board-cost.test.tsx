// @vitest-environment happy-dom
import { notifyManager } from "@tanstack/react-query";
import { act } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import "@/e2e/support/around-drawn";
import { drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import type { BoardCall } from "@/lib/calls/board";
import { aBoard, aBoardCall } from "@/lib/calls/build";
import { type AnswerFreshness, ageingNowMs } from "@/lib/queries/freshness";
import { boardQuery } from "@/lib/queries/live";
import { LiveBoard } from "./live-board";

/** What has been drawn since the last look, by name. */
let counts: Record<string, number> = {};
const count = (name: string) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

vi.mock("./call-parts", async (original) => {
  const parts = await original<typeof import("./call-parts")>();
  const LastLines: typeof parts.LastLines = (props) => {
    count(props.call.id);
    return parts.LastLines(props);
  };
  return { ...parts, LastLines };
});
vi.mock("./board-filters", () => ({
  BoardFilters: () => {
    count("toolbar");
    return null;
  },
}));
vi.mock("./tile", async (original) => {
  const parts = await original<typeof import("./tile")>();
  const Tile: typeof parts.Tile = ({ label, value }) => {
    count("tiles");
    return (
      <p>
        {label} {value}
      </p>
    );
  };
  return { ...parts, Tile };
});
vi.mock("./late-board-news", () => ({
  LateBoardNews: () => {
    count("board");
    return null;
  },
}));

function answered(): AnswerFreshness {
  const [serverNowMs, nowMs] = [Date.now(), ageingNowMs()];
  const times = { serverNowMs, asOfMs: serverNowMs, oldestAsOfMs: null, sentAtMs: nowMs, receivedAtMs: nowMs };
  return { ...times, health: "live", refreshMs: 2_000, slowReason: null, build: null };
}

const CALLS = Array.from({ length: 40 }, (_, index) =>
  aBoardCall({ id: `call_${index}`, contactName: `Caller ${index}` }),
);
const BOARD = aBoard({ calls: CALLS });

/** The board after a poll that brought other calls. */
const afterPoll = (calls: BoardCall[]) => (
  <LiveBoard board={{ ...BOARD, data: { ...BOARD.data, calls } }} freshness={answered()} error={null} />
);

const spoken = (call: BoardCall): BoardCall => ({
  ...call,
  messageCount: call.messageCount + 1,
  lastMessages: [{ role: "user", content: "One more line.", timestamp: null }],
});

beforeEach(() => {
  window.history.replaceState(null, "", "/");
  serverAnswers("GET /api/v1/live", refusedWith(503, "database_unavailable"));
});

it("a poll in which one call went on draws one card, and neither tiles nor toolbar", () => {
  const screen = drawn(afterPoll(CALLS));
  counts = {};
  screen.draw(afterPoll(CALLS.map((call, place) => (place === 7 ? spoken(call) : call))));
  expect(screen.text()).toContain("One more line.");
  expect(counts).toEqual({ board: 1, call_7: 1 });
});

it("a poll that brings nothing draws no card", () => {
  const screen = drawn(afterPoll(CALLS));
  counts = {};
  screen.draw(afterPoll(CALLS));
  expect(counts).toEqual({ board: 1 });
});

it("a call that comes into another status is counted in the toolbar", () => {
  const screen = drawn(afterPoll(CALLS));
  counts = {};
  screen.draw(afterPoll(CALLS.map((call, place) => (place === 7 ? { ...call, status: "ringing" } : call))));
  expect(counts.toolbar).toBe(1);
});

it("with nothing searched for, a poll on its way and come draws the board no second time", async () => {
  // At once, so that nothing of it comes after the test.
  notifyManager.setScheduler((tell) => tell());
  const { client } = drawn(afterPoll(CALLS));
  counts = {};
  await act(async () => {
    client.setQueryData(boardQuery().queryKey, { board: BOARD, freshness: answered() });
    await client.refetchQueries({ queryKey: ["board"] });
  });
  expect(counts).toEqual({});
});
