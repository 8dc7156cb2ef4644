import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Attempt, createThrottle, type Throttle } from "./throttle";

const MINUTE_MS = 60_000;
const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  address: "192.0.2.1",
  account: "ada@example.com",
  device: null,
  ...changes,
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Tries until refused. @returns how many were let through */
async function tryUntilRefused(throttle: Throttle, make: (n: number) => Attempt, most = 1000): Promise<number> {
  for (let n = 0; n < most; n += 1) if ((await throttle.signIn(make(n))) !== null) return n;
  return most;
}

describe("one account from one address", () => {
  test("five failures pass, then the wait grows from half a minute to a quarter of an hour", async () => {
    const throttle = createThrottle();
    expect(await tryUntilRefused(throttle, () => attempt())).toBe(5);
    const waitsMs: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const waitMs = (await throttle.signIn(attempt())) ?? 0;
      waitsMs.push(waitMs);
      vi.advanceTimersByTime(waitMs);
      expect(await throttle.signIn(attempt())).toBeNull();
    }
    expect(waitsMs).toEqual([30, 60, 120, 240, 480, 900, 900, 900].map((seconds) => seconds * 1000));
  });

  test("asking during the wait neither lengthens nor shortens it", async () => {
    const throttle = createThrottle();
    await tryUntilRefused(throttle, () => attempt());
    vi.advanceTimersByTime(10_000);
    for (let n = 0; n < 20; n += 1) expect(await throttle.signIn(attempt())).toBe(20_000);
    vi.advanceTimersByTime(20_000);
    expect(await throttle.signIn(attempt())).toBeNull();
  });

  test("a thousand at once get no further than one after the other", async () => {
    const throttle = createThrottle();
    const waits = await Promise.all(Array.from({ length: 1000 }, () => throttle.signIn(attempt())));
    expect(waits.filter((wait) => wait === null)).toHaveLength(5);
  });

  test("guessing for a day gets about a hundred tries", async () => {
    const throttle = createThrottle();
    let tries = 0;
    const end = Date.now() + 24 * 60 * MINUTE_MS;
    while (Date.now() < end) {
      const waitMs = await throttle.signIn(attempt());
      if (waitMs === null) tries += 1;
      else vi.advanceTimersByTime(waitMs);
    }
    expect(tries).toBeLessThan(110);
  });

  test("a right password forgives what was wrong before", async () => {
    const throttle = createThrottle();
    for (let round = 0; round < 10; round += 1) {
      for (let n = 0; n < 4; n += 1) expect(await throttle.signIn(attempt())).toBeNull();
      await throttle.signedIn(attempt());
      // The address, which may be an attacker's with an account of their own, is not forgiven.
      vi.advanceTimersByTime(15 * MINUTE_MS);
    }
  });

  test("an attempt that was never judged does not count", async () => {
    const throttle = createThrottle();
    for (let n = 0; n < 100; n += 1) {
      expect(await throttle.signIn(attempt())).toBeNull();
      await throttle.notJudged(attempt());
    }
  });
});

describe("one address", () => {
  test("thirty failures in a quarter of an hour, whatever accounts are tried", async () => {
    const throttle = createThrottle();
    const other = (n: number) => attempt({ account: `person-${n}@example.com` });
    expect(await tryUntilRefused(throttle, other)).toBe(30);
    expect(await throttle.signIn(attempt({ address: "192.0.2.2" }))).toBeNull();
    vi.advanceTimersByTime(15 * MINUTE_MS);
    expect(await throttle.signIn(other(99))).toBeNull();
  });

  test("a hundred people who sign in from one office are not refused", async () => {
    const throttle = createThrottle();
    for (let n = 0; n < 100; n += 1) {
      const person = attempt({ account: `person-${n}@example.com` });
      expect(await throttle.signIn(person)).toBeNull();
      await throttle.signedIn(person);
    }
  });
});

