import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Person } from "@/lib/access/actor";
import { aPerson, WHOLE_GRANT } from "@/lib/access/testing";
import { viewOf } from "@/lib/access/view";
import { RequestError } from "@/lib/wire/request-error";
import type { NewShare } from "@/lib/wire/sharing-contract";
import { createSharing } from "./sharing";

const ID = "0".repeat(24);
const supervisor = aPerson("supervisor");
const wanted: NewShare = { callId: "call-1", label: "", grant: WHOLE_GRANT, hours: 1, passcode: "lemon-tree" };

const shares = {
  isFull: vi.fn(async () => false),
  make: vi.fn(async () => ({ id: ID, secret: "s", expiresAt: new Date(0) })),
};
const passwords = { hash: vi.fn(async () => "hash") };
const maker: Person = { ...supervisor, role: "admin" };
const change = async (_: unknown, work: (unit: object) => Promise<unknown>) =>
  work({ audit: { record: () => undefined } });
const { make } = createSharing({
  stores: vi.fn(async () => ({ shares, passwords, change })) as never,
  authorize: async () => undefined,
  authorizeSharing: async (actor) => viewOf(actor, { supervisorsSeeNumbers: false, redactForSupervisors: false }),
});

beforeEach(() => {
  vi.clearAllMocks();
  shares.isFull.mockResolvedValue(false);
});

const reasonOf = (error: unknown) => (error instanceof RequestError ? error.reason : error);

describe("a link", () => {
  test("is not made unmasked by who sees calls masked, whatever they have revealed", async () => {
    expect(reasonOf(await make(supervisor, wanted).catch((error: unknown) => error))).toBe("not_permitted");
    expect(shares.make).not.toHaveBeenCalled();
    await make({ ...supervisor, role: "admin" }, wanted);
    await make(supervisor, { ...wanted, grant: { ...WHOLE_GRANT, masked: true } });
    expect(shares.make).toHaveBeenCalledTimes(2);
  });

  test("too many is refused before its passcode costs anything", async () => {
    shares.isFull.mockResolvedValue(true);
    expect(reasonOf(await make(maker, wanted).catch((error: unknown) => error))).toBe("conflict");
    expect(passwords.hash).not.toHaveBeenCalled();
  });
});
