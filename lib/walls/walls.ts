import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import { addressOf } from "@/lib/access/address";
import type { Authorize } from "@/lib/access/authorize";
import { cookie, PAIRING_COOKIE, readCookie, WALL_COOKIE } from "@/lib/access/cookies";
import { isId } from "@/lib/access/secrets";
import type { OpenedStores } from "@/lib/access/stores";
import { settings } from "@/lib/settings/settings";
import { RequestError } from "@/lib/wire/request-error";
import {
  type WallConfig,
  type WallEntry,
  type WallList,
  type WallPairing,
  type WallState,
  wallConfigSchema,
} from "@/lib/wire/walls-contract";
import type { ListedWallPass, WallPass } from "./store";
import type { WallStores } from "./stores";

/** What browsers keep a cookie for at most; set again at every renewal. */
const PASS_COOKIE_SECONDS = 400 * 86_400;
/** Written once a minute, reported every ten seconds: later than this, the screen is not there. */
const LIVE_WITHIN_MS = 90_000;

const passCookies = (token: string | null) => (token === null ? [] : [cookie(WALL_COOKIE, token, PASS_COOKIE_SECONDS)]);

function paired({ name, config, reloadAskedAt }: WallPass): WallState {
  return {
    state: "paired",
    name,
    config: readConfig(config),
    reloadAskedAt: reloadAskedAt?.toISOString() ?? null,
  };
}

/** A setting that this version does not have, or cannot read, is left out; the others stand. */
function readConfig(config: unknown): WallConfig {
  if (typeof config !== "object" || config === null) return {};
  const held = Object.entries(config).filter(([name, value]) => wallConfigSchema.safeParse({ [name]: value }).success);
  return wallConfigSchema.parse(Object.fromEntries(held));
}

function entryOf(pass: WallPass | ListedWallPass, nowMs: number): WallEntry {
  const { id, name, config, lastSeenAt, build, createdByName, createdAt } = pass;
  const sinceSeenMs = lastSeenAt === null ? null : nowMs - lastSeenAt.getTime();
  return {
    id,
    name,
    config: readConfig(config),
    state: "stopped" in pass && pass.stopped ? "stopped" : stateSince(sinceSeenMs),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    build,
    isCurrentBuild: build === settings().build,
    createdByName,
    createdAt: createdAt.toISOString(),
  };
}

function stateSince(sinceSeenMs: number | null): "new" | "live" | "away" {
  if (sinceSeenMs === null) return "new";
  return sinceSeenMs <= LIVE_WITHIN_MS ? "live" : "away";
}

/** What was given and is not the default's silence. */
function written(config: WallConfig): Record<string, string> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}

const target = (id: string) => ({ kind: "wall", id });

/** @throws RequestError not_found for what can be no pass's id */
function knownId(id: string): string {
  if (!isId(id)) throw new RequestError("not_found");
  return id;
}

type WallsParts = {
  stores: OpenedStores<WallStores>;
  authorize: Authorize;
};

