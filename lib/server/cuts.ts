/** How many of its newest messages a call is cut to; null: all of it is told. */
export const cutOf = (messages: number | null, transcript: readonly unknown[] | null): number | null =>
  messages === null || transcript === null || messages >= transcript.length ? null : messages;

/**
 * Where the body of a cut is kept: one place for each doubling of the length, so that somebody who asks for every length
 * in turn fills no memory.
 */
export const placeOfCut = (cut: number | null): string => (cut === null ? "all" : `~${2 ** Math.ceil(Math.log2(cut))}`);
