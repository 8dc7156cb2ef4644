import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ShareGrant } from "@/lib/access/actor";
import { PasswordsBusyError } from "@/lib/access/turns";
import { createShareLimits } from "./limits";
import { createShareOpening } from "./opening";
import type { LivingLink } from "./rows";

const GRANT: ShareGrant = {
  live: true,
  transcript: true,
  summary: true,
  participants: true,
  metrics: true,
  masked: true,
};
const link: LivingLink = {
  id: "link-1",
  callId: "call-1",
  grant: GRANT,
  expiresAt: new Date("2026-01-06T00:00:00Z"),
  maker: {
    kind: "person",
    id: "off",
    name: "Everybody",
    email: null,
    role: "admin",
    scope: null,
    via: "session",
    credentialId: null,
    mayAct: true,
  },
};
const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** One link whose secret is "right" and whose passcode, when it has one, is "lemon-tree". */
function door(options: { passcode?: boolean; ended?: "expired" | "revoked"; busyFirst?: number } = {}) {
  const entered = { count: 0, verified: 0 };
  const open = createShareOpening({
    limits: createShareLimits(),
    passwords: {
      verify: async (given) => {
        entered.verified += 1;
        if (entered.verified <= (options.busyFirst ?? 0)) throw new PasswordsBusyError();
        return { matches: given === "lemon-tree", outdated: false };
      },
    },
    shares: {
      bySecret: async (_id, secret) => {
        if (secret !== "right") return { fault: "unknown" };
        return options.ended ? { fault: options.ended } : { link, passcodeHash: options.passcode ? "hash" : null };
      },
    },
  });
  const enter = async () => {
    entered.count += 1;
    return `token-${entered.count}`;
  };
  const ask = (fields: Partial<Parameters<typeof open>[0]> = {}) =>
    open({ id: "link-1", secret: "right", passcode: null, address: "address-1", ...fields }, enter);
  const outcome = async (fields: Parameters<typeof ask>[0] = {}) => {
    const opening = await ask(fields);
    return opening.kind === "entered" ? "entered" : opening.refusal;
  };
  return { ask, outcome, entered };
}

const times = async <T>(count: number, run: (time: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, time) => run(time)));

describe("a link's secret", () => {
  test("lets in, and each opening gets a secret of its own", async () => {
    const { ask } = door();
    expect([await ask(), await ask()]).toMatchObject([{ token: "token-1" }, { token: "token-2" }]);
  });

  test.each(["expired", "revoked"] as const)("of a link that has %s says so, and counts as no guess", async (ended) => {
    const { outcome } = door({ ended });
    for (let time = 0; time < 60; time += 1) expect(await outcome()).toBe(ended);
  });

  test("can be guessed twenty times in ten minutes from one address, at once or in turn; others are not kept out", async () => {
    const { outcome, entered } = door();
    const guesses = await times(100, (time) => outcome({ secret: `wrong-${time}` }));
    expect(guesses.filter((result) => result === "unknown")).toHaveLength(20);
    expect(guesses.filter((result) => result === "too_many")).toHaveLength(80);
    expect(await outcome()).toBe("too_many");
    expect(await outcome({ address: "address-2" })).toBe("entered");
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS + 1);
    expect(await outcome()).toBe("entered");
    expect(entered.count).toBe(2);
  });

  test("opens a link a hundred and twenty times in ten minutes from one address, no oftener", async () => {
    const { outcome } = door();
    const results: string[] = [];
    for (let time = 0; time < 150; time += 1) results.push(await outcome());
    expect(results.filter((result) => result === "entered")).toHaveLength(120);
  });
});

describe("an id that is no link's", () => {
  test("can be asked for a hundred and twenty times in ten minutes from one address, and keeps nobody from opening a link", async () => {
    const limits = createShareLimits();
    const asked: boolean[] = [];
    for (let time = 0; time < 150; time += 1) {
      asked.push(!(await limits.isStraying("address-1")));
      await limits.stray("address-1");
    }
    expect(asked.filter((isAnswered) => isAnswered)).toHaveLength(120);
    expect(await limits.isStraying("address-2")).toBe(false);
    expect(await limits.opening("address-1")).toBeNull();
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS + 1);
    expect(await limits.isStraying("address-1")).toBe(false);
  });
});

