import { afterAll, beforeAll, expect, test } from "vitest";
import { at } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { openTestDatabase } from "@/lib/database/testing";
import { type ArchiveChoicesStore, createArchiveChoices } from "./choices";
import { anEnded, aTalk, keepAll } from "./testing";

let open: OpenDatabase;
let choices: ArchiveChoicesStore;

const call = (
  id: string,
  minute: number,
  agent: { id: string | null; name: string | null } | null,
  campaignId: string | null,
) =>
  anEnded(
    aTalk(["Hello."], {
      id,
      startedAt: at(minute * 60_000),
      agent,
      metadata: { [`field ${id}`]: id, "an odd\u0000key": 1 },
    }),
    { campaignId },
  );

beforeAll(async () => {
  open = await openTestDatabase();
  await keepAll(open.database, [
    call("one", 1, { id: "a1", name: "Sales, as it was called" }, "spring"),
    call("two", 2, { id: "a1", name: "Sales" }, null),
    call("three", 3, { id: "a2", name: "Support" }, "autumn"),
    call("four", 4, { id: null, name: "Nameless" }, "an odd\u0000campaign"),
    call("five", 5, null, "spring"),
  ]);
  choices = createArchiveChoices({ database: open.database });
});
afterAll(() => open.close());

test("each agent is offered once, by its newest name, and one without an id by its name", async () => {
  const { agents, isComplete } = await choices.of(null);
  expect(agents).toEqual([
    { id: "a1", name: "Sales" },
    { id: "a2", name: "Support" },
    { id: null, name: "Nameless" },
  ]);
  expect(isComplete).toBe(true);
});

test("campaigns and fields of metadata are offered as they are written, each once", async () => {
  const { campaigns, metadataKeys } = await choices.of(null);
  expect([...campaigns].sort()).toEqual(["an odd\u0000campaign", "autumn", "spring"]);
  expect(metadataKeys).toEqual(expect.arrayContaining(["an odd\u0000key", "field one", "field five"]));
  expect(new Set(metadataKeys).size).toBe(metadataKeys.length);
});

test.each([
  [{ agents: ["a2"], agentNames: [], campaigns: [] }, ["a2"], ["autumn"], 1],
  [{ agents: [], agentNames: ["Nameless"], campaigns: [] }, [null], ["an odd\u0000campaign"], 1],
  [{ agents: [], agentNames: [], campaigns: ["spring"] }, ["a1"], ["spring"], 2],
  [{ agents: [], agentNames: [], campaigns: [] }, [], [], 0],
])("within the scope %j nothing else is offered", async (scope, agents, campaigns, calls) => {
  const found = await choices.of(scope);
  expect(found.agents.map(({ id }) => id)).toEqual(agents);
  expect(found.campaigns).toEqual(campaigns);
  expect(found.metadataKeys.filter((key) => key.startsWith("field"))).toHaveLength(calls);
});
