import "server-only";
import type { FaultKind } from "@/lib/calls/fault-kinds";
import type { Outcome } from "@/lib/database/outcomes";
import { hasRoom } from "@/lib/database/room";
import type { CallSource } from "@/lib/live/source";
import { type Level, say } from "@/lib/log/log.mjs";
import { createState, type State } from "@/lib/log/state";

const SINGLETON = Symbol.for("earshot.states");
const nowMs = () => performance.now();
const made = (name: string, failing: string, recovered: string, levelOf?: (reason: string) => Level) =>
  createState(name, { failing, recovered }, { say, nowMs, levelOf });

function create() {
  return {
    callService: made("call_service", "The call service fails.", "The call service works again.", (reason) =>
      reason === "slow" || reason === "rate_limited" ? "warn" : "error",
    ),
    database: made("database", "The database cannot be used.", "The database answers again."),
    /** takes writes */
    disk: made("disk", "The database takes no writes: its disk is full.", "The database takes writes again."),
    oidc: made("sign_in_provider", "The sign-in provider cannot be reached.", "The sign-in provider answers again."),
    upkeep: made("upkeep", "The embedded database could not be kept up.", "The embedded database is kept up again."),
    background: made("background", "Work in the background waits.", "Work in the background goes on."),
    archive: made("archive", "Calls that are over could not be kept.", "Calls that are over are kept again."),
    sweeping: made("sweeping", "Old records could not be deleted.", "Old records are deleted again."),
  };
}

/** What this process depends on, and how each of these things is; a change is a line in the log. */
export function states(): Record<keyof ReturnType<typeof create>, State> {
  const store = globalThis as { [SINGLETON]?: ReturnType<typeof create> };
  store[SINGLETON] ??= create();
  return store[SINGLETON];
}

/** Half of the call API client's own limit. */
const SLOW_MS = 4_000;
/** What says something of the service as a whole; all else is about one call, one request or ourselves. */
const SERVICE_FAULTS: readonly FaultKind[] = [
  "key_rejected",
  "rate_limited",
  "upstream_error",
  "timeout",
  "unreachable",
  "malformed",
];
const PLAIN_FAULTS: readonly FaultKind[] = ["key_rejected", "rate_limited"];

/** `source`, telling `state` how each of its answers was. */
export function reporting(source: CallSource, state: State): CallSource {
  async function told<T>(ask: () => Promise<T>): Promise<T> {
    const startedMs = nowMs();
    try {
      const answer = await ask();
      if (nowMs() - startedMs > SLOW_MS) state.failing("slow", { why: "The call service answers slowly." });
      else state.well();
      return answer;
    } catch (error) {
      const given = (error as { kind?: unknown } | null)?.kind;
      const kind = SERVICE_FAULTS.find((known) => known === given);
      if (kind !== undefined) state.failing(kind, { isPlain: PLAIN_FAULTS.includes(kind) });
      throw error;
    }
  }
  return {
    getCall: (id, options) => told(() => source.getCall(id, options)),
    listCalls: (filters, options) => told(() => source.listCalls(filters, options)),
    listAgents: (page) => told(() => source.listAgents(page)),
    cancelCall: (id) => told(() => source.cancelCall(id)),
  };
}

const PROBE_EVERY_MS = 5_000;

/**
 * Listens to what becomes of questions to the database. While it is away it is asked by ourselves: its coming back is
 * noticed also when nobody looks.
 */
export function watchDatabase(ping: () => Promise<void>): (outcome: Outcome) => void {
  const { database, disk } = states();
  let probe: NodeJS.Timeout | null = null;
  function keepAsking(): void {
    probe ??= setInterval(() => void ping().catch(() => undefined), PROBE_EVERY_MS).unref();
  }
  return ({ fault, isWrite }) => {
    if (fault?.fault === "read_only") disk.failing(disk.reason() ?? "read_only", { isPlain: true });
    else if (isWrite && fault === null) disk.well();
    if (fault !== null && fault.fault !== "read_only") {
      database.failing(fault.fault, { why: fault.message });
      keepAsking();
      return;
    }
    database.well();
    if (database.reason() !== null || probe === null) return;
    clearInterval(probe);
    probe = null;
  };
}

const DISK_EVERY_MS = 2_000;

/** Looks at the disk under the embedded database: that it is full shows before somebody's sign-in fails. */
export function watchDisk(folder: string): void {
  const { disk } = states();
  const look = async () => {
    if (!(await hasRoom(folder))) disk.failing("disk_full", { isPlain: true });
    else if (disk.reason() !== null) disk.well();
  };
  void look();
  setInterval(() => void look(), DISK_EVERY_MS).unref();
}

/** What may be said of a failure in a state's reason: the kind of the error. */
export const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