describe("a link's passcode", () => {
  test("is asked for after the secret was right, and lets in", async () => {
    const { outcome, entered } = door({ passcode: true });
    expect(await outcome({ secret: "wrong", passcode: "lemon-tree" })).toBe("unknown");
    expect(await outcome()).toBe("passcode_required");
    expect(await outcome({ passcode: "" })).toBe("passcode_wrong");
    expect(await outcome({ passcode: "lemon-tree" })).toBe("entered");
    expect(entered.count).toBe(1);
  });

  test("can be asked for, and be right, as often as somebody likes", async () => {
    const { outcome } = door({ passcode: true });
    for (let time = 0; time < 50; time += 1) expect(await outcome()).toBe("passcode_required");
    for (let time = 0; time < 50; time += 1) expect(await outcome({ passcode: "lemon-tree" })).toBe("entered");
  });

  test("keeps an address that guesses out after five wrong ones, at once or in turn, and nobody else", async () => {
    const { outcome, entered } = door({ passcode: true });
    const guess = (time: number) => outcome({ passcode: `guess-${time}` });
    const results = [...(await times(100, guess)), await guess(100)];
    expect(results.filter((result) => result === "passcode_wrong")).toHaveLength(5);
    expect(entered.verified).toBe(5);
    expect(await outcome({ passcode: "lemon-tree" })).toBe("too_many");
    expect(await outcome({ passcode: "lemon-tree", address: "elsewhere" })).toBe("entered");
    await vi.advanceTimersByTimeAsync(10 * MINUTE_MS + 1);
    expect(await outcome({ passcode: "lemon-tree" })).toBe("entered");
  });

  test("lets a newcomer in while a thousand addresses guess", async () => {
    const { outcome } = door({ passcode: true });
    for (let time = 0; time < 1000; time += 1) {
      const address = `10.${time >> 8}.${time & 255}.1`;
      for (let guess = 0; guess < 5; guess += 1) await outcome({ passcode: `guess-${guess}`, address });
    }
    expect(await outcome({ passcode: "not quite", address: "203.0.113.5" })).toBe("passcode_wrong");
    expect(await outcome({ passcode: "lemon-tree", address: "203.0.113.5" })).toBe("entered");
  });

  test.each([
    ["a /48 of IPv6", (time: number) => `2001:db8:1:${time.toString(16)}::/64`],
    ["a /24 of IPv4", (time: number) => `198.51.100.${time}`],
  ])("can be guessed no more than twenty times from %s, however many addresses it has", async (_what, address) => {
    const { entered, outcome } = door({ passcode: true });
    await times(200, (time) => outcome({ passcode: `guess-${time}`, address: address(time + 1) }));
    expect(entered.verified).toBe(20);
  });

  test("is guessed less than twenty times from one address while a link lives", async () => {
    const { ask, entered } = door({ passcode: true });
    for (let atMs = 0; atMs < 30 * 24 * 60 * MINUTE_MS; ) {
      const result = await ask({ passcode: "guess" });
      const waitMs = result.kind === "refused" ? (result.waitMs ?? 0) : 0;
      await vi.advanceTimersByTimeAsync(waitMs);
      atMs += waitMs;
    }
    expect(entered.verified).toBeLessThan(20);
  });

  test("that was never judged, because too many are being checked, counts against neither link nor address", async () => {
    const { outcome } = door({ passcode: true, busyFirst: 60 });
    for (let time = 0; time < 60; time += 1) {
      await expect(outcome({ passcode: "lemon-tree" })).rejects.toThrow(PasswordsBusyError);
    }
    expect(await outcome({ passcode: "lemon-tree" })).toBe("entered");
  });

  test("makes who guesses wait twice as long each time", async () => {
    const { ask } = door({ passcode: true });
    await times(5, () => ask({ passcode: "guess" }));
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const result = await ask({ passcode: "guess" });
      const waitMs = result.kind === "refused" ? (result.waitMs ?? 0) : 0;
      waits.push(Math.round(waitMs / MINUTE_MS));
      await vi.advanceTimersByTimeAsync(waitMs);
      await ask({ passcode: "guess" });
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320]);
  });
});
