import type { ScorerFault } from "@/lib/wire/scorer-contract";

/** Why an outside scorer gave nothing, as the end of "… because". */
const FAULTS: Record<ScorerFault, string> = {
  forbidden_address:
    "its address leads into this server’s own network, which whoever runs Earshot has to allow (EARSHOT_PRIVATE_HOSTS)",
  not_encrypted: "its address begins with http://, which only hosts may that EARSHOT_PRIVATE_HOSTS names",
  unreachable: "it could not be reached, or closed the connection before its answer was whole",
  timeout: "it did not answer within 30 seconds",
  redirected: "it answered with a redirect, and none is followed",
  too_large: "its answer was larger than 256 kB",
  unreadable: "its answer came compressed",
  not_json: "its answer was no JSON",
  wrong_shape: "its answer was not of the form that is asked for",
  key_refused: "it refused the secret (401 or 403)",
  rate_limited: "it asked for fewer requests (429)",
  refused: "it refused this call (4xx)",
  failed: "it failed (5xx)",
  secret_lost: "its secret was sealed with another key than this server has, and has to be typed again",
  no_talk: "nothing that was said in the call is kept",
  too_long: "the call has more than 3,000 lines",
  waited_too_long: "the call waited for three days, longer than a score is of use",
  budget_spent: "today’s requests are used up; there are more after midnight UTC",
};

/** @param fault as the server names it; one that this page does not know is told as it is */
export const faultWords = (fault: string): string =>
  Object.hasOwn(FAULTS, fault) ? FAULTS[fault as ScorerFault] : `of “${fault}”`;
