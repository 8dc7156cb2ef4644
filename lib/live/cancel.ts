import { isFinal } from "@/lib/calls/status";
import { type CallSource, faultOf, type SourceFault } from "./source";

/**
 * - `cancelled`: the upstream said so.
 * - `already_ended`: it refused because the call is over, and a fresh read confirms it.
 * - `unconfirmed`: no answer in time. It may or may not have hung up; `status` is what a fresh read says, null if that failed too.
 */
export type CancelResult =
  | { kind: "cancelled" | "already_ended"; status: string }
  | { kind: "unconfirmed"; status: string | null }
  | { kind: "fault"; fault: SourceFault };

const NO_ANSWER = new Set(["timeout", "unreachable", "upstream_error", "malformed", "too_large"]);

/**
 * Ends calls. Two asks for the same call, at the same time or in quick succession, are one upstream request, and a request
 * that got no answer is never repeated: hanging up twice could hit the wrong moment, and saying "ended" without knowing
 * would be a lie.
 */
export function createCancel(parts: {
  source: Pick<CallSource, "cancelCall">;
  /** Reads the call again, right now; its status, or null when that failed. */
  refresh: (id: string) => Promise<string | null>;
  knownStatus: (id: string) => string | null;
}): (id: string) => Promise<CancelResult> {
  const { source, refresh, knownStatus } = parts;
  const underWay = new Map<string, Promise<CancelResult>>();

  async function cancel(id: string): Promise<CancelResult> {
    const known = knownStatus(id);
    if (known !== null && isFinal(known)) return { kind: "already_ended", status: known };
    try {
      const answer = await source.cancelCall(id);
      return { kind: "cancelled", status: answer.status };
    } catch (error) {
      const fault = faultOf(error);
      if (NO_ANSWER.has(fault.kind)) return { kind: "unconfirmed", status: await refresh(id) };
      if (fault.kind !== "conflict" && fault.kind !== "bad_request") return { kind: "fault", fault };
      const status = await refresh(id);
      return status !== null && isFinal(status) ? { kind: "already_ended", status } : { kind: "fault", fault };
    }
  }

  /** What follows a confirmed end: a fresh read for the rest of the facts, which nobody waits for. */
  async function afterwards(id: string, asked: Promise<CancelResult>): Promise<void> {
    try {
      const { kind } = await asked;
      if (kind === "cancelled") await refresh(id);
    } catch {
      // Whoever asked is told.
    }
    underWay.delete(id);
  }

  return (id) => {
    const shared = underWay.get(id) ?? cancel(id);
    if (!underWay.has(id)) {
      // Kept until the fresh read shows the end: the second of two quick clicks is answered like the first.
      underWay.set(id, shared);
      void afterwards(id, shared);
    }
    return shared;
  };
}
