import { environmentManager, type QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeQueryClient } from "./query-client";
import { sharedQuery } from "./shares";

type Answer = { status?: number; body?: unknown };

let client: QueryClient;
let asked: number;
let answer: Answer;
const ID = "0".repeat(24);

const call = (settled: boolean) => ({ data: { agentName: "Aurora" }, meta: { settled } });
const refusal = (code: number, reason: string) => ({ status: code, body: { error: { message: "", code, reason } } });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:00:00Z") });
  environmentManager.setIsServer(() => false);
  client = makeQueryClient();
  client.mount();
  asked = 0;
  vi.stubGlobal("fetch", async () => {
    asked += 1;
    const { status = 200, body = call(false) } = answer;
    if (status === 0) throw new TypeError("fetch failed");
    const headers = { "earshot-now": new Date().toISOString(), "earshot-refresh-ms": "2000", etag: '"one"' };
    return new Response(JSON.stringify(body), { status, headers });
  });
});
afterEach(() => {
  client.unmount();
  client.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A page that is open on this link. */
async function watch() {
  const observer = new QueryObserver(client, sharedQuery(ID));
  const stop = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(10);
  return { now: () => observer.getCurrentResult(), stop };
}

describe("a shared page", () => {
  test.each([
    [404, "link_unknown"],
    [410, "link_expired"],
    [410, "link_revoked"],
    [403, "link_incomplete"],
  ])("drops all that it held when the answer is %i %s, and asks no more", async (status, reason) => {
    answer = {};
    const { now, stop } = await watch();
    expect(now().data).toMatchObject({ kind: "open", answer: call(false) });
    answer = refusal(status, reason);
    await vi.advanceTimersByTimeAsync(2_100);
    expect(now().data).toEqual({ kind: "closed", reason });
    expect(
      JSON.stringify(
        client
          .getQueryCache()
          .findAll()
          .map(({ state }) => state),
      ),
    ).not.toContain("Aurora");
    const before = asked;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(before);
    stop();
  });

  test.each([
    ["the network", { status: 0 }],
    ["the database", refusal(503, "database_unavailable")],
    ["the call service", refusal(502, "call_service_error")],
  ])("keeps what it shows while %s is away, and goes on by itself", async (_, away) => {
    answer = {};
    const { now, stop } = await watch();
    answer = away;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(now()).toMatchObject({ data: { kind: "open", answer: call(false) }, isError: true });
    answer = {};
    await vi.advanceTimersByTimeAsync(12_000);
    expect(now()).toMatchObject({ data: { kind: "open" }, isError: false });
    stop();
  });

  test("goes on asking about a call that cannot change any more, because its link may end", async () => {
    answer = { body: call(true) };
    const { now, stop } = await watch();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toBe(5);
    answer = refusal(410, "link_revoked");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(now().data).toEqual({ kind: "closed", reason: "link_revoked" });
    stop();
  });
});
