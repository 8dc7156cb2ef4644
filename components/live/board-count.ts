/**
 * How many calls there are and are shown: "39 live · 8 just ended", "4 of 39 live". An ended call is never counted among
 * those that go on.
 */
export function countWords(shown: Counts, all: Counts): string {
  const live = shown.live === all.live ? `${all.live} live` : `${shown.live} of ${all.live} live`;
  return shown.ended === 0 ? live : `${live} · ${shown.ended} just ended`;
}

type Counts = { live: number; ended: number };

export function countsOf<Item>(calls: readonly Item[], goesOn: (call: Item) => boolean): Counts {
  let live = 0;
  for (const call of calls) if (goesOn(call)) live += 1;
  return { live, ended: calls.length - live };
}
