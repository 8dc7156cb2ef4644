import "server-only";
import { access } from "./access";
import { earshot } from "./earshot";
import { states } from "./states";

const DOOR = Symbol.for("earshot.door");
/** Health checks give up after a few seconds at most. */
const DATABASE_LIMIT_MS = 1_400;
/** Where it is not needed for the pages people look at. */
const SPARE_DATABASE_LIMIT_MS = 250;

export type Readiness =
  | { status: "ready"; degraded: string | null }
  | { status: "draining" }
  | { status: "database_unavailable" };

/** True from the signal to end until the process has ended; set by the door. */
function isDraining(): boolean {
  return (globalThis as { [DOOR]?: { draining: boolean } })[DOOR]?.draining ?? false;
}

type DatabaseState = "answers" | "away" | "opening";

/** Opens it at the first question; does not wait for longer than the limit. */
async function databaseState(limitMs: number): Promise<DatabaseState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DatabaseState>((resolve) => {
    timer = setTimeout(() => resolve("opening"), limitMs);
  });
  const asked = access()
    .then(({ open }) => open.ping())
    .then(
      () => "answers" as const,
      () => "away" as const,
    );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/**
 * Whether to send people here: not while draining, and not without the database when they have to sign in. Where nobody
 * does, the live view runs without it. `degraded` names what is amiss all the same, separated by commas; null: nothing.
 */
export async function readiness(): Promise<Readiness> {
  if (isDraining()) return { status: "draining" };
  const { live, settings } = earshot();
  const mustSignIn = settings.auth === "on";
  const database = await databaseState(mustSignIn ? DATABASE_LIMIT_MS : SPARE_DATABASE_LIMIT_MS);
  if (mustSignIn && database !== "answers") return { status: "database_unavailable" };
  const amiss = [
    live.lastFault()?.kind ?? null,
    database === "away" ? "database_unavailable" : null,
    states().disk.reason(),
  ];
  return { status: "ready", degraded: amiss.filter((name) => name !== null).join(", ") || null };
}
