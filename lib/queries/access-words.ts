import type { FetchReason } from "@/lib/wire/fetch-json";
import { changeProblem } from "./change";
import { type AccessReason, type ErrorSubject, type ErrorWords, errorWords } from "./error-words";

const WORDS: Record<AccessReason, Omit<ErrorWords, "action">> = {
  wrong_credentials: {
    title: "That did not work",
    text: "This e-mail address and password do not belong together. Check both; an admin can send you a new link.",
  },
  link_unknown: {
    title: "This link does not exist",
    text: "It may be mistyped or cut short. Ask whoever sent it to you for a new one.",
  },
  link_used: {
    title: "This link has been used",
    text: "It works once. If it was not you who used it, tell an admin; otherwise sign in.",
  },
  link_expired: { title: "This link has expired", text: "Ask whoever sent it to you for a new one." },
  link_revoked: {
    title: "This link has been revoked",
    text: "Whoever made it, or an admin, has revoked it. Ask them if you still need it.",
  },
  link_incomplete: {
    title: "This link is incomplete",
    text: "Its second half, after the # sign, has not come with it. Open the link once more as it was sent to you.",
  },
  passcode_required: { title: "This link asks for a passcode", text: "Whoever sent you the link knows its passcode." },
  passcode_wrong: { title: "This is not the passcode", text: "Check it, or ask whoever sent you the link." },
  code_unknown: {
    title: "No screen shows this code",
    text: "Codes change every few minutes. Look at the screen again and type what it shows now.",
  },
  user_exists: {
    title: "There is a user with this e-mail address",
    text: "Look for it in the list; it may be disabled, or its invitation not used yet.",
  },
  last_admin: {
    title: "This is the last admin",
    text: "Without one nobody could manage Earshot. Make somebody else an admin first.",
  },
};

/** As errorWords, for pages of signing in, links and settings, which meet every reason there is. */
export function accessErrorWords(reason: FetchReason, subject: ErrorSubject): ErrorWords {
  return isAccessReason(reason) ? { ...WORDS[reason], action: "none" } : errorWords(reason, subject);
}

const isAccessReason = (reason: FetchReason): reason is AccessReason => Object.hasOwn(WORDS, reason);

/** As changeProblem, for the same pages. */
export const accessProblem = (error: unknown) => changeProblem(error, accessErrorWords);

/** Does a change whose refusal is told in words. @returns the words; null: it is done */
export async function problemOf(action: () => Promise<unknown>): Promise<string | null> {
  try {
    await action();
    return null;
  } catch (error) {
    return accessProblem(error);
  }
}
