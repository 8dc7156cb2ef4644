import { PasswordsBusyError, strangerAt } from "@/lib/access/turns";

/** Attempts under way at once: of an address, the network around it, its owner. More than that wait for a turn in any case. */
const UNDER_WAY = [8, 48, 96] as const;

/**
 * Turns away strangers of whom many are being judged already, before the database is asked anything for them: a flood
 * costs next to nothing, and whoever comes meanwhile does not queue behind it.
 */
export function createEntrance() {
  const underWay = new Map<string, number>();
  const add = (key: string, more: number) => {
    const count = (underWay.get(key) ?? 0) + more;
    if (count === 0) underWay.delete(key);
    else underWay.set(key, count);
  };

  return {
    /** @returns what to call when the attempt is over @throws PasswordsBusyError */
    enter(address: string): () => void {
      const { shares } = strangerAt(address);
      if (shares.some((share, at) => (underWay.get(share) ?? 0) >= (UNDER_WAY[at] ?? 0)))
        throw new PasswordsBusyError();
      for (const share of shares) add(share, 1);
      return () => {
        for (const share of shares) add(share, -1);
      };
    },
  };
}
