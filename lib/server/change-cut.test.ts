import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Person } from "@/lib/access/actor";
import type { ChangeAction } from "@/lib/access/audit";
import { knownPerson } from "@/lib/access/turns";
import { anEnded, aTalk, keepAll } from "@/lib/archive/testing";
import type { OpenDatabase } from "@/lib/database/database";
import { cutAt, openTestDatabase } from "@/lib/database/testing";
import { transact } from "@/lib/database/transaction";
import { personOf, type User } from "@/lib/identity/user-store";
import { FIRST_RUBRIC } from "@/lib/quality/rubrics";
import { type Access, createAccess } from "./access";
import { hideCall, revealCall } from "./call-actions";
import { archive, backfills, exports, identity, quality, sharing, views, walls } from "./features";
import { changeStoredSettings } from "./stored-settings";

/**
 * Every kind of change in the product, cut off before each of its statements: what it changes, its audit entry and what has
 * to follow it are there together or not at all.
 */
const mocked = vi.hoisted(() => ({ settings: vi.fn(), access: vi.fn() }));
vi.mock("@/lib/settings/settings", async (original) => ({ ...(await original()), settings: mocked.settings }));
vi.mock("./access", async (original) => ({ ...(await original()), access: mocked.access }));
vi.mock("./earshot", () => ({ earshot: () => ({ clock: { skewMs: () => 0 } }) }));
const seen = { call: { status: "completed" }, contactName: null, campaignId: null, roster: [] };
vi.mock("./audience", async (original) => ({
  ...(await original()),
  authorizeCall: async () => ({ kind: "call", result: { view: seen } }),
}));
vi.mock("@/lib/access/passwords", async (original) => {
  const real = (await original()) as typeof import("@/lib/access/passwords");
  return { ...real, createPasswords: () => real.createPasswords({ logCost: 4 }) };
});

/** Opening a database and several hundred changes on it, on two busy processors. */
vi.setConfig({ testTimeout: 120_000 });

const PASSWORD = "a phrase that is long enough";
const CALL = "call_1";
const ISSUER = { issuer: "https://idp.example", clientId: "c", clientSecret: "s", roleClaim: "groups" };
const SETTINGS = {
  ...{ archive: "on" },
  ...{ auth: "on", publicUrl: "https://earshot.example", trustedProxies: 0, sessionLifeMs: 3_600_000, admin: null },
  ...{ dataDir: join(tmpdir(), "earshot-no-such-folder"), databaseUrl: null },
  ...{ secretKey: "k".repeat(32), privateHosts: ["127.0.0.1"], isPublicDemo: false },
  oidc: {
    ...ISSUER,
    roleValues: { admin: ["admins"], supervisor: [], viewer: ["viewers"] },
    defaultRole: null,
    trustEmail: false,
  },
};
let open: OpenDatabase;
let parts: Access;
let count = 0;
const next = () => {
  count += 1;
  return count;
};
const hit = new Set<string>();

/** `file:line` of whoever called the function that asks. */
function caller(): string {
  const frame = (new Error().stack ?? "").split("\n").find((line) => /\/lib\/(?!server\/change-cut)/.test(line));
  return /lib\/[\w/.-]+:\d+/.exec(frame ?? "")?.[0] ?? "";
}

beforeAll(async () => {
  open = await openTestDatabase();
  const made = createAccess(open, Date.now, { auth: "on", sessionLifeMs: 3_600_000 });
  parts = {
    ...made,
    // A link that the same person tries ten times is held up, whatever the database does.
    throttle: { ...made.throttle, linkUse: () => null },
    // Jobs have not begun here; that one goes with its change is theirs to prove.
    background: { ...made.background, jobs: { ...made.background.jobs, send: async () => undefined } },
    change: (actor, work) => {
      hit.add(caller());
      return made.change(actor, work);
    },
  };
  // The key that signs browsers' notes is made at the first of them.
  await parts.devices.issuer();
});
afterAll(() => open.close());
beforeEach(() => {
  mocked.settings.mockReturnValue(SETTINGS);
  mocked.access.mockImplementation(async () => parts);
});

