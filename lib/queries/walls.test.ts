import { environmentManager, type QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeQueryClient } from "./query-client";
import { type WallScreenState, wallScreenQuery } from "./walls";

const LIFE_MS = 600_000;
const PAIRED = { state: "paired", name: "Reception", config: {}, reloadAskedAt: null };

let client: QueryClient;
/** what the server says a screen is; null: it does not answer */
let state: { state: string } | null;
let codes: number;
let reports: number;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:00:00Z") });
  environmentManager.setIsServer(() => false);
  client = makeQueryClient();
  client.mount();
  state = { state: "unpaired" };
  codes = 0;
  reports = 0;
  vi.stubGlobal("fetch", async (path: string, init: { method: string; body: string }) => {
    expect(init.method).toBe("POST");
    if (state === null) throw new TypeError("fetch failed");
    if (path === "/api/v1/wall") {
      expect(JSON.parse(init.body)).toEqual({ build: "b1" });
      reports += 1;
      return Response.json({ data: state });
    }
    codes += 1;
    state = { state: "waiting" };
    return Response.json({ data: { code: `CODE-${codes}`, lifeMs: LIFE_MS } });
  });
  stop = new QueryObserver(client, wallScreenQuery("b1")).subscribe(() => {});
});
afterEach(() => {
  stop();
  client.clear();
  client.unmount();
  environmentManager.setIsServer(() => typeof window === "undefined");
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const screen = () => client.getQueryData<WallScreenState>(wallScreenQuery("b1").queryKey);
const code = () => {
  const now = screen();
  return now?.state === "waiting" ? now.code : null;
};

test("a screen that is not known shows a code, and the same one while it works", async () => {
  await vi.advanceTimersByTimeAsync(100);
  expect(code()).toBe("CODE-1");
  await vi.advanceTimersByTimeAsync(LIFE_MS - 120_000);
  expect(code()).toBe("CODE-1");
  expect(codes).toBe(1);
});

test("it shows a new code before the old one ends", async () => {
  await vi.advanceTimersByTimeAsync(LIFE_MS - 50_000);
  expect(code()).toBe("CODE-2");
});

test("a page that is loaded anew has no code to show and asks for one, though the server still knows one", async () => {
  await vi.advanceTimersByTimeAsync(100);
  client.removeQueries({ queryKey: ["wall"] });
  await client.fetchQuery(wallScreenQuery("b1"));
  expect(code()).toBe("CODE-2");
});

test("once somebody has entered the code the wall comes within two seconds, and reports every ten from then on", async () => {
  await vi.advanceTimersByTimeAsync(5_000);
  const waiting = reports;
  state = PAIRED;
  await vi.advanceTimersByTimeAsync(2_100);
  expect(screen()).toEqual(PAIRED);
  // The second report carries the pass.
  expect(reports - waiting).toBe(2);
  const before = reports;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reports - before).toBe(6);
});

test("an outage changes nothing on the screen: neither its pass nor its code is given up", async () => {
  await vi.advanceTimersByTimeAsync(100);
  state = null;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(code()).toBe("CODE-1");
  state = PAIRED;
  await vi.advanceTimersByTimeAsync(10_100);
  state = null;
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(screen()).toEqual(PAIRED);
});

test("a revoked screen shows a new code with its next report", async () => {
  await vi.advanceTimersByTimeAsync(100);
  state = PAIRED;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(screen()).toEqual(PAIRED);
  state = { state: "unpaired" };
  await vi.advanceTimersByTimeAsync(10_100);
  expect(code()).toBe("CODE-2");
});
