import { isCallId } from "@/lib/calls/id";

/** True of typed text that is more likely a call's id than a name or a word: no name has a digit or an underscore. */
export function looksLikeCallId(typed: string): boolean {
  return isCallId(typed) && typed.length > 3 && /[\d_]/.test(typed);
}
