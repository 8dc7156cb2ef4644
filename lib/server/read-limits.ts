import "server-only";
import type { Actor } from "@/lib/access/actor";
import { createCounts } from "@/lib/shared-state/counts";
import { createLimiter, type Limiter } from "@/lib/shared-state/limiter";
import { RequestError } from "@/lib/wire/request-error";

const WINDOW_MS = 60_000;
const NEW_CALLS = 60;
/** A page that is younger than an interval is handed to everybody and does not count. */
const NEW_PAGES = 60;
/** Different lengths of transcripts, each a body of its own; a client has one or two. */
const CUTS = 20;
/** Somebody who types is asked for now and then, a program may as well keep to a few. */
const NEW_SEARCHES = 60;
const SEARCH_MESSAGE =
  "You have searched for very many different words in a minute. Wait a little before the next ones.";
const CUT_MESSAGE = "You have asked for transcripts of very many lengths. Keep to one, or wait a little.";
const MESSAGE = "You have opened very many calls in a minute. Wait a little before the next one.";

/** Who asks, as far as one is told from another: a person with all their tokens, or a link. */
export function askerOf(actor: Actor): string | undefined {
  return actor.kind === "person" || actor.kind === "share" ? `${actor.kind}:${actor.id}` : undefined;
}

/**
 * How often one person may make us ask the call service, or look on the board, for something new: its budget and our time
 * are everybody's. Where nobody signs in, nobody is told from anybody else, and nothing is limited.
 */
export function createReadLimits() {
  const calls = createLimiter({ most: NEW_CALLS, windowMs: WINDOW_MS });
  const pages = createLimiter({ most: NEW_PAGES, windowMs: WINDOW_MS });
  const cuts = createLimiter({ most: CUTS, windowMs: WINDOW_MS });
  const lengths = createCounts({ windowMs: WINDOW_MS });
  const searches = createLimiter({ most: NEW_SEARCHES, windowMs: WINDOW_MS });
  const searched = createCounts({ windowMs: WINDOW_MS });

  function take(limiter: Limiter, actor: Actor): void {
    const asker = askerWhoSignedIn(actor);
    if (asker !== undefined) refuse(limiter.take(asker), MESSAGE);
  }

  function refuse(retryAfterMs: number | null, message: string): void {
    if (retryAfterMs !== null) throw new RequestError("too_many_attempts", { message, retryAfterMs });
  }

  /** Where nobody signs in, nobody is told from anybody else. */
  function askerWhoSignedIn(actor: Actor): string | undefined {
    if (actor.kind === "person" && actor.via !== "session" && actor.via !== "token") return undefined;
    return askerOf(actor);
  }

  return {
    /** A transcript is cut to this many messages; null: it is not. @throws RequestError too_many_attempts */
    cut(actor: Actor, messages: number | null): void {
      const asker = askerWhoSignedIn(actor);
      if (messages === null || asker === undefined) return;
      const length = `${asker} ${messages}`;
      if (lengths.of(length) === 0) refuse(cuts.take(asker), CUT_MESSAGE);
      lengths.add(length);
    },
    /** What is looked for on the board, by `key`; a page asks again and again. @throws RequestError too_many_attempts */
    search(actor: Actor, key: string): void {
      const asker = actor.kind === "wall" ? `wall:${actor.id}` : askerWhoSignedIn(actor);
      if (asker === undefined) return;
      const search = `${asker} ${key}`;
      if (searched.of(search) === 0) refuse(searches.take(asker), SEARCH_MESSAGE);
      searched.add(search);
    },
    /** A call that was not asked for before. @throws RequestError too_many_attempts */
    newCall: (actor: Actor) => take(calls, actor),
    /** A page that has to be read. @throws RequestError too_many_attempts */
    newPage: (actor: Actor) => take(pages, actor),
  };
}

export type ReadLimits = ReturnType<typeof createReadLimits>;
