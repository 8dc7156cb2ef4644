import { isNamed } from "@/lib/errors/named";
import { type FetchError, fetchJson, type Method } from "@/lib/wire/fetch-json";
import { errorWords } from "./error-words";

/** Hashing a password takes the server a while, and others may wait for it too. */
const CHANGE_DEADLINE_MS = 30_000;

/**
 * Asks our server to change something; never repeated by itself.
 * @returns the answer's `data`
 * @throws FetchError
 */
export async function change<Data>(method: Exclude<Method, "GET">, path: string, body: unknown = {}): Promise<Data> {
  const answer = await fetchJson<{ data: Data }>(path, { method, body, timeoutMs: CHANGE_DEADLINE_MS });
  return answer.body.data;
}

/** What to tell somebody whose change was refused: the server's own sentence where it names the field. */
export function changeProblem(error: unknown, words = errorWords): string {
  if (!isNamed<FetchError>(error, "FetchError")) return "The page made a mistake. Reload it and try again.";
  if (error.reason === "invalid_request") return error.message;
  const { title, text } = words(error.reason, "change");
  return `${title}. ${text}`;
}