/** Somebody whom nothing has counted yet. */
async function somebody(role: Person["role"] = "admin"): Promise<{ user: User; person: Person; headers: Headers }> {
  next();
  const email = `person-${count}@example.com`;
  const passwordHash = await parts.passwords.hash(PASSWORD, knownPerson(email));
  const wanted = { email, name: "P", role, scope: null };
  const user = await transact(open.database, (tx) => parts.users.create(tx, wanted, passwordHash));
  if (user === null) throw new Error("There is such a user.");
  const start = { id: user.id, judged: null };
  const session = await transact(open.database, (tx) => parts.sessions.start(tx, start, "Firefox"));
  const headers = new Headers({
    "x-earshot-address": `10.${count >> 16}.${(count >> 8) & 255}.${count & 255}`,
    cookie: `__Host-earshot_session=${session?.token}`,
  });
  return { user, person: personOf(user, { via: "session", credentialId: session?.id ?? "", mayAct: true }), headers };
}

const secretOf = (path: string) => path.slice(path.indexOf("#") + 1);
const share = (person: Person) => {
  const grant = { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true };
  return sharing.make(person, { callId: CALL, label: "", grant, hours: 1, passcode: null });
};
async function wall(person: Person): Promise<string> {
  const { code } = await parts.walls.startPairing(null);
  return (await walls.claim(person, { code, name: "Hall", config: {} })).id;
}
async function backfill(person: Person): Promise<string> {
  return (await backfills.begin(person, {})).id;
}
async function view(person: Person): Promise<string> {
  return (await views.save(person, { page: "live", name: "Mine", query: "", shared: false })).id;
}
async function callExport(person: Person): Promise<string> {
  return (await exports.begin(person, { format: "calls", ids: null, question: {} })).id;
}
async function keptCall(): Promise<string> {
  const id = `judged_${next()}`;
  await keepAll(open.database, [anEnded(aTalk(["Hello."], { id }))]);
  return id;
}
const review = async (person: Person) => (await quality.reviews.add(person, await keptCall())).id;
/** Nobody answers there. */
const SCORER = { address: "http://127.0.0.1:1/", isOn: false, secret: "s", redacts: true, perDay: 10_000 };
const FINISH = { do: "finish", score: 4, comment: null } as const;
/** Back from the provider with these claims. */
const fromProvider = (claims: Record<string, unknown>) => {
  next();
  const recognised = { ...{ issuer: ISSUER.issuer, subject: `s${count}`, next: "/" }, claims };
  return () => {
    Object.assign(globalThis, { [Symbol.for("earshot.oidc")]: { finish: async () => recognised } });
    return identity.singleSignOn.finish(new Headers({ "x-earshot-address": `11.0.${count >> 8}.${count & 255}` }), "");
  };
};

/** Makes the situation, and hands back the change. */
type Case = () => Promise<() => Promise<unknown>>;

