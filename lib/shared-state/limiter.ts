import type { RateLimiterMemory } from "rate-limiter-flexible";

/** Takes one of what the key has left. @returns how long until there is one, milliseconds; null: it had one */
export async function waitMsFor(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return Math.max(1, (refused as { msBeforeNext: number }).msBeforeNext);
  }
}
