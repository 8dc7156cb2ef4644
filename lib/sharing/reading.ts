import type { ShareGrant } from "@/lib/access/actor";
import { hashSecret } from "@/lib/access/secrets";
import type { Visibility } from "@/lib/access/visibility";
import type { ShareLimits } from "./limits";
import type { LivingLink } from "./rows";
import type { ShareFault, Shares } from "./store";

type Reading = { link: LivingLink } | { fault: ShareFault | "incomplete" | "too_many" };

/**
 * The link of this id for a browser that was let in. An address that asks for too many links it has no way into is not
 * looked up any more, but for browsers that are in: what they show has been right before.
 */
export function createShareReading(parts: { shares: Pick<Shares, "byVisit">; limits: ShareLimits }) {
  const { shares, limits } = parts;
  return async (asked: { id: string; token: string | null; address: string }): Promise<Reading> => {
    const { id, token, address } = asked;
    const reader = token === null ? null : hashSecret(`${id} ${token}`);
    const isReader = reader !== null && limits.isReader(reader);
    if (!isReader && limits.isStraying(address)) return { fault: "too_many" };
    const found = await shares.byVisit(id, token);
    if ("link" in found) {
      if (reader !== null) limits.reads(reader);
      return found;
    }
    if (found.fault === "unknown" || found.fault === "incomplete") limits.stray(address);
    return found;
  };
}

/** True for who sees numbers, names and what was said as they are. */
export const seesAll = ({ masked, redacted }: Pick<Visibility, "masked" | "redacted">): boolean => !masked && !redacted;

/** What a link shows now: masked also when its maker would see the call masked today. @param makers the maker's own view */
export function grantNow(grant: ShareGrant, makers: Pick<Visibility, "masked" | "redacted">): ShareGrant {
  return { ...grant, masked: grant.masked || !seesAll(makers) };
}

export type ShareReading = ReturnType<typeof createShareReading>;
