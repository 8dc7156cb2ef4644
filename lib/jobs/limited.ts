/** Past its time an attempt may still put its things in order. */
export const GRACE_MS = 5_000;

/**
 * Runs one attempt, which hears by its signal that its time is over or that the process stops. One that does not heed it is
 * left behind after five more seconds.
 * @throws what `run` throws; the signal's reason when it was left behind
 */
export async function limitedTo<T>(
  limitMs: number,
  stopping: AbortSignal,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const { signal } = own;
  const timers: NodeJS.Timeout[] = [];
  const leftBehind = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => timers.push(setTimeout(() => reject(signal.reason), GRACE_MS)));
  });
  const stop = () => own.abort(stopping.reason);
  timers.push(setTimeout(() => own.abort(new DOMException("It took too long.", "TimeoutError")), limitMs));
  stopping.addEventListener("abort", stop);
  if (stopping.aborted) stop();
  try {
    return await Promise.race([run(signal), leftBehind]);
  } finally {
    for (const timer of timers) clearTimeout(timer);
    stopping.removeEventListener("abort", stop);
  }
}
