import { beforeEach, expect, test, vi } from "vitest";
import type { Actor, Person } from "@/lib/access/actor";
import { viewOf } from "@/lib/access/view";
import { sharedAnswer } from "./shared-answer";

const mocked = vi.hoisted(() => ({ visited: vi.fn(), callAnswer: vi.fn(), policy: { supervisorsSeeNumbers: false } }));
vi.mock("./features", () => ({ sharing: { visited: mocked.visited } }));
vi.mock("./answers", () => ({ callAnswer: mocked.callAnswer }));
vi.mock("./audience", () => ({
  viewFor: async (actor: Actor) => viewOf(actor, { ...mocked.policy, redactForSupervisors: false }),
  subjectOf: () => null,
}));
vi.mock("./earshot", () => ({ earshot: () => ({}) }));

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
let maker: Person;

beforeEach(() => {
  mocked.policy.supervisorsSeeNumbers = false;
  maker = { ...supervisor, role: "admin" };
  mocked.callAnswer.mockResolvedValue({ kind: "error", reason: "call_not_found" });
  mocked.visited.mockImplementation(async () => ({
    id: ID,
    callId: "call-1",
    grant: GRANT,
    expiresAt: new Date(0),
    maker,
  }));
});

test("a link that was made unmasked is read masked once its maker's role sees calls masked", async () => {
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
