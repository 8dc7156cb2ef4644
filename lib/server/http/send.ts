import "server-only";
import type { Answer } from "../answer";
import { bodyAnswer } from "./body";
import { errorAnswer } from "./errors";
import { freshnessHeaders } from "./freshness-headers";

/**
 * Sends an answer or its error; freshness goes into the headers of a 304, too.
 * @param since the version whose changes are asked for; null: the whole answer
 */
export function send<T>(request: Request, answer: Answer<T>, since: string | null = null): Promise<Response> {
  if (answer.kind === "error") return Promise.resolve(errorAnswer(answer.reason, answer));
  return bodyAnswer(request, answer.body, freshnessHeaders(answer.freshness, answer.nowMs, answer.build), since);
}
