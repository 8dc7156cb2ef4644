import type { Attention, AttentionReason } from "@/lib/calls/board";

/** Each reason in a few words, the same on desk and wall. */
export const ATTENTION_WORDS: Record<AttentionReason, string> = {
  stuck: "Stuck",
  caller_alone: "Caller alone",
  agent_silent: "No answer from the agent",
  dead_air: "Pause",
  ringing_long: "Ringing long",
  long_call: "Long call",
  agent_repeats: "Agent repeats",
  caller_upset: "Caller upset",
};

/** A reason in as few words as say what is wrong, without its age: of a caller who is upset, what they did. */
export function attentionWords({ reason, sentence }: Pick<Attention, "reason" | "sentence">): string {
  const told = reason === "caller_upset" ? sentence.replace(/, [^,]+ ago$/, "") : "";
  return told === "" ? ATTENTION_WORDS[reason] : told;
}
