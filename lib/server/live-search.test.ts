import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Actor, Person, Role, Scope } from "@/lib/access/actor";
import { aMessage } from "@/lib/calls/build";
import { searchOf } from "@/lib/calls/search";
import { workOn } from "@/lib/redaction/redact-call";
import { createBodies } from "@/lib/server/http/body";
import { applyChanges, BOARD_SHAPE, versionOf } from "@/lib/wire/changes";
import { boardChangesSchema } from "@/lib/wire/changes-contract";
import { type Board, boardSchema } from "@/lib/wire/contract";
import { boardAnswer } from "./answers";
import { createBoardTalk } from "./board-talk";
import { createReadLimits } from "./read-limits";
import { fakeFloor } from "./testing";

const NUMBER = "+14155552671";

/** This process's parts, with an upstream in memory and a desk that works at once. */
function world() {
  const { clock, upstream, live, given } = fakeFloor();
  const talk = createBoardTalk({ desk: { look: async ({ lines, task }) => workOn(lines, task) }, after: clock.after });
  const privacy = { supervisorsSeeNumbers: false, redactForSupervisors: false };
  Object.assign(globalThis, {
    [Symbol.for("earshot.parts")]: {
      ...{ live, clock, talk, bodies: createBodies(), readLimits: createReadLimits() },
      settings: { demo: false, build: "b1", boardIntervalMs: 2_000 },
    },
    [Symbol.for("earshot.access")]: Promise.resolve({
      storedSettings: { current: async () => ({ privacy }) },
      audit: { denied: async () => undefined },
    }),
  });
  return { clock, upstream, live, privacy, given };
}

let now: ReturnType<typeof world>;
beforeEach(() => {
  now = world();
  for (const [id, agent, campaignId, last] of [
    ["call_1", "Reception", "spring", "I would like a réfund."],
    ["call_2", "Sales", "autumn", "Nothing else, thank you."],
  ] as const) {
    now.upstream.put({
      ...{ id, phoneNumber: NUMBER, agent: { id: null, name: agent } },
      startedAt: new Date(now.clock.nowMs() - 60_000).toISOString(),
      metadata: { campaignId, contact: { firstName: "Jane", lastName: "Smith" } },
      transcript: [
        aMessage({ role: "assistant", content: `Is this Jane on ${NUMBER}?` }),
        aMessage({ role: "tool", content: "lookup: hidden words" }),
        ...(id === "call_2" ? [aMessage({ content: "Yes. My card is 4111 1111 1111 1111." })] : []),
        aMessage({ content: last }),
      ],
    });
  }
});
afterEach(() => now.live.stop());

const person = (role: Role, scope: Scope = null): Person => ({
  ...{ kind: "person", id: role, name: role, email: null, role, scope },
  ...{ via: "session", credentialId: "s1", mayAct: true },
});
const ADMIN = person("admin");
const VIEWER = person("viewer");
const WALL: Actor = { kind: "wall", id: "w1", name: "Lobby", words: false };

async function asked(actor: Actor, words: string, { masked = false } = {}) {
  const answer = await now.given(boardAnswer(actor, { masked, q: searchOf(words) }));
  if (answer.kind === "error") throw new Error(`refused: ${answer.reason}`);
  return answer;
}
async function search(actor: Actor, words: string, options?: { masked?: boolean }): Promise<Board> {
  return boardSchema.parse((await asked(actor, words, options)).make());
}
const idsOf = ({ data }: Board) => data.calls.map(({ id }) => id).sort();
async function hits(actor: Actor, words: string, options?: { masked?: boolean }): Promise<string[]> {
  const found = await search(actor, words, options);
  expect(found.data.hits?.map(({ id }) => id).sort()).toEqual(idsOf(found));
  return idsOf(found);
}

