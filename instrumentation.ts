import type { Instrumentation } from "next";

const isServing = () => process.env.NEXT_RUNTIME === "nodejs" && process.env.NEXT_PHASE !== "phase-production-build";

/** Called by Next once a server process is there; a build opens no database. */
export async function register(): Promise<void> {
  if (!isServing()) return;
  const { begin } = await import("@/lib/server/begin");
  void begin();
}

/** Called by Next for everything that fails while it answers, and that no handler of ours has caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
  if (!isServing()) return;
  const { pageFailed } = await import("@/lib/server/page-failed");
  pageFailed(error, routePath);
};