/** A new kind of change does not compile without a row. */
const CASES: Record<ChangeAction, Record<string, Case>> = {
  "session.started": {
    "by a password": async () => {
      const { user, headers } = await somebody();
      return () => identity.signIn.byPassword(headers, { email: user.email ?? "", password: PASSWORD });
    },
  },
  "session.ended": {
    "by signing out": async () => {
      const { person } = await somebody();
      return () => identity.signIn.out(person);
    },
    "all others": async () => {
      const { person, user } = await somebody();
      await transact(open.database, (tx) => parts.sessions.start(tx, { id: user.id, judged: null }, "Safari"));
      return () => identity.account.endSession(person, "others");
    },
  },
  "account.renamed": {
    "by its owner": async () => {
      const { person } = await somebody();
      return () => identity.account.rename(person, "Q");
    },
  },
  "password.changed": {
    "by its owner": async () => {
      const { person, headers } = await somebody();
      return () => identity.account.changePassword(person, headers, { current: PASSWORD, next: `${PASSWORD} now` });
    },
  },
  "link.used": {
    "an invitation": async () => {
      const { person, headers } = await somebody();
      next();
      const invited = await identity.users.invite(person, {
        email: `new-${count}@example.com`,
        name: "N",
        role: "viewer",
        scope: null,
      });
      return () =>
        identity.oneTimeLinks.enter(headers, { token: secretOf(invited.data.link.path), password: PASSWORD });
    },
    "the set-up's": async () => {
      await open.database.execute(sql`delete from users`);
      const { secret } = await parts.oneTimeLinks.makeSetup();
      const headers = new Headers({ "x-earshot-address": `12.0.0.${next()}` });
      return () =>
        identity.oneTimeLinks.enter(headers, { token: secret, password: PASSWORD, email: "a@example.com", name: "A" });
    },
  },
  "user.created": {
    "the environment's admin": async () => {
      await open.database.execute(sql`delete from users`);
      mocked.settings.mockReturnValue({ ...SETTINGS, admin: { email: "a@example.com", password: PASSWORD } });
      return () => identity.setup.announce();
    },
    "by single sign-on": async () =>
      fromProvider({ email: `sso-${next()}@example.com`, email_verified: true, groups: ["viewers"] }),
  },
  "user.invited": {
    "by an admin": async () => {
      const { person } = await somebody();
      const email = `new-${next()}@example.com`;
      return () => identity.users.invite(person, { email, name: "N", role: "viewer", scope: null });
    },
  },
  "user.changed": {
    "disabled by an admin": async () => {
      const [{ person }, { user }] = [await somebody(), await somebody("supervisor")];
      await identity.tokens
        .create(personOf(user, { via: "session", credentialId: "s", mayAct: true }), {
          name: "T",
          permission: "read",
          days: 1,
        })
        .catch(() => undefined);
      return () => identity.users.change(person, user.id, { status: "disabled" });
    },
    "another role by single sign-on": async () => {
      const { user } = await somebody("supervisor");
      return fromProvider({ email: user.email, email_verified: true, groups: ["viewers"] });
    },
  },
  "user.removed": {
    "by an admin": async () => {
      const [{ person }, { user }] = [await somebody(), await somebody()];
      return () => identity.users.remove(person, user.id);
    },
  },
  "user.link_made": {
    "by an admin": async () => {
      const [{ person }, { user }] = [await somebody(), await somebody()];
      return () => identity.users.makeLink(person, user.id);
    },
  },
  "token.created": {
    "by its owner": async () => {
      const { person } = await somebody();
      return () => identity.tokens.create(person, { name: "T", permission: "read", days: 1 });
    },
  },
  "token.revoked": {
    "by its owner": async () => {
      const { person } = await somebody();
      const { id } = await identity.tokens.create(person, { name: "T", permission: "read", days: 1 });
      return () => identity.tokens.revoke(person, id);
    },
  },
  "settings.changed": {
    "by an admin": async () => {
      const { person } = await somebody();
      const auditDays = 100 + next();
      return () =>
        changeStoredSettings(person, { retention: { auditDays }, privacy: { redactForSupervisors: count % 2 === 0 } });
    },
  },
  "call.reveal": {
    "by a supervisor": async () => {
      const { person } = await somebody("supervisor");
      return () => revealCall(person, CALL);
    },
  },
  "call.hidden": {
    "by a supervisor": async () => {
      const { person } = await somebody("supervisor");
      await revealCall(person, CALL);
      return () => hideCall(person, CALL);
    },
  },
  "share.made": {
    "by an admin": async () => {
      const { person } = await somebody();
      return () => share(person);
    },
  },
  "share.opened": {
    "by whoever has it": async () => {
      const { person, headers } = await somebody();
      const { id, path } = await share(person);
      return () => sharing.open(headers, id, { secret: secretOf(path), passcode: null });
    },
  },
  "share.revoked": {
    "all of a call": async () => {
      const { person } = await somebody();
      await share(person);
      await share(person);
      return () => sharing.revokeMany(person, { createdById: person.id });
    },
  },
  "wall.paired": {
    "by its code": async () => {
      const { person } = await somebody();
      const { code } = await parts.walls.startPairing(null);
      return () => walls.claim(person, { code, name: "Hall", config: {} });
    },
  },
  "wall.changed": {
    "its name": async () => {
      const { person } = await somebody();
      const id = await wall(person);
      return () => walls.change(person, id, { name: "Door" });
    },
  },
  "wall.reload": {
    "asked for": async () => {
      const { person } = await somebody();
      const id = await wall(person);
      return () => walls.change(person, id, { reload: true });
    },
  },
  "wall.revoked": {
    "by an admin": async () => {
      const { person } = await somebody();
      const id = await wall(person);
      return () => walls.revoke(person, id);
    },
  },
  "backfill.begun": {
    "by an admin": async () => {
      const { person } = await somebody();
      return () => backfills.begin(person, {});
    },
  },
  "backfill.changed": {
    cancelled: async () => {
      const { person } = await somebody();
      const id = await backfill(person);
      return () => backfills.change(person, id, "cancelled");
    },
  },
  "view.saved": {
    "shared by a supervisor": async () => {
      const { person } = await somebody("supervisor");
      const name = `View ${next()}`;
      return () => views.save(person, { page: "live", name, query: "q=refund", shared: true });
    },
  },
  "view.changed": {
    "its name": async () => {
      const { person } = await somebody("viewer");
      const id = await view(person);
      return () => views.change(person, id, { name: `Other ${next()}` });
    },
  },
  "caller.erased": {
    "all calls of a number": async () => {
      const { person } = await somebody();
      const phoneNumber = `+1415555${String(1000 + next())}`;
      await keepAll(open.database, [anEnded(aTalk(["Hello."], { id: `erased_${count}`, phoneNumber }))]);
      return () => archive.erase(person, { phoneNumber, confirm: true });
    },
  },
  "rubric.made": {
    "by an admin": async () => {
      const { person } = await somebody();
      return () => quality.rubrics.add(person, FIRST_RUBRIC);
    },
  },
  "rubric.changed": {
    "by an admin": async () => {
      const { person } = await somebody();
      const { id } = await quality.rubrics.add(person, FIRST_RUBRIC);
      return () => quality.rubrics.change(person, id, 1, { ...FIRST_RUBRIC, name: "Another" });
    },
  },
  "rubric.retired": {
    "by an admin": async () => {
      const { person } = await somebody();
      const { id } = await quality.rubrics.add(person, FIRST_RUBRIC);
      return () => quality.rubrics.retire(person, id);
    },
  },
  "review.queued": {
    "by hand": async () => {
      const { person } = await somebody("supervisor");
      const callId = await keptCall();
      return () => quality.reviews.add(person, callId);
    },
    "for a second opinion": async () => {
      const { person } = await somebody("supervisor");
      const id = await review(person);
      await quality.reviews.change(person, id, { ...FINISH, verdicts: [] });
      return () => quality.reviews.change(person, id, { do: "second_opinion" });
    },
  },
  "review.assigned": {
    "to oneself": async () => {
      const { person } = await somebody("supervisor");
      const id = await review(person);
      return () => quality.reviews.change(person, id, { do: "assign" });
    },
  },
  "review.given": {
    "with a score": async () => {
      const { person } = await somebody("supervisor");
      const id = await review(person);
      return () => quality.reviews.change(person, id, { ...FINISH, verdicts: [] });
    },
  },
  "review.skipped": {
    "without a word": async () => {
      const { person } = await somebody("supervisor");
      const id = await review(person);
      return () => quality.reviews.change(person, id, { do: "skip", comment: null });
    },
  },
  "sampling.changed": {
    "by an admin": async () => {
      const { person } = await somebody();
      const lowest = next() % 200;
      return () =>
        quality.reviews.setSampling(person, { critical: true, randomPerAgent: 1, lowest, firstOfNewAgent: 0 });
    },
  },
  "scorer.changed": {
    "by an admin": async () => {
      const { person } = await somebody();
      const perDay = 1 + (next() % 200);
      return () => quality.scorer.set(person, { ...SCORER, perDay });
    },
  },
  "scorer.tried": {
    "on a call": async () => {
      const { person } = await somebody();
      const callId = await keptCall();
      await quality.scorer.set(person, SCORER);
      return () => quality.scorer.tryOn(person, callId);
    },
  },
  "scorer.retried": {
    "of what was given up": async () => {
      const { person } = await somebody();
      return () => quality.scorer.retry(person);
    },
  },
  "call.noted": {
    "of a call as a whole": async () => {
      const { person } = await somebody();
      const callId = await keptCall();
      return () => quality.notes.add(person, callId, { line: null, kind: "comment", text: "Good." });
    },
  },
  "note.deleted": {
    "by its maker": async () => {
      const { person } = await somebody();
      const note = await quality.notes.add(person, await keptCall(), { line: null, kind: "flag", text: "" });
      return () => quality.notes.remove(person, note.id);
    },
  },
  "view.deleted": {
    "by its maker": async () => {
      const { person } = await somebody("viewer");
      const id = await view(person);
      return () => views.remove(person, id);
    },
  },
  "export.begun": {
    "by a supervisor": async () => {
      const { person } = await somebody("supervisor");
      return () => callExport(person);
    },
  },
  "export.deleted": {
    "by whom it is for": async () => {
      const { person } = await somebody("supervisor");
      const id = await callExport(person);
      return () => exports.remove(person, id);
    },
  },
};
const all = Object.entries(CASES).flatMap(([action, cases]) =>
  Object.entries(cases).map(([name, make]) => [action, name, make] as const),
);

