import { plainEmail } from "./user-store";

/** An address the provider gives, in plain form, and whether it belongs to the person. */
export type Claimed = { email: string; verified: boolean };

/**
 * The e-mail address in a provider's claims; null: there is none. It is verified when the provider says so in so many
 * words; where settings trust the provider's addresses, also when it says nothing, but never when it says that it is not.
 */
export function claimedEmail(
  { email: claimed, email_verified: verified }: Record<string, unknown>,
  { trustEmail }: { trustEmail: boolean },
): Claimed | null {
  const email = typeof claimed === "string" ? plainEmail(claimed) : "";
  if (!/^[^\s@\p{Cc}\p{Cf}]{1,200}@[^\s@\p{Cc}\p{Cf}]{1,200}$/u.test(email)) return null;
  if (verified === true) return { email, verified: true };
  // Some providers write the word instead of the value.
  return { email, verified: trustEmail && (verified === undefined || verified === null || verified === "true") };
}
