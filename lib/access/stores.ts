import type { Database } from "@/lib/database/database";
import { type Audit, createAudit } from "./audit";
import { type CallEnds, createCallEnds } from "./call-ends";
import type { Changes } from "./change";
import type { Memory } from "./memory";
import { createPasswords, type Passwords } from "./passwords";
import { createReveals, type Reveals } from "./reveals";
import { createStoredSettings, type StoredSettingsStore } from "./stored-settings";
import { createThrottle, type Throttle } from "./throttle";

/** What every feature needs of access. */
export type AccessStores = {
  database: Database;
  nowMs: () => number;
  memory: Memory;
  audit: Audit;
  passwords: Passwords;
  throttle: Throttle;
  /** the one way to change something */
  change: Changes;
  reveals: Reveals;
  callEnds: CallEnds;
  storedSettings: StoredSettingsStore;
};

/** These stores and a feature's own, once the database is open. @throws DatabaseUnavailableError */
export type OpenedStores<Stores> = () => Promise<AccessStores & Stores>;

export function createAccessStores(
  parts: Pick<AccessStores, "database" | "nowMs" | "memory" | "change">,
): AccessStores {
  const audit = createAudit(parts);
  return {
    ...parts,
    audit,
    callEnds: createCallEnds({ audit, nowMs: parts.nowMs }),
    passwords: createPasswords(),
    throttle: createThrottle(),
    reveals: createReveals(parts),
    storedSettings: createStoredSettings(parts),
  };
}
