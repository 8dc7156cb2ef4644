import type { RosterEntry } from "@/lib/calls/board";
import type { Call } from "@/lib/calls/call";

/** A call that is kept, as lib/server hands it from the archive. */
export type KeptCall = {
  call: Call;
  contactName: string | null;
  campaignId: string | null;
  roster: RosterEntry[];
  omittedMessages: number;
  lineKeys: readonly number[];
  hasTalk: boolean;
  agentId: string | null;
  agentName: string | null;
  happenedAt: Date;
};

/** Those of these calls that are kept, in any order. @throws DatabaseUnavailableError */
export type ReadCalls = (callIds: readonly string[]) => Promise<KeptCall[]>;