/** Everything that is stored. */
async function stored(): Promise<{ text: string; actions: string[] }> {
  const names = await open.database.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const each = names.rows.map(
    ({ name }) => `'${name}', (select coalesce(jsonb_agg(t order by t::text), '[]') from ${name} t)`,
  );
  const { rows } = await open.database.execute<{ all: Record<string, { id: number; action: string }[]> }>(
    sql.raw(`select jsonb_build_object(${each.join(", ")}) as all`),
  );
  const tables = rows[0]?.all ?? {};
  const entries = tables.audit_events ?? [];
  return { text: JSON.stringify(tables), actions: entries.sort((a, b) => a.id - b.id).map(({ action }) => action) };
}

/** How it ended: "done", or the error's name. */
const outcome = (run: () => Promise<unknown>): Promise<string> =>
  run().then(
    () => "done",
    (error: Error) => error.name,
  );

describe.each(all)("%s (%s)", (action, _, make) => {
  test("cut off before any of its statements leaves nothing; with its answer lost it is whole; and says so", async () => {
    const run = await make();
    const before = await stored();
    let commit = 0;
    // What was undone is tried again, until it gets through.
    for (let at = 1; commit === 0; at++) {
      const cut = cutAt(open.database, at);
      const ended = await outcome(run);
      const asked = cut.statements();
      if (cut.end()) {
        expect(ended, asked.at(-1)).toBe("DatabaseUnavailableError");
        expect((await stored()).text, asked.at(-1)).toBe(before.text);
      } else {
        expect(ended).toBe("done");
        commit = asked.lastIndexOf("commit") + 1;
      }
    }
    expect((await stored()).actions.slice(before.actions.length)).toContain(action);
    // begin, the change, its entry, commit.
    expect(commit).toBeGreaterThanOrEqual(4);

    const again = await make();
    const { text, actions } = await stored();
    const lost = cutAt(open.database, commit, { afterIt: true });
    expect(await outcome(again)).toBe("DatabaseUnavailableError");
    expect(lost.end()).toBe(true);
    const after = await stored();
    expect(after.text).not.toBe(text);
    expect(after.actions.slice(actions.length)).toContain(action);
  });
});

