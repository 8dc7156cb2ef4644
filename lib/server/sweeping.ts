import "server-only";
import type { createStoredSettings } from "@/lib/access/stored-settings";
import type { Database } from "@/lib/database/database";
import { sweep } from "./retention";
import { kindOf, states } from "./states";

const HOUR_MS = 3_600_000;
/** Starting is busy enough. */
const FIRST_AFTER_MS = 60_000;

type Parts = {
  database: Database;
  nowMs: () => number;
  storedSettings: ReturnType<typeof createStoredSettings>;
};

/** Deletes what is kept no longer, a minute after the start and every hour; several instances may. */
export function keepSwept(parts: Parts): void {
  const run = async () => {
    try {
      await sweep(parts, (await parts.storedSettings.current()).retention);
      states().sweeping.well();
    } catch (error) {
      // The next hour tries again.
      states().sweeping.failing(kindOf(error), { isPlain: true });
    }
  };
  // Neither keeps a draining process alive.
  setTimeout(run, FIRST_AFTER_MS).unref();
  setInterval(run, HOUR_MS).unref();
}
