import "server-only";
import { join } from "node:path";
import { createAudit } from "@/lib/access/audit";
import { createDevices } from "@/lib/access/devices";
import { createOidcPeople } from "@/lib/access/oidc-people";
import { createOneTimeLinks } from "@/lib/access/one-time-links";
import { createPasswordSignIn } from "@/lib/access/password-sign-in";
import { createPasswords } from "@/lib/access/passwords";
import { createReveals } from "@/lib/access/reveals";
import { createSessions } from "@/lib/access/sessions";
import { createShareLimits } from "@/lib/access/share-limits";
import { createShareOpening } from "@/lib/access/share-opening";
import { createShareReading } from "@/lib/access/share-reading";
import { createShares } from "@/lib/access/shares";
import { createStoredSettings } from "@/lib/access/stored-settings";
import { createThrottle } from "@/lib/access/throttle";
import { createTokens } from "@/lib/access/tokens";
import { createUsers } from "@/lib/access/users";
import { createWallLimits } from "@/lib/access/wall-limits";
import { createWalls } from "@/lib/access/walls";
import { type Database, openDatabase } from "@/lib/database/database";
import { type Settings, settings } from "./env";
import { keepSwept } from "./sweeping";

/** The stores of people, passes and links over this process's database. */
export type Access = Awaited<ReturnType<typeof assemble>>;

async function assemble() {
  const options = settings();
  const open = await openDatabase(databasePlace(options));
  const parts = { ...stores(open.database, Date.now, options), open };
  keepSwept(parts);
  return parts;
}

/** Everybody is an admin of the demo: what it keeps must never be the people, links and passes of a real Earshot. */
export function databasePlace({ auth, databaseUrl, dataDir }: Pick<Settings, "auth" | "databaseUrl" | "dataDir">) {
  return auth === "demo"
    ? { url: null, dataDir: join(/* turbopackIgnore: true */ dataDir, "demo") }
    : { url: databaseUrl, dataDir };
}

/** Every store has its line here. */
function stores(database: Database, nowMs: () => number, { auth, sessionLifeMs }: Settings) {
  const isDemo = auth === "demo";
  const parts = { database, nowMs };
  const shares = createShares({ ...parts, isDemo });
  const shareLimits = createShareLimits();
  const passwords = createPasswords();
  const users = createUsers(parts);
  const throttle = createThrottle();
  const audit = createAudit(parts);
  const devices = createDevices(parts);
  return {
    database,
    nowMs,
    passwords,
    throttle,
    audit,
    users,
    oidcPeople: createOidcPeople({ ...parts, users }),
    oneTimeLinks: createOneTimeLinks(parts),
    devices,
    passwordSignIn: createPasswordSignIn({ users, devices, passwords, throttle, audit }),
    reveals: createReveals(parts),
    sessions: createSessions({ ...parts, lifeMs: sessionLifeMs }),
    shares,
    shareOpening: createShareOpening({ shares, limits: shareLimits, passwords }),
    shareReading: createShareReading({ shares, limits: shareLimits }),
    storedSettings: createStoredSettings(parts),
    tokens: createTokens(parts),
    walls: createWalls({ ...parts, isDemo }),
    wallLimits: createWallLimits(),
  };
}

const SINGLETON = Symbol.for("earshot.access");

/**
 * Opened at the first use, once a process; after a failure the next call tries again.
 * @throws DatabaseUnavailableError, which `route()` answers with 503 database_unavailable
 */
export function access(): Promise<Access> {
  const store = globalThis as { [SINGLETON]?: Promise<Access> };
  store[SINGLETON] ??= assemble().catch((error: unknown) => {
    delete store[SINGLETON];
    throw error;
  });
  return store[SINGLETON];
}
