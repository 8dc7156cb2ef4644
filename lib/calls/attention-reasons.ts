/** Every reason a call can be on top (product.md, "Attention"), most urgent kind first. Free of zod: browsers import it. */
export const ATTENTION_REASONS = [
  "stuck",
  "caller_alone",
  "agent_silent",
  "dead_air",
  "ringing_long",
  "long_call",
  "agent_repeats",
  "caller_upset",
] as const;
