import "server-only";
import { access } from "./access";
import { scrub } from "./scrubbing";
import { kindOf, states } from "./states";

/** What was deleted is to lie in no file any more. @returns false: that follows in a quiet hour. Never rejects */
export async function scrubSoon(): Promise<boolean> {
  try {
    return await scrub(await access());
  } catch (error) {
    states().sweeping.failing(kindOf(error), { isPlain: true });
    return false;
  }
}