describe("one account from everywhere", () => {
  const fromEverywhere = (n: number) => attempt({ address: `198.51.${n >> 8}.${n & 255}` });

  test("a hundred failures in an hour, then waits that grow from half a minute to a quarter of an hour and no further", async () => {
    const throttle = createThrottle();
    expect(await tryUntilRefused(throttle, fromEverywhere)).toBe(100);
    const waitsMs: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const waitMs = (await throttle.signIn(fromEverywhere(200 + round))) ?? 0;
      waitsMs.push(waitMs);
      vi.advanceTimersByTime(waitMs);
      expect(await throttle.signIn(fromEverywhere(300 + round))).toBeNull();
    }
    expect(waitsMs).toEqual([30, 60, 120, 240, 480, 900, 900].map((seconds) => seconds * 1000));
  });

  test("an hour after the first of them all is forgotten", async () => {
    const throttle = createThrottle();
    await tryUntilRefused(throttle, fromEverywhere);
    vi.advanceTimersByTime(60 * MINUTE_MS);
    expect(await tryUntilRefused(throttle, (n) => fromEverywhere(1000 + n))).toBe(100);
  });

  test("the person who gets in after a wait, or was not judged, leaves no wait behind", async () => {
    for (const end of ["signedIn", "notJudged"] as const) {
      const throttle = createThrottle();
      await tryUntilRefused(throttle, fromEverywhere);
      vi.advanceTimersByTime(30_000);
      expect(await throttle.signIn(fromEverywhere(1000))).toBeNull();
      await throttle[end](fromEverywhere(1000));
      expect(await throttle.signIn(fromEverywhere(1001))).toBeNull();
    }
  });

  test("do not keep the person out of a browser they have used before, nor anybody else out", async () => {
    const throttle = createThrottle();
    await tryUntilRefused(throttle, fromEverywhere);
    expect(await throttle.signIn(attempt({ device: "known" }))).toBeNull();
    expect(await throttle.signIn(attempt({ account: "bob@example.com" }))).toBeNull();
  });

  test("not even from the attacker's own address", async () => {
    const throttle = createThrottle();
    await tryUntilRefused(throttle, (n) => attempt({ account: `person-${n}@example.com` }));
    await tryUntilRefused(throttle, () => attempt());
    expect(await throttle.signIn(attempt({ device: "known" }))).toBeNull();
  });

  test("a known browser is slowed down by its own failures", async () => {
    const throttle = createThrottle();
    expect(await tryUntilRefused(throttle, (n) => ({ ...fromEverywhere(n), device: "stolen" }))).toBe(5);
    expect(await throttle.signIn(attempt({ device: "another" }))).toBeNull();
  });

  test("a device that is called like an address is not that address", async () => {
    const throttle = createThrottle();
    await tryUntilRefused(throttle, () => attempt({ device: "192.0.2.1" }));
    expect(await throttle.signIn(attempt())).toBeNull();
  });
});

test("links that do not work are thirty in a quarter of an hour from one address; good ones are free", async () => {
  const throttle = createThrottle();
  for (let n = 0; n < 100; n += 1) {
    expect(await throttle.link("192.0.2.1")).toBeNull();
    await throttle.linkWasGood("192.0.2.1");
  }
  for (let n = 0; n < 30; n += 1) expect(await throttle.link("192.0.2.1")).toBeNull();
  expect(await throttle.link("192.0.2.1")).toBeGreaterThan(0);
  expect(await throttle.link("192.0.2.2")).toBeNull();
});

test("one good link has five passwords hashed in a quarter of an hour, however many at once; what found no room is free", async () => {
  const throttle = createThrottle();
  for (let n = 0; n < 20; n += 1) {
    expect(await throttle.linkUse("one")).toBeNull();
    await throttle.linkWasNotUsed("one");
  }
  const waits = await Promise.all(Array.from({ length: 50 }, () => throttle.linkUse("one")));
  expect(waits.filter((wait) => wait === null)).toHaveLength(5);
  expect(await throttle.linkUse("other")).toBeNull();
  vi.advanceTimersByTime(15 * MINUTE_MS);
  expect(await throttle.linkUse("one")).toBeNull();
});
