import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor, Person } from "@/lib/access/actor";
import { viewOf } from "@/lib/access/view";
import { RequestError } from "@/lib/wire/request-error";
import type { NewShare } from "@/lib/wire/sharing-contract";
import { makeShare, sharedAnswer } from "./sharing";

const mocked = vi.hoisted(() => ({ access: vi.fn(), callAnswer: vi.fn(), policy: { supervisorsSeeNumbers: false } }));
vi.mock("@/lib/server/access", () => ({ access: mocked.access }));
vi.mock("@/lib/server/answers", () => ({ callAnswer: mocked.callAnswer }));
vi.mock("@/lib/server/audience", () => ({
  viewFor: async (actor: Actor) => viewOf(actor, { ...mocked.policy, redactForSupervisors: false }),
  authorizeCall: async () => ({ kind: "call", view: {} }),
  subjectOf: () => null,
}));
vi.mock("@/lib/server/authorize", () => ({ authorize: async () => undefined }));
vi.mock("@/lib/server/earshot", () => ({ earshot: () => ({}) }));

const ID = "0".repeat(24);
const GRANT = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: false };
const supervisor: Person = {
  kind: "person",
  id: "one",
  name: "One",
  email: null,
  role: "supervisor",
  scope: null,
  via: "session",
  credentialId: null,
  mayAct: true,
};
const wanted: NewShare = { callId: "call-1", label: "", grant: GRANT, hours: 1, passcode: "lemon-tree" };

const shares = {
  isFull: vi.fn(async () => false),
  make: vi.fn(async () => ({ id: ID, secret: "s", expiresAt: new Date(0) })),
};
const passwords = { hash: vi.fn(async () => "hash") };
let maker: Person;

beforeEach(() => {
  vi.clearAllMocks();
  shares.isFull.mockResolvedValue(false);
  mocked.policy.supervisorsSeeNumbers = false;
  maker = { ...supervisor, role: "admin" };
  mocked.callAnswer.mockResolvedValue({ kind: "error", reason: "call_not_found" });
  mocked.access.mockImplementation(async () => ({
    ...{ shares, passwords },
    change: async (_: unknown, work: (unit: object) => Promise<unknown>) =>
      work({ audit: { record: () => undefined } }),
    shareReading: async () => ({ link: { id: ID, callId: "call-1", grant: GRANT, expiresAt: new Date(0), maker } }),
  }));
});

const reasonOf = (error: unknown) => (error instanceof RequestError ? error.reason : error);

describe("a link", () => {
  test("that was made unmasked is read masked once its maker's role sees calls masked", async () => {
    const read = async () => {
      await sharedAnswer(new Headers(), ID);
      return mocked.callAnswer.mock.lastCall?.[0].grant.masked;
    };
    expect(await read()).toBe(false);
    maker = supervisor;
    expect(await read()).toBe(true);
    mocked.policy.supervisorsSeeNumbers = true;
    expect(await read()).toBe(false);
  });

  test("is not made unmasked by who sees calls masked, whatever they have revealed", async () => {
    expect(reasonOf(await makeShare(supervisor, wanted).catch((error: unknown) => error))).toBe("not_permitted");
    expect(shares.make).not.toHaveBeenCalled();
    await makeShare({ ...supervisor, role: "admin" }, wanted);
    await makeShare(supervisor, { ...wanted, grant: { ...GRANT, masked: true } });
    expect(shares.make).toHaveBeenCalledTimes(2);
  });

  test("too many is refused before its passcode costs anything", async () => {
    shares.isFull.mockResolvedValue(true);
    expect(reasonOf(await makeShare(maker, wanted).catch((error: unknown) => error))).toBe("conflict");
    expect(passwords.hash).not.toHaveBeenCalled();
  });
});
