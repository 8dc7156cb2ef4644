import type { AttentionReason } from "@/lib/calls/board";

/** Each reason in a word or two, for chips, filters and readers. */
export const ATTENTION_WORDS: Record<AttentionReason, string> = {
  stuck: "Stuck",
  caller_alone: "Caller alone",
  agent_silent: "Agent silent",
  dead_air: "Dead air",
  ringing_long: "Ringing long",
  long_call: "Long call",
  agent_repeats: "Agent repeats",
  caller_upset: "Caller upset",
};
