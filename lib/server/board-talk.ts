import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { longPartOfCall, ownKeyOf, saidFor, type Visibility } from "@/lib/access/visibility";
import type { WholeOnBoard } from "@/lib/live/board-rows";
import { withheldAtMs } from "@/lib/redaction/redact-call";
import type { RedactionDesk } from "./redaction-desk";

type Said = ReturnType<typeof saidFor>;
type Kept = { ownKey: string; said: Said; usedMs: number };
type Work = { visibility: Visibility; whole: WholeOnBoard; done: Promise<void>; settle: () => void };

/** An answer waits this long at most for talk of which nothing is ready. */
const WAIT_MS = 400;
/** And this long for the newest lines of talk that is ready as of a moment ago. */
const BRIEF_WAIT_MS = 20;
/** Up to so many characters are looked through on the spot, in a fraction of a millisecond; more by the desk. */
const QUICK_CHARACTERS = 1_000;
/** Numbers, then names; once more where another view of the same call came in between. */
const MOST_PARTS = 4;
/** What nobody searched for this long is let go. */
const HELD_MS = 60_000;

/** Tells apart for whom the same talk is not the same. */
const keyOf = ({ masked, redacted, lines }: Visibility) => [masked, redacted, lines].map(Number).join("");

/**
 * What was said in the calls of the board, for views that may not see all of it: looked through once a version of a call,
 * call after call and away from the main thread, whoever asks and however many. Until a call's newest lines are, its talk is
 * what it was before; nothing is ever withheld from others because it could not be done in time.
 */
export function createBoardTalk({
  desk,
  after,
}: {
  desk: Pick<RedactionDesk, "look">;
  after: (delayMs: number, task: () => void) => () => void;
}) {
  const ready = new WeakMap<WholeOnBoard, Map<string, Said>>();
  const before = new Map<string, Kept>();
  /** Calls of which nothing is ready come before those that only have gone on. */
  const [newQueue, queue] = [new Map<string, Work>(), new Map<string, Work>()];
  const versions = new Map<string, number>();
  let isRunning = false;
  let isForgettingLater = false;

  const isPlain = (visibility: Visibility, { call }: WholeOnBoard) =>
    !visibility.lines || call.transcript === null || (!visibility.masked && !visibility.redacted);

  /** It could not be looked through for somebody who reads the call, and nobody is shown it for a while. */
  const isWithheld = ({ call }: WholeOnBoard) => call.transcript !== null && withheldAtMs(call.transcript) !== null;

  const readyOf = (visibility: Visibility, whole: WholeOnBoard): Said | null =>
    isPlain(visibility, whole) ? saidFor(visibility, whole) : (ready.get(whole)?.get(keyOf(visibility)) ?? null);

  /** What was ready before; null where it was not, or where somebody is known by name only now. */
  function keptOf(visibility: Visibility, whole: WholeOnBoard): Kept | null {
    const kept = before.get(`${keyOf(visibility)} ${whole.call.id}`);
    return kept !== undefined && kept.ownKey === ownKeyOf(whole) ? kept : null;
  }

  function keep(visibility: Visibility, whole: WholeOnBoard): void {
    const key = keyOf(visibility);
    const said = saidFor(visibility, whole);
    ready.set(whole, (ready.get(whole) ?? new Map<string, Said>()).set(key, said));
    before.set(`${key} ${whole.call.id}`, { ownKey: ownKeyOf(whole), said, usedMs: performance.now() });
    versions.set(key, (versions.get(key) ?? 0) + 1);
    forgetLater();
  }

  async function lookThrough({ visibility, whole }: Work): Promise<void> {
    for (let parts = 0; parts < MOST_PARTS; parts += 1) {
      const part = longPartOfCall(visibility, whole, QUICK_CHARACTERS);
      if (part === null) return isWithheld(whole) ? undefined : keep(visibility, whole);
      const changes = await desk.look(part, "search");
      // It is tried again when somebody asks again; who reads this one call has it done for themselves.
      if (changes === null) return;
      part.settle(changes);
    }
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    for (;;) {
      const current = newQueue.size > 0 ? newQueue : queue;
      const [next] = current;
      if (next === undefined) break;
      const [name, work] = next;
      current.delete(name);
      // What cannot be looked through has no talk here; whoever waits for it waits no longer.
      await lookThrough(work).catch(() => undefined);
      work.settle();
      await nextTurn();
    }
    isRunning = false;
  }

  function ask(visibility: Visibility, whole: WholeOnBoard): Promise<void> {
    const name = `${keyOf(visibility)} ${whole.call.id}`;
    const waiting = newQueue.get(name) ?? queue.get(name);
    if (waiting !== undefined) {
      waiting.whole = whole;
      return waiting.done;
    }
    let settle = () => {};
    const done = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const into = keptOf(visibility, whole) === null ? newQueue : queue;
    into.set(name, { visibility, whole, done, settle });
    void run();
    return done;
  }

  function forgetLater(): void {
    if (isForgettingLater) return;
    isForgettingLater = true;
    after(HELD_MS, () => {
      isForgettingLater = false;
      for (const [name, { usedMs }] of before) if (performance.now() - usedMs >= HELD_MS) before.delete(name);
      if (before.size > 0) forgetLater();
    });
  }

  return {
    /** Has the talk of these calls looked through, and waits for it: hardly where what was said until a moment ago is ready. */
    async prepare(visibility: Visibility, wholes: readonly WholeOnBoard[]): Promise<void> {
      const open = wholes.filter((whole) => readyOf(visibility, whole) === null);
      if (open.length === 0) return;
      const unknown = open.filter((whole) => keptOf(visibility, whole) === null);
      const asked = new Map(open.map((whole) => [whole, ask(visibility, whole)]));
      const awaited = unknown.length > 0 ? unknown : open;
      let cancel = () => {};
      const late = new Promise<void>((resolve) => {
        cancel = after(unknown.length > 0 ? WAIT_MS : BRIEF_WAIT_MS, resolve);
      });
      await Promise.race([late, Promise.all(awaited.map((whole) => asked.get(whole)))]);
      cancel();
    },

    /** The spoken lines as this view shows them, as of a moment ago where the newest are not ready; null: none are. */
    of(visibility: Visibility, whole: WholeOnBoard): Said | null {
      const now = readyOf(visibility, whole);
      const kept = keptOf(visibility, whole);
      if (kept === null) return now;
      kept.usedMs = performance.now();
      return now ?? kept.said;
    },

    /** Changes when more is ready for this view. */
    version: (visibility: Visibility): number => versions.get(keyOf(visibility)) ?? 0,
  };
}

export type BoardTalk = ReturnType<typeof createBoardTalk>;
