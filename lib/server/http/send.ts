import "server-only";
import type { Answer } from "../answers";
import { bodyAnswer } from "./body";
import { errorAnswer } from "./errors";
import { freshnessHeaders } from "./freshness-headers";

/** Sends an answer or its refusal; freshness goes into the headers of a 304, too. */
export function send<T>(request: Request, answer: Answer<T>): Promise<Response> {
  if (answer.kind === "error") return Promise.resolve(errorAnswer(answer.reason, answer));
  return bodyAnswer(request, answer.body, freshnessHeaders(answer.freshness, answer.nowMs, answer.build));
}
