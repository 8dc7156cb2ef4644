import type { Passwords } from "@/lib/access/passwords";
import { shareHolder } from "@/lib/access/turns";
import type { ShareLimits } from "./limits";
import type { LivingLink } from "./rows";
import type { ShareFault, Shares } from "./store";

export type ShareRefusal = ShareFault | "passcode_required" | "passcode_wrong" | "too_many";
export type Opening =
  | { kind: "entered"; link: LivingLink; token: string }
  | { kind: "refused"; refusal: ShareRefusal /** milliseconds, when waiting helps */; waitMs: number | null };

type Asked = { id: string; secret: string; passcode: string | null; address: string };

type Enter = (link: LivingLink) => Promise<string | null>;

const refused = (refusal: ShareRefusal, waitMs: number | null = null): Opening => ({
  kind: "refused",
  refusal,
  waitMs,
});

/** The way in: a link's secret, and its passcode where it has one, for a secret of this browser's own. */
export function createShareOpening(parts: {
  shares: Pick<Shares, "bySecret">;
  limits: ShareLimits;
  passwords: Pick<Passwords, "verify">;
}) {
  const { shares, limits, passwords } = parts;

  /** @returns null when there is none or this is it */
  async function passcodeFault(
    { id: linkId }: LivingLink,
    hash: string | null,
    { passcode: given, address }: Asked,
  ): Promise<Opening | null> {
    if (hash === null) return null;
    if (given === null) return refused("passcode_required");
    const waitMs = limits.passcode(linkId, address);
    if (waitMs !== null) return refused("too_many", waitMs);
    try {
      const { matches } = await passwords.verify(given, hash, shareHolder(linkId, address));
      if (!matches) return refused("passcode_wrong");
    } catch (error) {
      limits.passcodeWasNotJudged(linkId, address);
      throw error;
    }
    limits.passcodeWasRight(linkId, address);
    return null;
  }

  async function judge(asked: Asked, enter: Enter) {
    const { id, secret } = asked;
    const found = await shares.bySecret(id, secret);
    if ("fault" in found) return refused(found.fault);
    const { link, passcodeHash } = found;
    const fault = await passcodeFault(link, passcodeHash, asked);
    if (fault !== null) return fault;
    const token = await enter(link);
    return token === null ? refused("revoked") : ({ kind: "entered", link, token } satisfies Opening);
  }

  /**
   * @param enter lets a browser in; null: the link has ended in this very moment
   * Only what could have been guessed counts against the address: a secret or a passcode that is wrong.
   * @throws PasswordsBusyError
   */
  return async function open(asked: Asked, enter: Enter): Promise<Opening> {
    const waitMs = limits.opening(asked.address);
    if (waitMs !== null) return refused("too_many", waitMs);
    let opening: Opening | null = null;
    try {
      opening = await judge(asked, enter);
      return opening;
    } finally {
      // What was never judged, for want of time or of the database, was no guess.
      if (opening === null || !isGuess(opening)) limits.wasNoFault(asked.address);
    }
  };
}

const isGuess = (opening: Opening): boolean =>
  opening.kind === "refused" && (opening.refusal === "unknown" || opening.refusal === "passcode_wrong");

export type ShareOpening = ReturnType<typeof createShareOpening>;
