import "server-only";
import { createAudit } from "@/lib/access/audit";
import { createChanges } from "@/lib/access/change";
import { createPasswords } from "@/lib/access/passwords";
import { createReveals } from "@/lib/access/reveals";
import { createStoredSettings } from "@/lib/access/stored-settings";
import { createThrottle } from "@/lib/access/throttle";
import { type Database, type OpenDatabase, openDatabase } from "@/lib/database/database";
import type { DatabaseUnavailableError } from "@/lib/database/errors";
import { onDatabaseOutcome } from "@/lib/database/outcomes";
import { createUnitsOfWork } from "@/lib/database/unit-of-work";
import { createDevices } from "@/lib/identity/device-store";
import { createOidcPeople } from "@/lib/identity/oidc-people";
import { createOneTimeLinks } from "@/lib/identity/one-time-link-store";
import { createPasswordSignIn } from "@/lib/identity/password-sign-in";
import { createSessions } from "@/lib/identity/session-store";
import { createTokens } from "@/lib/identity/token-store";
import { createUsers } from "@/lib/identity/user-store";
import { sayDefect } from "@/lib/log/defect.mjs";
import { databasePlace } from "@/lib/settings/database-place";
import { type Settings, settings } from "@/lib/settings/settings";
import { createShareLimits } from "@/lib/sharing/limits";
import { createShareOpening } from "@/lib/sharing/opening";
import { createShareReading } from "@/lib/sharing/reading";
import { createShares } from "@/lib/sharing/store";
import { createWallLimits } from "@/lib/walls/limits";
import { createWalls } from "@/lib/walls/store";
import { createBackground } from "./background";
import { states, watchDatabase, watchDisk } from "./states";

/** The stores of people, passes and links over this process's database, and the one way to change something. */
export type Access = ReturnType<typeof createAccess>;

async function assemble(): Promise<Access> {
  const options = settings();
  const place = databasePlace(options);
  const open = await openDatabase(place);
  onDatabaseOutcome(watchDatabase(open.ping));
  states().database.well();
  if (place.url === null) watchDisk(place.dataDir);
  const parts = createAccess(open, Date.now, options);
  parts.background.start(async () => (await parts.storedSettings.current()).retention);
  return parts;
}

/** Everything over an open database; nothing of it works by itself yet. */
export function createAccess(
  open: OpenDatabase,
  nowMs: () => number,
  options: Pick<Settings, "auth" | "sessionLifeMs">,
) {
  const { database } = open;
  const background = createBackground({ database, nowMs });
  const onDefect = (error: unknown) =>
    sayDefect("change.defect", "A change was done, and what follows it in memory failed.", error);
  const unitOfWork = createUnitsOfWork({ database, nowMs, onDefect, onOutbox: background.outbox.wake });
  return { ...stores(database, nowMs, options), change: createChanges({ unitOfWork, nowMs }), background, open };
}

/** Every store has its line here. */
function stores(
  database: Database,
  nowMs: () => number,
  { auth, sessionLifeMs }: Pick<Settings, "auth" | "sessionLifeMs">,
) {
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
    oidcPeople: createOidcPeople({ nowMs, users }),
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
    if (error instanceof Error && error.name === "DatabaseUnavailableError") {
      const { fault, message } = error as DatabaseUnavailableError;
      states().database.failing(fault, { isPlain: true, why: message });
    }
    throw error;
  });
  return store[SINGLETON];
}
