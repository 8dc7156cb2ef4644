/** Called by Next once a server process is there; a build opens no database. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { begin } = await import("@/lib/server/begin");
  void begin();
}
