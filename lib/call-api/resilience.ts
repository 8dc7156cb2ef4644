import {
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
  retry,
} from "cockatiel";
import { isNamed } from "@/lib/errors/named";
import { CallApiError, isFault } from "./errors";

const FAULTS_TO_OPEN = 5;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const FIRST_BACKOFF_MS = 150;
const RETRIES = 2;

export type BreakerState = "closed" | "open" | "half-open";

/** Whether asking again at once could help, and was not forbidden by a `Retry-After`. */
function isWorthRetrying(error: Error): boolean {
  if (!isNamed<CallApiError>(error, "CallApiError") || error.retryAfterMs !== null) return false;
  return error.kind === "unreachable" || (error.status !== null && [500, 502, 503, 504].includes(error.status));
}

/**
 * A breaker shared by every request, and retries for those that may be repeated. Answers such as 404 or 429 show a
 * service that works, so they count as its success.
 * @param random in [0, 1), spreads the waits
 */
export function createResilience(random: () => number) {
  const breaker = circuitBreaker(
    // What proves nothing (a spent budget, a caller who left) must not close the breaker as a probe.
    handleWhen((error) => isFault(error) || breaker.state === CircuitState.HalfOpen),
    {
      breaker: new ConsecutiveBreaker(FAULTS_TO_OPEN),
      halfOpenAfter: new DelegateBackoff(({ attempt }) =>
        Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.75 + random() / 2), LONGEST_PAUSE_MS),
      ),
    },
  );
  const retrying = retry(handleWhen(isWorthRetrying), {
    maxAttempts: RETRIES,
    backoff: new DelegateBackoff(({ attempt }) => FIRST_BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + random())),
  });

  async function guarded<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      const outcome = await breaker.execute(async () => {
        try {
          return { value: await attempt() };
        } catch (error) {
          if (isAnswer(error)) return { error };
          throw error;
        }
      });
      if ("error" in outcome) throw outcome.error;
      return outcome.value;
    } catch (error) {
      throw isBrokenCircuitError(error) ? new CallApiError("paused") : error;
    }
  }

  return {
    /** Runs `attempt` through the breaker, up to twice again when `repeat` and the failure may be passing. */
    run<T>(attempt: () => Promise<T>, repeat: boolean, signal: AbortSignal): Promise<T> {
      return repeat ? retrying.execute(() => guarded(attempt), signal) : guarded(attempt);
    },
    state(): BreakerState {
      if (breaker.state === CircuitState.Closed) return "closed";
      return breaker.state === CircuitState.HalfOpen ? "half-open" : "open";
    },
  };
}

/** The service answered, and answered us: it is not in trouble. */
function isAnswer(error: unknown): boolean {
  return (
    isNamed<CallApiError>(error, "CallApiError") &&
    (error.status !== null || error.kind === "too_large") &&
    !isFault(error)
  );
}
