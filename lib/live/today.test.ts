import { expect, test } from "vitest";
import { aloneExchange } from "./source";
import { fakeClock, fakeSource, sourceError } from "./testing";
import { createToday, midnightMs } from "./today";

test.each([
  ["UTC", "2026-06-01T13:30:00Z", "2026-06-01T00:00:00Z"],
  ["America/New_York", "2026-06-01T03:59:59Z", "2026-05-31T04:00:00Z"],
  ["Europe/Helsinki", "2026-06-01T21:00:00Z", "2026-06-01T21:00:00Z"],
  // The day the clocks go forward (03:00 → 04:00) and the day they go back.
  ["Europe/Helsinki", "2026-03-29T12:00:00Z", "2026-03-28T22:00:00Z"],
  ["Europe/Helsinki", "2026-10-25T12:00:00Z", "2026-10-24T21:00:00Z"],
  ["Asia/Kolkata", "2026-01-01T18:29:59Z", "2025-12-31T18:30:00Z"],
])("midnight in %s before %s is %s", (zone, now, midnight) => {
  expect(new Date(midnightMs(Date.parse(now), zone)).toISOString()).toBe(new Date(midnight).toISOString());
});

test("counts since midnight once a minute, keeps the count when a try fails, and forgets it when the day is over", async () => {
  const clock = fakeClock(Date.parse("2026-01-05T23:58:30Z"));
  const upstream = fakeSource(clock);
  for (const id of ["a", "b"]) upstream.put({ id, status: "completed" });
  const today = createToday({ source: upstream.source, exchange: aloneExchange(clock.nowMs), clock, timeZone: "UTC" });
  const read = async () => {
    const reading = today.read();
    await clock.advance(100);
    await reading;
  };
  expect(today.value()).toBeNull();
  expect(today.nextMs(clock.nowMs())).toBe(clock.nowMs());
  await read();
  expect(today.value()).toEqual({ count: 2, sinceMs: Date.parse("2026-01-05T00:00:00Z") });
  const first = today.value();
  expect(upstream.log.at(-1)?.filters).toEqual({
    status: "completed",
    startDate: "2026-01-05T00:00:00.000Z",
    limit: 1,
  });
  expect((today.nextMs(clock.nowMs()) ?? 0) - clock.nowMs()).toBeGreaterThan(59_000);
  upstream.fail = () => sourceError("timeout");
  await clock.advance(60_000);
  await read();
  expect(today.value()).toBe(first);
  await clock.advance(60_000);
  expect(today.value()).toBeNull();
});
