import "server-only";
import { earshot } from "./earshot";

const DOOR = Symbol.for("earshot.door");

export type Readiness = { status: "ready"; degraded: string | null } | { status: "draining" };

/** True from the signal to end until the process has ended; set by the door. */
function isDraining(): boolean {
  return (globalThis as { [DOOR]?: { draining: boolean } })[DOOR]?.draining ?? false;
}

/** `degraded` says why data is older than it should be, null when all is well. */
export function readiness(): Readiness {
  if (isDraining()) return { status: "draining" };
  return { status: "ready", degraded: earshot().live.lastFault()?.kind ?? null };
}
