import { createHash } from "node:crypto";
import type { View } from "@/lib/access/view";
import { isNamed } from "@/lib/errors/named";
import type { OutgoingError } from "@/lib/outgoing/errors";
import type { Outgoing } from "@/lib/outgoing/outgoing";
import type { Sealing } from "@/lib/outgoing/sealing";
import type { ScorerFault } from "@/lib/wire/scorer-contract";
import type { KeptCall } from "./kept-call";
import { readScorerAnswer, type Scored } from "./scorer-answer";
import { scorerRequest, scorerView } from "./scorer-request";
import { purposeOf, type StoredScorer } from "./scorer-settings";

/** A scorer may think: many are language models. */
const DEADLINE_MS = 30_000;
const MOST_ANSWER_BYTES = 256_000;

export type Refused = { fault: ScorerFault; retryAfterMs: number | null; problems: string[] };
/** `same`: what would be sent has been scored already. `unpaid`: there is no budget for it. Neither was sent. */
export type Asked = { sentLines: number } & (
  | { kind: "scored"; scored: Scored }
  | { kind: "same" }
  | { kind: "unpaid" }
  | ({ kind: "fault" } & Refused)
);

type Asking = {
  /** as the archive names it */
  language: string | null;
  signal: AbortSignal;
  attempt: number;
  /** of what was scored last; null: nothing was, or it is to be sent all the same */
  sentHash: string | null;
  /** Takes the request from the budget, just before it is made. */
  pay: () => Promise<boolean>;
};

export type ScorerAsking = {
  outgoing: Outgoing;
  sealing: () => Sealing;
  /** Has long talk looked through away from the main thread. */
  lookThrough: (view: View, whole: KeptCall, asker: string) => Promise<unknown>;
  deadlineMs?: number;
};

/** Asks the outside program about calls. The only place that words of a call leave from. */
export function createScorerAsking({ outgoing, sealing, lookThrough, deadlineMs = DEADLINE_MS }: ScorerAsking) {
  return {
    /**
     * One request at most. Whether the scorer is switched on was asked before.
     * @throws the signal's reason when it was aborted; what `pay` throws
     */
    async ask(
      { address, sealedSecret, redacts }: StoredScorer,
      kept: KeptCall,
      { language, signal, attempt, sentHash, pay }: Asking,
    ): Promise<Asked> {
      const refused = (fault: ScorerFault, sentLines = 0, more: Partial<Refused> = {}): Asked => ({
        ...{ kind: "fault", sentLines, fault, retryAfterMs: null, problems: [] },
        ...more,
      });
      if (address === null) return refused("unreachable");
      const url = new URL(address);
      const secret = sealedSecret === null ? null : sealing().open(sealedSecret, purposeOf(address));
      if (sealedSecret !== null && secret === null) return refused("secret_lost");
      await lookThrough({ ...scorerView(redacts), scope: null }, kept, "scorer");
      const made = scorerRequest(kept, redacts, language);
      if (typeof made === "string") return refused(made);
      const { request, keys } = made;
      const body = JSON.stringify(request);
      const hash = createHash("sha256").update(body).digest("base64url");
      if (hash === sentHash) return { kind: "same", sentLines: 0 };
      if (!(await pay())) return { kind: "unpaid", sentLines: 0 };
      const asked = await outgoing
        .post({
          ...{ url, deadlineMs, signal, maxBytes: MOST_ANSWER_BYTES, body },
          headers: {
            "content-type": "application/json",
            "earshot-attempt": String(attempt),
            ...(secret !== null && { authorization: `Bearer ${secret}` }),
          },
        })
        .catch((error: unknown) => {
          if (isNamed<OutgoingError>(error, "OutgoingError")) return error.fault;
          throw error;
        });
      if (typeof asked === "string") return refused(asked, asked === "timeout" ? keys.length : 0);
      const { status, retryAfterMs, text } = asked;
      if (text === null) return refused(faultOfStatus(status), keys.length, { retryAfterMs });
      const read = readScorerAnswer(text, keys);
      if (read.kind === "fault") return refused(read.fault, keys.length, { problems: read.problems });
      const scored = { answer: read.answer, isRedacted: redacts, sentHash: hash };
      return { kind: "scored", sentLines: keys.length, scored };
    },
  };
}

export type AskScorer = ReturnType<typeof createScorerAsking>["ask"];

function faultOfStatus(status: number): ScorerFault {
  if (status === 401 || status === 403) return "key_refused";
  if (status === 429) return "rate_limited";
  return status >= 400 && status <= 499 && status !== 408 ? "refused" : "failed";
}
