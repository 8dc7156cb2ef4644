import "server-only";
import { bodyAnswer } from "@/lib/http/body";
import { errorAnswer } from "@/lib/http/errors";
import { freshnessHeaders } from "@/lib/http/freshness-headers";
import type { Answer } from "./answers";

/**
 * Sends an answer or its refusal; freshness goes into the headers of a 304, too.
 * @param since the version whose changes are asked for ; null: the whole answer
 */
export function send<T>(request: Request, answer: Answer<T>, since: string | null = null): Promise<Response> {
  if (answer.kind === "refusal") return Promise.resolve(errorAnswer(answer.reason, answer));
  return bodyAnswer(request, answer.body, freshnessHeaders(answer.freshness, answer.nowMs, answer.build), since);
}
