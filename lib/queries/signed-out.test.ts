import { environmentManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { boardQuery } from "./live";
import { makeQueryClient } from "./query-client";
import { setRevealed } from "./reveal";

const START_MS = Date.parse("2026-11-22T10:00:00Z");
let gone: string[];
let asked: string[];
let answer: { status: number; reason?: string };
let starts = 0;

beforeEach(() => {
  // Further on with each test: the page remembers for a while that it is leaving.
  starts += 1;
  vi.useFakeTimers({ now: START_MS, toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  vi.spyOn(performance, "now").mockImplementation(() => Date.now() - START_MS + starts * 3_600_000);
  environmentManager.setIsServer(() => false);
  gone = [];
  asked = [];
  answer = { status: 401, reason: "sign_in_required" };
  vi.stubGlobal("fetch", async (path: string, init: { method?: string }) => {
    asked.push(`${init.method} ${path}`);
    const { status, reason } = answer;
    if (status === 0) throw new TypeError("fetch failed");
    const body = reason === undefined ? { data: {}, meta: {} } : { error: { message: "no", code: status, reason } };
    return new Response(JSON.stringify(body), { status });
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A page at this address polls the board for a while. */
async function polls(address: string, ms: number) {
  const { pathname, search } = new URL(address, "http://localhost");
  vi.stubGlobal("location", { pathname, search, assign: (path: string) => gone.push(path) });
  const client = makeQueryClient();
  client.mount();
  const stop = new QueryObserver(client, boardQuery()).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(ms);
  stop();
  client.unmount();
  client.clear();
}

describe("a page whose session has ended", () => {
  test("goes to sign in once, with the way back, however often its polls are refused", async () => {
    await polls("/?agent=x", 8_000);
    expect(gone).toEqual(["/sign-in?next=%2F%3Fagent%3Dx"]);
    expect(asked.length).toBeGreaterThan(2);
  });

  test.each([
    ["a refused role", 403, "not_permitted"],
    ["a database that is away", 503, "database_unavailable"],
    ["a proxy of its own mind", 401, undefined],
    ["no answer", 0, undefined],
  ])("is not what %s makes of it", async (_, status, reason) => {
    answer = reason === undefined ? { status } : { status, reason };
    await polls("/", 20_000);
    expect(gone).toEqual([]);
    expect(asked.length).toBeGreaterThan(2);
  });

  test.each(["/wall", "/wall?names=shown", "/s/abc", "/sign-in?next=%2F", "/setup", "/welcome"])(
    "stays at %s, where nobody is signed in or somebody just signs in",
    async (address) => {
      await polls(address, 5_000);
      expect(gone).toEqual([]);
    },
  );

  test("leaves from pages whose address only begins like those", async () => {
    await polls("/settings/walls", 1_000);
    expect(gone).toEqual(["/sign-in?next=%2Fsettings%2Fwalls"]);
  });
});

describe("showing a call's number and names", () => {
  test("asks once, then reads the call again; hiding likewise", async () => {
    answer = { status: 200 };
    const client = makeQueryClient();
    await setRevealed(client, "call_1", true);
    await setRevealed(client, "call_1", false);
    expect(asked).toEqual([
      "POST /api/v1/calls/call_1/reveal",
      "GET /api/v1/calls/call_1?messages=20000&as=read",
      "DELETE /api/v1/calls/call_1/reveal",
      "GET /api/v1/calls/call_1?messages=20000&as=read",
    ]);
  });

  test("that is refused reads nothing, and says why", async () => {
    vi.stubGlobal("location", { pathname: "/calls/call_1", search: "", assign: (path: string) => gone.push(path) });
    answer = { status: 403, reason: "not_permitted" };
    await expect(setRevealed(makeQueryClient(), "call_1", true)).rejects.toMatchObject({ reason: "not_permitted" });
    expect(asked).toHaveLength(1);
  });
});