describe("a search of the board", () => {
  test("answers the calls in which it finds something, with the lines and the places, and the tiles of all", async () => {
    const { data, meta } = await search(ADMIN, "REFUND");
    expect(data.calls.map(({ id }) => id)).toEqual(["call_1"]);
    expect(data.hits).toEqual([
      {
        ...{ id: "call_1", lineCount: 1 },
        lines: [expect.objectContaining({ content: "I would like a réfund.", marks: [[15, 6]] })],
      },
    ]);
    expect(data.totals.active).toBe(2);
    expect(meta.search).toEqual({ said: true, notRead: 0, notReady: 0, startsCut: 0 });
  });

  test("without words is the board as it is, with no word of a search", async () => {
    const { data, meta } = await search(ADMIN, "");
    expect([data.calls.length, data.hits, meta.search]).toEqual([2, undefined, undefined]);
  });

  test("keeps what it has found while the call goes on, and tells each answer's changes", async () => {
    // Whose talk has no times is no reason for attention, whose sentence would change by itself.
    const transcript = [aMessage({ content: "A refund.", timestamp: null })];
    for (let more = 10; more < 20; more += 1) now.upstream.put({ id: `call_${more}`, transcript });
    const first = await asked(ADMIN, "refund");
    const known = boardSchema.parse(first.make());
    for (let line = 0; line < 30; line += 1) {
      const before = now.upstream.calls.get("call_1")?.transcript ?? [];
      now.upstream.put({ id: "call_1", transcript: [...before, aMessage({ content: `Line ${line}.` })] });
    }
    await now.clock.advance(20_000);
    const second = await asked(ADMIN, "refund");
    expect(second.body.etag).not.toBe(first.body.etag);
    const changes = second.body.since(versionOf(first.body.etag) ?? "");
    const told: unknown = JSON.parse(Buffer.from((await changes?.bytes("identity")) ?? []).toString());
    expect(boardChangesSchema.parse(told)).toBeDefined();
    const after = applyChanges(known, told, BOARD_SHAPE);
    expect(after).toEqual(JSON.parse(JSON.stringify(second.make())));
    expect(after?.data.calls).toHaveLength(11);
    expect(after?.data.calls.find(({ id }) => id === "call_1")?.messageCount).toBeGreaterThan(30);
  });

  test("has another version for other words, and the same for the same words in any order", async () => {
    const [one, other] = [await asked(ADMIN, "nothing else"), await asked(ADMIN, "refund")];
    expect(one.body.etag).not.toBe(other.body.etag);
    expect((await asked(ADMIN, "ELSE  nothing")).body).toBe(one.body);
  });

  test("says how many calls could not be searched because they were never read", async () => {
    now.upstream.fail = ({ what, id }) => (what === "call" && id === "call_2" ? new Error("broken") : null);
    const { meta } = await search(ADMIN, "refund");
    expect(meta.search?.notRead).toBe(1);
  });

  test("finds nothing in what tools and the system did: nobody said it", async () => {
    expect(await hits(ADMIN, "hidden")).toEqual([]);
  });
});

describe("what somebody may not see finds nothing", () => {
  const SEES: [who: string, actor: Actor, masked: boolean, finds: string[]][] = [
    ["an admin", ADMIN, false, ["name", "number", "card", "digits", "word"]],
    ["a supervisor", person("supervisor"), false, ["card", "digits", "word"]],
    ["a viewer", VIEWER, false, ["word"]],
    ["a screen", WALL, false, []],
    ["an admin who asks for the masked board", ADMIN, true, []],
  ];
  const WORDS: Record<string, string> = {
    name: "jane",
    number: "4155552671",
    card: "4111111111111111",
    digits: "1111",
    word: "thank",
  };
  test.each(SEES)("%s finds by nothing else than what they read", async (_, actor, masked, finds) => {
    const found: string[] = [];
    for (const [name, word] of Object.entries(WORDS)) {
      if ((await hits(actor, word, { masked })).includes("call_2")) found.push(name);
    }
    expect(found.sort()).toEqual([...finds].sort());
  });

  test.each(["4111", "4155", "janesmith", "smith", "jane"])(
    "no part of an answer to a viewer who asks for %s tells of it",
    async (word) => {
      const answer = await asked(VIEWER, word);
      expect(idsOf(answer.make())).toEqual([]);
      expect(JSON.stringify(answer.make())).not.toMatch(/4155552|4111 1111|Jane|Smith/);
    },
  );

  test("a viewer finds by what stands in the place of what was taken out, marked in it", async () => {
    const { data } = await search(VIEWER, '"card number"');
    expect(data.hits?.[0]?.lines[0]?.content).toBe("Yes. My card is [card number].");
  });

  test("a supervisor whose admins have it taken out finds it no longer", async () => {
    expect(await hits(person("supervisor"), "4111")).toEqual(["call_2"]);
    now.privacy.redactForSupervisors = true;
    expect(await hits(person("supervisor"), "4111")).toEqual([]);
  });

  test("outside of somebody's agents and campaigns nothing is found, nor counted as not searched", async () => {
    now.upstream.fail = ({ what, id }) => (what === "call" && id === "call_2" ? new Error("broken") : null);
    const reception = person("viewer", { agents: [], agentNames: ["Reception"], campaigns: [] });
    const found = await search(reception, "a");
    expect(idsOf(found)).toEqual(["call_1"]);
    expect(found.meta.search?.notRead).toBe(0);
    expect(await hits(reception, "sales")).toEqual([]);
  });

  test("a screen searches names of agents and campaigns alone, and is told so", async () => {
    const found = await search(WALL, "autumn");
    expect(idsOf(found)).toEqual(["call_2"]);
    expect(found.meta.search).toEqual({ said: false, notRead: 0, notReady: 0, startsCut: 0 });
  });

  test("nobody searches without a right to the board", async () => {
    const asking = boardAnswer({ kind: "anonymous" }, { masked: false, q: searchOf("refund") });
    await expect(asking).rejects.toMatchObject({ reason: "sign_in_required" });
  });
});
