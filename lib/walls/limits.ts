import { RateLimiterMemory } from "rate-limiter-flexible";
import { waitMsFor } from "@/lib/shared-state/limiter";

const WINDOW_S = 600;
/** A screen asks for a code every nine minutes; a floor of them can share an address. */
const CODES_OF_AN_ADDRESS = 120;
const GUESSES_OF_A_PERSON = 10;

/** How often screens may ask for codes, and how often somebody may enter one that no screen shows. */
export function createWallLimits() {
  const codes = new RateLimiterMemory({ points: CODES_OF_AN_ADDRESS, duration: WINDOW_S });
  const guesses = new RateLimiterMemory({ points: GUESSES_OF_A_PERSON, duration: WINDOW_S });

  return {
    /** A screen at this address asks for a code. @returns milliseconds to wait, or null: go on */
    code: (address: string) => waitMsFor(codes, address),

    /** A person enters a code; counted before it is judged. @returns milliseconds to wait, or null: go on */
    guess: (personId: string) => waitMsFor(guesses, personId),

    /** It was a screen's. */
    async guessWasRight(personId: string): Promise<void> {
      await guesses.reward(personId);
    },
  };
}

export type WallLimits = ReturnType<typeof createWallLimits>;
