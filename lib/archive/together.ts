import { isNamed } from "@/lib/errors/named";
import type { Also } from "./gather";
import type { EndedCall } from "./record";

/** A call on its way into the archive. */
export type Keeping = { ended: Omit<EndedCall, "endedBy">; keepsTalk: boolean };
/** What is written along with calls of a batch. */
type Alongside = { also: Also; callIds: string[] };

/** So many calls, or so much talk, in one transaction: others wait for the embedded engine's one connection meanwhile. */
const MOST_CALLS = 8;
const MOST_CHARACTERS = 30_000;
/** What nobody waits for does so long, for others to come along. */
const LONGEST_WAIT_MS = 300;

type Waiting = {
  keeping: Keeping;
  also: Also | undefined;
  characters: number;
  done: (isStored: boolean) => void;
  failed: (error: unknown) => void;
};

/**
 * Has calls that come at about the same time stored in one transaction, because beginning and ending one costs as much as a
 * call. A call with nothing written along with it waits for nobody.
 * @param commit stores all of them with what goes along, or none. @returns the ids of those that were written
 * @returns stores a call; whether it was written. What keeps others of its batch from being stored does not keep it
 */
export function createTogether(
  commit: (batch: readonly Keeping[], alongside: readonly Alongside[]) => Promise<ReadonlySet<string>>,
): (keeping: Keeping, also: Also | undefined) => Promise<boolean> {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  let before: Promise<unknown> = Promise.resolve();

  function begin(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) before = before.then(() => work(batch));
  }

  async function work(batch: readonly Waiting[]): Promise<void> {
    try {
      const stored = await commit(
        batch.map(({ keeping }) => keeping),
        alongsideOf(batch),
      );
      for (const { keeping, done } of batch) done(stored.has(keeping.ended.call.id));
    } catch (error) {
      if (batch.length === 1 || isNamed(error, "DatabaseUnavailableError")) {
        for (const { failed } of batch) failed(error);
      } else for (const one of batch) await work([one]);
    }
  }

  return (keeping, also) =>
    new Promise((done, failed) => {
      const characters = charactersOf(keeping);
      const sum = waiting.reduce((all, one) => all + one.characters, characters);
      const isTwice = waiting.some((one) => one.keeping.ended.call.id === keeping.ended.call.id);
      if (isTwice || sum > MOST_CHARACTERS) begin();
      waiting.push({ keeping, also, characters, done, failed });
      if (also === undefined || waiting.length >= MOST_CALLS || characters > MOST_CHARACTERS) begin();
      else timer ??= setTimeout(begin, LONGEST_WAIT_MS);
    });
}

const charactersOf = ({ ended: { call } }: Keeping): number =>
  (call.transcript ?? []).reduce((sum, { content }) => sum + content.length, 0);

function alongsideOf(batch: readonly Waiting[]): Alongside[] {
  const all = new Map<Also, string[]>();
  for (const { also, keeping } of batch) {
    if (also !== undefined) all.set(also, [...(all.get(also) ?? []), keeping.ended.call.id]);
  }
  return [...all].map(([also, callIds]) => ({ also, callIds }));
}
