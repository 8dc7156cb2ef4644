import type { BuildSeen } from "@/lib/queries/build";

/** Pages of a floor don't all come back in the same second. */
const RELOAD_SPREAD_MS = 60_000;
/** While old and new servers answer side by side, a reload may bring the old page again: not more often than this. */
const LEAST_BETWEEN_MS = 600_000;

export type LastReload = { atMs: number };

export type ReloadInput = {
  /** the build this page is of; null: not known */
  pageBuild: string | null;
  /** the build that answered last; null: none has told */
  serverBuild: string | null;
  /** a part of the page could not be loaded: the build it belongs to is gone */
  broken: boolean;
  /** when the need was first seen; null: not yet. Wall clock, milliseconds, as all times here */
  sinceMs: number | null;
  nowMs: number;
  /** 0 to 1, drawn once a page */
  luck: number;
  /** nobody is at the page and nothing on it would be lost */
  free: boolean;
  /** the reload before this page, if the browser remembers one */
  last: LastReload | null;
};

/** `wait`: a newer version is here, and not yet the time to load it. */
export type ReloadDecision = { kind: "stay" } | { kind: "wait"; sinceMs: number } | { kind: "reload" };

/** Whether a page should load itself anew: when its build is gone, once, scattered, and never under somebody's hands. */
export function reloadDecision(input: ReloadInput): ReloadDecision {
  const { pageBuild, serverBuild, broken, nowMs, luck, last } = input;
  const outdated = pageBuild !== null && serverBuild !== null && pageBuild !== serverBuild;
  if (!outdated && !broken) return { kind: "stay" };
  const sinceMs = input.sinceMs ?? nowMs;
  const due = nowMs - sinceMs >= luck * RELOAD_SPREAD_MS;
  return due && isRested(last, nowMs) && input.free ? { kind: "reload" } : { kind: "wait", sinceMs };
}

/** Long enough after the last reload that another is no loop. A clock that was set back locks nobody out. */
export function isRested(last: LastReload | null, nowMs: number): boolean {
  return last === null || nowMs < last.atMs || nowMs - last.atMs >= LEAST_BETWEEN_MS;
}

/** True for what browsers throw when a script of a build that is gone cannot be loaded. */
export function isChunkError(reason: unknown): boolean {
  if (typeof reason !== "object" || reason === null) return false;
  const name = "name" in reason ? String(reason.name) : "";
  const message = "message" in reason ? String(reason.message) : "";
  return (
    name === "ChunkLoadError" ||
    /loading (css )?chunk|failed to load chunk|dynamically imported module|importing a module script|module factory is not available/i.test(
      message,
    )
  );
}

/** Reads what the page before this one left; anything unreadable counts as nothing. */
export function readLastReload(text: string | null): LastReload | null {
  const atMs = Number(text ?? Number.NaN);
  return text !== null && text !== "" && Number.isFinite(atMs) ? { atMs } : null;
}

/** Whether the server is of another build than the page. */
export const isOutdated = (pageBuild: string, seen: BuildSeen) => seen !== null && seen.build !== pageBuild;
