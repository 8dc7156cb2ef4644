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

/** True in a tab nobody sees. */
export function pageHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}
