import { createLimiter } from "@/lib/shared-state/limiter";

const WINDOW_MS = 600_000;
/** A screen asks for a code every nine minutes; a floor of them can share an address. */
const CODES_OF_AN_ADDRESS = 120;
const GUESSES_OF_A_PERSON = 10;

/** How often screens may ask for codes, and how often somebody may enter one that no screen shows. */
export function createWallLimits() {
  const codes = createLimiter({ most: CODES_OF_AN_ADDRESS, windowMs: WINDOW_MS });
  const guesses = createLimiter({ most: GUESSES_OF_A_PERSON, windowMs: WINDOW_MS });

  return {
    /** A screen at this address asks for a code. @returns milliseconds to wait, or null: go on */
    code: codes.take,

    /** A person enters a code; counted before it is judged. @returns milliseconds to wait, or null: go on */
    guess: guesses.take,

    /** It was a screen's. */
    guessWasRight: guesses.giveBack,
  };
}

export type WallLimits = ReturnType<typeof createWallLimits>;
