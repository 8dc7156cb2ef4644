// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { drawn, serverAnswers } from "@/e2e/support/rendered";
import { aCall, aMessage, at } from "@/lib/calls/build";
import { type CallData, callQuery } from "@/lib/queries/call";
import { ageingNowMs } from "@/lib/queries/freshness";
import type { CallAnswer } from "@/lib/wire/contract";
import { CallPage } from "./call-page";

/** What the screen was drawn with, each time: the call and how many of its lines. */
let seen: string[] = [];
vi.mock("./call-screen", () => ({
  CallScreen: ({ answer: { data } }: { answer: CallAnswer }) => {
    const said = `${data.id}: ${data.transcript?.length}`;
    seen.push(said);
    return <p>{said}</p>;
  },
}));

function answerOf(id: string, lines: number): CallAnswer {
  const transcript = Array.from({ length: lines }, (_, place) =>
    aMessage({ content: `Line ${place}.`, timestamp: at(place * 1_000) }),
  );
  const meta = { attention: [], contactName: null, settled: false, omittedMessages: 0, may: [] };
  return { data: aCall({ id, transcript }), meta } as unknown as CallAnswer;
}

function dataOf(id: string, lines: number, partial = false): CallData {
  const [serverNowMs, nowMs] = [Date.now(), ageingNowMs()];
  const times = { serverNowMs, asOfMs: serverNowMs, oldestAsOfMs: null, sentAtMs: nowMs, receivedAtMs: nowMs };
  const freshness = { ...times, health: "live", refreshMs: 60_000, slowReason: null, build: null } as const;
  return { answer: answerOf(id, lines), freshness, etag: null, partial };
}

beforeEach(() => {
  seen = [];
  for (const id of ["call_1", "call_2"])
    serverAnswers(`GET /api/v1/calls/${id}`, { body: answerOf(id, id === "call_1" ? 1 : 7) });
});

it("what a poll brings is drawn, and no other call stands under this one's address in between", async () => {
  const { client, draw, findByText } = drawn(<CallPage callId="call_1" refusal={null} />);
  await findByText("call_1: 1");
  await act(async () => void client.setQueryData(callQuery("call_1").queryKey, dataOf("call_1", 2)));
  await findByText("call_1: 2");
  client.setQueryData(callQuery("call_2").queryKey, dataOf("call_2", 7));
  seen = [];
  draw(<CallPage callId="call_2" refusal={null} />);
  await findByText("call_2: 7");
  expect(new Set(seen)).toEqual(new Set(["call_2: 7"]));
});
