import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCallApi } from "./client";
import { type FakeUpstream, fakeUpstream, json } from "./testing";

const CALL = { data: { id: "c1", status: "active" } };
let upstream: FakeUpstream;
let api: ReturnType<typeof createCallApi>;
const spend = vi.fn(() => true);

beforeEach(async () => {
  // Only the date is faked: the breaker measures its pause by it, while sockets stay real.
  vi.useFakeTimers({ toFake: ["Date"] });
  upstream = await fakeUpstream(json({}, 500));
  api = createCallApi({ baseUrl: upstream.baseUrl, key: "k", spend, random: () => 0.5 });
});
afterEach(async () => {
  vi.useRealTimers();
  await upstream.close();
});

const poll = () =>
  api.getCall("c1", { retry: false }).then(
    () => "ok",
    (error: { kind: string }) => error.kind,
  );

async function openBreaker() {
  for (let fault = 0; fault < 5; fault++) expect(await poll()).toBe("upstream_error");
  expect(api.breakerState()).toBe("open");
  upstream.seen.length = 0;
}

/** With random 0.5 the pauses are 1, 2, 4, … seconds. */
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("the breaker", () => {
  it("opens after five faults in a row; then nothing reaches the service, not even from the budget", async () => {
    await openBreaker();
    spend.mockClear();
    expect(await Promise.all([poll(), poll(), poll()])).toEqual(["paused", "paused", "paused"]);
    expect(upstream.seen).toHaveLength(0);
    expect(spend).not.toHaveBeenCalled();
  });

  it("does not stand in the way of hanging up", async () => {
    await openBreaker();
    upstream.answer = json({ data: { id: "c1", status: "cancelled" } });
    expect(await api.cancelCall("c1")).toEqual({ id: "c1", status: "cancelled" });
    expect(upstream.seen).toHaveLength(1);
  });

  it("does not wait with a paused read's retries", async () => {
    await openBreaker();
    const timers = vi.spyOn(globalThis, "setTimeout");
    await expect(api.getCall("c1")).rejects.toMatchObject({ kind: "paused" });
    // The request's own deadline is the only timer: nobody waited for a back-off.
    expect(timers).toHaveBeenCalledTimes(1);
  });

  it("lets one probe through after the pause, however many ask, and closes when it succeeds", async () => {
    await openBreaker();
    pass(1_001);
    let release: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      upstream.answer = (request, response) => {
        release = () => json(CALL)(request, response);
        resolve();
      };
    });
    const asked = [poll(), poll(), poll()];
    await arrived;
    expect(api.breakerState()).toBe("half-open");
    expect(upstream.seen).toHaveLength(1);
    upstream.answer = json(CALL);
    release();
    expect(await Promise.all(asked)).toEqual(["ok", "ok", "ok"]);
    expect(api.breakerState()).toBe("closed");
  });

  it("pauses longer after every failed probe", async () => {
    await openBreaker();
    for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      pass(pauseMs - 1);
      expect(await poll()).toBe("paused");
      pass(1);
      expect(await poll()).toBe("upstream_error");
    }
    expect(upstream.seen).toHaveLength(6);
  });

  it.each([400, 401, 403, 404, 409, 422, 429])("is not opened by %i: the service answers", async (status) => {
    upstream.answer = json({}, status);
    for (let time = 0; time < 12; time++) await poll();
    expect(api.breakerState()).toBe("closed");
    expect(upstream.seen).toHaveLength(12);
  });

  it("counts faults in a row only: an answer between them starts the count again", async () => {
    for (let time = 0; time < 4; time++) await poll();
    upstream.answer = json({}, 404);
    expect(await poll()).toBe("not_found");
    upstream.answer = json({}, 500);
    for (let time = 0; time < 4; time++) await poll();
    expect(api.breakerState()).toBe("closed");
  });

  it("stays open when the probe proves nothing: a spent budget", async () => {
    await openBreaker();
    pass(1_001);
    spend.mockReturnValueOnce(false);
    expect(await poll()).toBe("request_budget");
    expect(api.breakerState()).toBe("open");
    expect(upstream.seen).toHaveLength(0);
  });
});