/** Walls: screens that are paired, set up, watched and let go. */
export function createWalls({ stores, authorize }: WallsParts) {
  /**
   * A screen reports with its cookies. Hands over its pass once somebody has entered its code, and renews a pass that is
   * due: then `cookies` are to be set.
   */
  async function wallCheckIn(headers: Headers, build: string): Promise<{ state: WallState; cookies: string[] }> {
    const { walls } = await stores();
    const held = headers.get("cookie");
    const token = readCookie(held, WALL_COOKIE);
    const checked = token === null ? null : await walls.checkIn(token, build);
    if (checked !== null) return { state: paired(checked.pass), cookies: passCookies(checked.token) };
    const secret = readCookie(held, PAIRING_COOKIE);
    const collected = secret === null ? null : await walls.collect(secret);
    if (collected === null) return { state: { state: "unpaired" }, cookies: [] };
    if (collected === "waiting") return { state: { state: "waiting" }, cookies: [] };
    return { state: paired(collected.pass), cookies: passCookies(collected.token) };
  }

  /** What a screen with a pass shows first; null when the cookie opens none. Changes nothing. */
  async function wallFirstState(headers: Headers): Promise<WallState | null> {
    const token = readCookie(headers.get("cookie"), WALL_COOKIE);
    const pass = token === null ? null : await (await stores()).walls.passOf(token);
    return pass === null ? null : paired(pass);
  }

  /**
   * A code for a screen without a pass.
   * @throws RequestError too_many_attempts
   */
  async function startWallPairing(headers: Headers): Promise<{ pairing: WallPairing; cookies: string[] }> {
    const { walls, wallLimits } = await stores();
    const waitMs = wallLimits.code(addressOf(headers));
    if (waitMs !== null) throw new RequestError("too_many_attempts", { retryAfterMs: waitMs });
    const { code, secret, lifeMs } = await walls.startPairing(readCookie(headers.get("cookie"), PAIRING_COOKIE));
    return {
      pairing: { code: `${code.slice(0, 4)}-${code.slice(4)}`, lifeMs },
      cookies: [cookie(PAIRING_COOKIE, secret, lifeMs / 1000)],
    };
  }

  /** @throws RequestError not_permitted for somebody limited to a part of the calls: a wall shows them all */
  async function authorizeWalls(actor: Actor): Promise<Person> {
    await authorize(actor, "walls.manage");
    if (actor.kind === "person" && actor.scope === null) return actor;
    await (await stores()).audit.denied(actor, "walls.manage", null);
    throw new RequestError("not_permitted", { message: "Walls show every call, and you may see a part of them." });
  }

  /** Every screen with a pass, by name; those that have stopped, too. */
  async function wallList(actor: Actor): Promise<WallList> {
    await authorizeWalls(actor);
    const { walls, nowMs } = await stores();
    const passes = await walls.list();
    return { data: { walls: passes.map((pass) => entryOf(pass, nowMs())) } };
  }

  /**
   * Lets the screen that shows this code in.
   * @throws RequestError code_unknown, too_many_attempts
   */
  async function claimWall(
    actor: Actor,
    wanted: { code: string; name: string; config: WallConfig },
  ): Promise<WallEntry> {
    const person = await authorizeWalls(actor);
    const { walls, wallLimits, audit, change, nowMs } = await stores();
    const waitMs = wallLimits.guess(person.id);
    if (waitMs !== null) throw new RequestError("too_many_attempts", { retryAfterMs: waitMs });
    const { code, name, config } = wanted;
    const pass = await change(actor, async (unit) => {
      const claimed = await walls.claim(unit.tx, code, { name, config: written(config), by: person });
      if (claimed !== null) unit.audit.record({ action: "wall.paired", target: target(claimed.id) });
      return claimed;
    });
    if (pass === null) {
      await audit.failed({ actor, action: "wall.paired" });
      throw new RequestError("code_unknown");
    }
    wallLimits.guessWasRight(person.id);
    return entryOf(pass, nowMs());
  }

  /**
   * Renames a screen, sets it up anew, asks it to reload; it follows with its next report.
   * @throws RequestError not_found
   */
  async function changeWall(
    actor: Actor,
    id: string,
    wanted: { name?: string; config?: WallConfig; reload?: true },
  ): Promise<WallEntry> {
    await authorizeWalls(actor);
    const { walls, change, nowMs } = await stores();
    const { name, config, reload } = wanted;
    const pass = await change(actor, async ({ tx, audit }) => {
      const changed = await walls.change(tx, knownId(id), {
        ...(name === undefined ? {} : { name }),
        ...(config === undefined ? {} : { config: written(config) }),
        ...(reload === undefined ? {} : { reload }),
      });
      if (changed === null) throw new RequestError("not_found");
      if (name !== undefined || config !== undefined) {
        const detail = { name: name !== undefined, config: config !== undefined };
        audit.record({ action: "wall.changed", target: target(id), detail });
      }
      if (reload) audit.record({ action: "wall.reload", target: target(id) });
      return changed;
    });
    return entryOf(pass, nowMs());
  }

  /**
   * Ends a screen's pass for good: with its next report it shows a code again.
   * @throws RequestError not_found
   */
  async function revokeWall(actor: Actor, id: string): Promise<WallEntry> {
    await authorizeWalls(actor);
    const { walls, change, nowMs } = await stores();
    const pass = await change(actor, async ({ tx, audit }) => {
      const revoked = await walls.revoke(tx, knownId(id));
      if (revoked === null) throw new RequestError("not_found");
      audit.record({ action: "wall.revoked", target: target(id) });
      return revoked;
    });
    return entryOf(pass, nowMs());
  }

  return {
    checkIn: wallCheckIn,
    firstState: wallFirstState,
    startPairing: startWallPairing,
    list: wallList,
    claim: claimWall,
    change: changeWall,
    revoke: revokeWall,
  };
}

export type Walls = ReturnType<typeof createWalls>;
