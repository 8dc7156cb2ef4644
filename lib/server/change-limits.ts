import "server-only";
import type { Actor } from "@/lib/access/actor";
import { addressOf } from "@/lib/access/address";
import { createCounts } from "@/lib/shared-state/counts";
import { RequestError } from "@/lib/wire/request-error";

/** More than a person changes by hand, and enough for a program that ends calls; each change is a row of the audit trail. */
const CHANGES_A_MINUTE = 120;
const CHANGES_AN_HOUR = 1_500;
/** Each reads the whole trail. */
const EXPORTS_AT_ONCE = 2;
const MINUTE_MS = 60_000;
const MESSAGE = "You have changed very much in a short time. Wait a little before the next change.";

/** ends_access: another password, an end to a session or a token. */
export type ChangeKind = "any" | "sign_in" | "ends_access";

function createChangeLimits() {
  const inMinute = createCounts({ windowMs: MINUTE_MS });
  const inHour = createCounts({ windowMs: 60 * MINUTE_MS });
  const exporting = new Map<string, number>();

  return {
    /**
     * Somebody changes something, by a browser or by any of their tokens. Signing in has a count of its own, and so has what
     * ends access in each session: a program or a stolen session that uses up the rest must not keep its person from that.
     * @throws RequestError too_many_attempts
     */
    change(actor: Actor, headers: Headers, kind: ChangeKind = "any"): void {
      if (actor.kind !== "person") return;
      // Where nobody signs in, addresses are all that tells people apart.
      const isOneself = actor.via === "session" || actor.via === "token";
      const own = { any: "person", sign_in: "sign-in", ends_access: `credential ${actor.credentialId}` }[kind];
      const who = isOneself ? `${own} ${actor.id}` : addressOf(headers);
      const retryAfterMs = inMinute.waitMsAfter(who, CHANGES_A_MINUTE) ?? inHour.waitMsAfter(who, CHANGES_AN_HOUR);
      if (retryAfterMs !== null) throw new RequestError("too_many_attempts", { message: MESSAGE, retryAfterMs });
    },

    /** An export begins. @returns what to call once it is over @throws RequestError too_many_attempts */
    exporting(personId: string): () => void {
      const running = exporting.get(personId) ?? 0;
      if (running >= EXPORTS_AT_ONCE) {
        const message = "Your earlier exports are still running. Wait until one has ended.";
        throw new RequestError("too_many_attempts", { message, retryAfterMs: MINUTE_MS });
      }
      exporting.set(personId, running + 1);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        const left = (exporting.get(personId) ?? 1) - 1;
        if (left === 0) exporting.delete(personId);
        else exporting.set(personId, left);
      };
    },
  };
}

type ChangeLimits = ReturnType<typeof createChangeLimits>;
const SINGLETON = Symbol.for("earshot.change-limits");

/** This process's, whichever bundle asks. */
export function changeLimits(): ChangeLimits {
  const store = globalThis as { [SINGLETON]?: ChangeLimits };
  store[SINGLETON] ??= createChangeLimits();
  return store[SINGLETON];
}
