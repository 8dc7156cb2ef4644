/** What every polled query has in common. */
export const POLLED = {
  // The next poll is the retry.
  retry: false,
  // navigator.onLine is a hint and a loopback server answers without any network: ask, and let the answer tell.
  networkMode: "always",
  // Data that came with the page is not asked for again at once.
  staleTime: 1_000,
  refetchIntervalInBackground: true,
} as const;

/**
 * `enabled` of a polled query on a page that can be paused: paused asks nothing, except for what has never come, because
 * a page that shows nothing has nothing to keep still.
 */
export const unlessPaused =
  (paused: boolean) =>
  ({ state }: { state: { data: unknown } }): boolean =>
    !paused || state.data === undefined;

/** Coming back to a tab, its data is asked for at once; until that is here, it is what a hidden tab may have. */
const BACK_WITHIN_MS = 3_000;
let seenAgainAtMs = Number.NEGATIVE_INFINITY;
if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") seenAgainAtMs = performance.now();
  });
}

/** True in a tab nobody sees, or that came back into sight just now. */
export const pageHiddenLately = (): boolean => pageHidden() || performance.now() - seenAgainAtMs < BACK_WITHIN_MS;

/** True in a tab nobody sees. */
export function pageHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}
