import { type AttentionWords, DEFAULT_ATTENTION_WORDS } from "./attention-words";

/** When a call needs a person. Times in milliseconds. Kept in JSON as it stands; for `words` see attention-words.ts. */
export type AttentionSettings = {
  stuckAfterMs: number;
  callerAloneAfterMs: number;
  agentSilentWarningMs: number;
  agentSilentCriticalMs: number;
  deadAirMs: number;
  ringingLongMs: number;
  longCallWarningMs: number;
  longCallCriticalMs: number;
  /** so many near-equal lines among the agent's last `repeatWindowLines` */
  repeatLines: number;
  repeatWindowLines: number;
  /** how long an upset line of the caller keeps a call on top */
  callerUpsetForMs: number;
  words: AttentionWords;
};

/** product.md, "Attention". */
export const DEFAULT_ATTENTION_SETTINGS: AttentionSettings = {
  stuckAfterMs: 15_000,
  callerAloneAfterMs: 10_000,
  agentSilentWarningMs: 10_000,
  agentSilentCriticalMs: 20_000,
  deadAirMs: 30_000,
  ringingLongMs: 45_000,
  longCallWarningMs: 600_000,
  longCallCriticalMs: 1_200_000,
  repeatLines: 3,
  repeatWindowLines: 10,
  callerUpsetForMs: 300_000,
  words: DEFAULT_ATTENTION_WORDS,
};