test("a call that is kept, cut off before any of its statements, leaves nothing; with its answer lost it is whole", async () => {
  const { endedBy: _, ...ended } = anEnded(aTalk(["Hello."], { id: "kept_once", startedAt: new Date().toISOString() }));
  const before = await stored();
  let commit = 0;
  for (let at = 1; commit === 0; at++) {
    const cut = cutAt(open.database, at);
    const how = await outcome(() => archive.keep(ended));
    const asked = cut.statements();
    if (!cut.end()) commit = asked.lastIndexOf("commit") + 1;
    else expect([how, (await stored()).text], asked.at(-1)).toEqual(["DatabaseUnavailableError", before.text]);
  }
  const lost = cutAt(open.database, commit, { afterIt: true });
  const again = { ...ended, call: { ...ended.call, id: "kept_again" } };
  expect([await outcome(() => archive.keep(again)), lost.end()]).toEqual(["DatabaseUnavailableError", true]);
  expect((await archive.find("kept_again"))?.archived.hasTalk).toBe(true);
});

test("every place that changes something was cut off above", () => {
  const places: string[] = [];
  for (const room of ["access", "archive", "exports", "identity", "quality", "server", "sharing", "views", "walls"]) {
    for (const name of readdirSync(join("lib", room))) {
      if (!/(?<!\.test)\.ts$/.test(name)) continue;
      const lines = readFileSync(join("lib", room, name), "utf8").split("\n");
      const isOne = (line: string) => /(?<![.\w])change\((actor[,O]|renamed|\{ kind)/.test(line);
      places.push(...lines.flatMap((line, n) => (isOne(line) ? [`lib/${room}/${name}:${n + 1}`] : [])));
    }
  }
  expect(places.length).toBeGreaterThan(15);
  expect([...hit].sort()).toEqual(places.sort());
});
