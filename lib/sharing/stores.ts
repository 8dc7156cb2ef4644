import type { Passwords } from "@/lib/access/passwords";
import type { Database } from "@/lib/database/database";
import { createShareLimits } from "./limits";
import { createShareOpening, type ShareOpening } from "./opening";
import { createShareReading, type ShareReading } from "./reading";
import { createShareStore, type Shares } from "./store";

export type SharingStores = { shares: Shares; shareOpening: ShareOpening; shareReading: ShareReading };

/** What is kept of share links, over this database. */
export function createSharingStores(parts: {
  database: Database;
  nowMs: () => number;
  isDemo: boolean;
  passwords: Passwords;
}): SharingStores {
  const shares = createShareStore(parts);
  const limits = createShareLimits();
  return {
    shares,
    shareOpening: createShareOpening({ shares, limits, passwords: parts.passwords }),
    shareReading: createShareReading({ shares, limits }),
  };
}
