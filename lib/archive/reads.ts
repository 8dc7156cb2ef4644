import type { Call } from "@/lib/calls/call";
import type { CallPage, ListFilters } from "@/lib/calls/call-list";
import type { FaultKind } from "@/lib/calls/fault-kinds";

type Failed = { kind: "fault"; fault: { kind: FaultKind; retryAfterMs: number | null } };
/** A call as it was read. `readAtMs`: when that began, by our clock. */
type CallRead = {
  kind: "call";
  call: Call;
  contactName: string | null;
  omittedMessages: number;
  readAtMs: number;
};

/** Reads of what nobody waits for, as lib/live's `background` does them. They throw the signal's reason. */
export type Reads = {
  readCall(id: string, signal: AbortSignal): Promise<CallRead | Failed>;
  readPage(
    filters: ListFilters,
    signal: AbortSignal,
  ): Promise<{ kind: "page"; page: CallPage; readAtMs: number } | Failed>;
};

/** The call service cannot be asked: whatever was to be read waits. */
export class ReadsWait extends Error {
  override readonly name = "ReadsWait";
  constructor(readonly fault: FaultKind) {
    super(`The call service cannot be asked: ${fault}.`);
  }
}

/** What is wrong with one call alone: asking again says the same. */
const OF_ONE_CALL: readonly FaultKind[] = ["not_found", "invalid_id", "bad_request", "conflict", "too_large"];
export const isOfOneCall = (kind: FaultKind): boolean => OF_ONE_CALL.includes(kind);

/** @throws ReadsWait */
export async function readPage(
  reads: Pick<Reads, "readPage">,
  filters: ListFilters,
  signal: AbortSignal,
): Promise<{ page: CallPage; readAtMs: number }> {
  const read = await reads.readPage(filters, signal);
  if (read.kind === "fault") throw new ReadsWait(read.fault.kind);
  return read;
}
