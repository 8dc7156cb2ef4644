import { createCounts } from "@/lib/shared-state/counts";
import { networkKey, ownerKey } from "./address";

/** At once; each password holds 128 MiB and half a second of a processor. */
const AT_ONCE = 2;
/** Waiting at most: of an address or a person, of a network or a link, of all that are known or all that are not. */
const PLACES = [6, 8] as const;
const PLACES_OF_ALL = 16;
/** Who asks more often than this in a minute has one turn at a time: the other is for those who ask seldom. */
const SELDOM = 6;
const MINUTE_MS = 60_000;

/** Who wants a turn, as far as one can be told from another. */
export type Asker = {
  /** they have shown that they belong here: a session, a browser's note, the secret of a link */
  known: boolean;
  /** what their share is counted by, the narrowest first: an address, its network, that one's owner; a person */
  shares: readonly [string, ...string[]];
};

/** A browser that nothing is known of. @param address as addressKey makes it */
export const strangerAt = (address: string): Asker => ({
  known: false,
  // An address that is unknown has no networks around it, and counts once.
  shares: [address, ...[networkKey(address), ownerKey(address)].filter((key) => key !== address)],
});
/** Somebody who has signed in, or whose browser has before. */
export const knownPerson = (userId: string): Asker => ({ known: true, shares: [`person ${userId}`] });
/** Whoever holds a link that works once. */
export const linkHolder = (linkId: string): Asker => ({ known: true, shares: [`link ${linkId}`] });
/** Whoever holds the secret of a share link, which may be many. */
export const shareHolder = (linkId: string, address: string): Asker => ({
  known: true,
  shares: [`share ${linkId} ${address}`, `share ${linkId}`, `share ${linkId} of ${ownerKey(address)}`],
});

/** There is no place for this one to wait. */
export class PasswordsBusyError extends Error {
  override readonly name = "PasswordsBusyError";
}

type Turn = { asker: Asker; begin: () => void; refuse: (error: PasswordsBusyError) => void };

/**
 * Turns at work that is dear, shared so that nobody shuts others out: the turn goes to whoever has asked least in the
 * last minute, known and unknown askers alternate, and a full waiting room sends away who asks most.
 */
export function createTurns(nowMs?: () => number) {
  const asked = createCounts({ windowMs: MINUTE_MS, ...(nowMs && { nowMs }) });
  const waiting: Turn[] = [];
  const running = new Set<Turn>();
  let lastWasKnown = false;

  const weight = ({ asker }: Turn): number => asker.shares.reduce((sum, share) => sum + asked.of(share), 0);
  const asksOften = ({ asker }: Turn): boolean => asked.of(asker.shares[0]) > SELDOM;
  const leave = (turn: Turn) => void waiting.splice(waiting.indexOf(turn), 1);

  /** Makes room among those who share this place. @returns false: nobody there asks more often than the newcomer */
  function makeRoom(newcomer: Turn, sharing: Turn[], places: number): boolean {
    if (sharing.length < places) return true;
    // Of equals the one that came last.
    const heaviest = sharing.reduce((most, turn) => (weight(turn) >= weight(most) ? turn : most));
    if (weight(heaviest) <= weight(newcomer)) return false;
    leave(heaviest);
    heaviest.refuse(new PasswordsBusyError());
    return true;
  }

  function hasPlace(newcomer: Turn): boolean {
    const { known, shares } = newcomer.asker;
    const alike = () => waiting.filter(({ asker }) => asker.known === known);
    const fits = shares.every((share, at) =>
      makeRoom(
        newcomer,
        alike().filter(({ asker }) => asker.shares[at] === share),
        PLACES[at] ?? PLACES_OF_ALL,
      ),
    );
    return fits && makeRoom(newcomer, alike(), PLACES_OF_ALL);
  }

  /** Whose turn it is; null: nobody's, though one may be waiting who has a turn of the kind already. */
  function next(): Turn | null {
    const isOftenBusy = [...running].some(asksOften);
    const may = waiting.filter((turn) => !isOftenBusy || !asksOften(turn));
    const turnOf = may.filter(({ asker }) => asker.known !== lastWasKnown);
    const candidates = turnOf.length > 0 ? turnOf : may;
    return candidates.reduce<Turn | null>((least, turn) => {
      return least === null || weight(turn) < weight(least) ? turn : least;
    }, null);
  }

  function start(): void {
    while (running.size < AT_ONCE) {
      const turn = next();
      if (turn === null) return;
      leave(turn);
      running.add(turn);
      lastWasKnown = turn.asker.known;
      turn.begin();
    }
  }

  return {
    /** Runs `task` when it is the asker's turn. @throws PasswordsBusyError when there is no place to wait */
    async take<T>(asker: Asker, task: () => Promise<T>): Promise<T> {
      for (const share of asker.shares) asked.add(share);
      const turn: Turn = { asker, begin: () => undefined, refuse: () => undefined };
      const begun = new Promise<void>((resolve, reject) => {
        turn.begin = resolve;
        turn.refuse = reject;
      });
      if (!hasPlace(turn)) throw new PasswordsBusyError();
      waiting.push(turn);
      start();
      await begun;
      try {
        return await task();
      } finally {
        running.delete(turn);
        start();
      }
    },

    /** What they asked for was right: it does not count against them. */
    forgive({ shares }: Asker): void {
      for (const share of shares) asked.takeBack(share);
    },
  };
}
