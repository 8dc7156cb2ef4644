import { beforeEach, expect, test, vi } from "vitest";
import type { Actor, Person } from "@/lib/access/actor";
import { aPerson, WHOLE_GRANT } from "@/lib/access/testing";
import { viewOf } from "@/lib/access/view";
import { sharedAnswer } from "./shared-answer";

const mocked = vi.hoisted(() => ({ visited: vi.fn(), seeCall: vi.fn(), policy: { supervisorsSeeNumbers: false } }));
vi.mock("./features", () => ({ sharing: { visited: mocked.visited } }));
vi.mock("./answers", () => ({ answerOf: vi.fn() }));
vi.mock("./audience", () => ({
  viewFor: async (actor: Actor) => viewOf(actor, { ...mocked.policy, redactForSupervisors: false }),
  seeCall: mocked.seeCall,
}));
vi.mock("./earshot", () => ({ earshot: () => ({}) }));

const ID = "0".repeat(24);
const supervisor = aPerson("supervisor");
let maker: Person;

beforeEach(() => {
  mocked.policy.supervisorsSeeNumbers = false;
  maker = { ...supervisor, role: "admin" };
  mocked.seeCall.mockResolvedValue({ kind: "fault", fault: { kind: "not_found" } });
  mocked.visited.mockImplementation(async () => ({
    id: ID,
    callId: "call-1",
    grant: WHOLE_GRANT,
    expiresAt: new Date(0),
    maker,
  }));
});

test("a link that was made unmasked is read masked once its maker's role sees calls masked", async () => {
  const read = async () => {
    await sharedAnswer(new Headers(), ID);
    return mocked.seeCall.mock.lastCall?.[0].grant.masked;
  };
  expect(await read()).toBe(false);
  maker = supervisor;
  expect(await read()).toBe(true);
  mocked.policy.supervisorsSeeNumbers = true;
  expect(await read()).toBe(false);
});
