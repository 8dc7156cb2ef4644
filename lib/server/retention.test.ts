import { afterAll, beforeAll, expect, test } from "vitest";
import { createAudit } from "@/lib/access/audit";
import { anEnded, aTalk, keepAll } from "@/lib/archive/testing";
import type { OpenDatabase } from "@/lib/database/database";
import {
  accessTokens,
  archivedCalls,
  auditEvents,
  reveals,
  sessions,
  shareLinks,
  shareVisits,
} from "@/lib/database/schema";
import { openTestDatabase } from "@/lib/database/testing";
import { SESSION_IDLE_MS } from "@/lib/identity/session-store";
import { createSessions, createTokens, createUsers } from "@/lib/identity/testing";
import { lostBy, sweep } from "./retention";

const DAY_MS = 86_400_000;
const START_MS = Date.parse("2026-01-01T00:00:00.000Z");
const CALLS = { talkDays: 90, factDays: 400 };
const KEEP = { ...CALLS, auditDays: 30, endedDays: 10 };
let open: OpenDatabase;
let nowMs = START_MS;
const at = () => ({ database: open.database, nowMs: () => nowMs });

beforeAll(async () => {
  open = await openTestDatabase();
});
afterAll(() => open.close());

const counts = async () => {
  const { database } = open;
  const all = { accessTokens, auditEvents, reveals, sessions, shareLinks, shareVisits };
  const entries = Object.entries(all).map(async ([name, table]) => [name, await database.$count(table)]);
  return Object.fromEntries(await Promise.all(entries));
};

test("each record is kept to its last day and gone after it, everywhere", async () => {
  const user = await createUsers(at()).create(
    { email: "a@example.com", name: "A", role: "admin", scope: null },
    "hash",
  );
  const userId = user?.id ?? "";
  await createSessions(at()).start({ id: userId, judged: null }, "Firefox on Linux");
  await createTokens(at()).create({ userId, name: "One day", permission: "read", days: 1 });
  await createAudit(at()).failed({ actor: { kind: "system" }, action: "settings.changed" });
  const started = new Date(START_MS);
  const grant = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
  await open.database.insert(shareLinks).values({
    ...{ id: "link", secretHash: "hash", callId: "call", label: "", grant, createdById: userId, createdByName: "A" },
    ...{ createdAt: started, expiresAt: new Date(START_MS + DAY_MS) },
  });
  await open.database
    .insert(shareVisits)
    .values({ id: "visit", tokenHash: "hash", linkId: "link", createdAt: started });
  await open.database
    .insert(reveals)
    .values({ id: "reveal", personId: userId, callId: "call", createdAt: started, endsAt: new Date(START_MS + 1) });

  await sweep(at(), KEEP);
  expect(Object.values(await counts())).toEqual([1, 1, 1, 1, 1, 1]);

  nowMs = START_MS + SESSION_IDLE_MS + 1;
  expect(await sweep(at(), KEEP)).toMatchObject({ sessions: 1, reveals: 1, accessTokens: 0, shareLinks: 0 });

  nowMs = START_MS + 11 * DAY_MS;
  expect(await sweep(at(), KEEP)).toMatchObject({ accessTokens: 0, shareLinks: 0 });
  nowMs += 1;
  expect(await sweep(at(), KEEP)).toMatchObject({ accessTokens: 1, shareLinks: 1, auditEvents: 0 });
  expect((await counts()).shareVisits).toBe(0);

  nowMs = START_MS + 30 * DAY_MS;
  expect(await sweep(at(), KEEP)).toMatchObject({ auditEvents: 0 });
  nowMs += 1;
  expect(await sweep(at(), KEEP)).toMatchObject({ auditEvents: 1 });
  expect(Object.values(await counts())).toEqual([0, 0, 0, 0, 0, 0]);
});

test("what a shorter time would lose is counted before, and is what is gone when it holds", async () => {
  nowMs = START_MS + 100 * DAY_MS;
  const write = (daysOld: number) =>
    open.database.insert(auditEvents).values({
      ...{ at: new Date(nowMs - daysOld * DAY_MS), actorKind: "system", actorName: "", action: "x", result: "done" },
    });
  for (const daysOld of [0, 28.5, 29.5, 60, 80, 89.5]) await write(daysOld);
  const holds = { ...CALLS, auditDays: 90, endedDays: 10 };
  // Of the six, one is over ninety days old by then anyway.
  expect(await lostBy(at(), holds, { ...holds, auditDays: 30 })).toMatchObject({ auditDays: 3, endedDays: 0 });
  expect(await lostBy(at(), holds, { ...holds, auditDays: 365, endedDays: 90 })).toMatchObject({
    auditDays: 0,
    endedDays: 0,
  });
  nowMs += DAY_MS;
  expect(await sweep(at(), KEEP)).toMatchObject({ auditEvents: 4 });
});

test("what was said goes after its days and leaves the facts, which go after theirs", async () => {
  nowMs = START_MS;
  const call = (id: string, daysOld: number) =>
    anEnded(
      aTalk(["Hello.", `The secret word of ${id} is canary${id}.`], {
        ...{ id, summary: `It was about canary${id}.` },
        startedAt: new Date(START_MS - daysOld * DAY_MS).toISOString(),
      }),
    );
  await keepAll(open.database, [call("young", 1), call("old", 95), call("oldest", 500)], START_MS);
  const lost = await lostBy(at(), KEEP, { ...KEEP, talkDays: 1, factDays: 90 });
  expect(lost).toMatchObject({ talkDays: 1, factDays: 1 });
  expect(await sweep(at(), KEEP)).toMatchObject({ archivedCalls: 1, archivedTalk: 1 });
  const rows = await open.database.select().from(archivedCalls);
  expect(rows.map(({ callId, sent }) => [callId, sent !== null]).sort()).toEqual([
    ["old", false],
    ["young", true],
  ]);
  const old = JSON.stringify(rows.find(({ callId }) => callId === "old"));
  expect(old).not.toContain("canary");
  expect(old).toContain("completed");
  expect(await sweep(at(), KEEP)).toMatchObject({ archivedCalls: 0, archivedTalk: 0 });
});
