import { type AnswerShape, applyChanges, changesSince, versionOf } from "@/lib/wire/changes";
import { type Answer, fetchJson } from "@/lib/wire/fetch-json";

const madeFrom = new WeakMap<object, object>();

/** Whether a body was made of a known one by changes: then it shares with it all that has not changed. */
export const isMadeFrom = (body: object, known: object): boolean => madeFrom.get(body) === known;

/**
 * An answer that is told as changes where the server knows what is on the page: the whole one all the same for whoever
 * calls this. On any doubt the whole is asked for.
 * @param path the answer's address; with `since`, that of what has changed since this version
 * @throws FetchError as fetchJson does
 */
export async function fetchChanged<Body extends object>(
  path: (options: { since: string | null }) => string,
  {
    signal,
    previous,
    shape,
  }: { signal: AbortSignal; previous: { body: Body; etag: string | null } | undefined; shape: AnswerShape },
): Promise<Answer<Body>> {
  const since = versionOf(previous?.etag ?? null);
  const answer = await fetchJson<Body>(path({ since }), { signal, previous });
  const toldSince = changesSince(answer.body);
  if (toldSince === null) return answer;
  const body = previous && toldSince === since ? applyChanges(previous.body, answer.body, shape) : null;
  if (body === null || previous === undefined) return fetchJson<Body>(path({ since: null }), { signal });
  if (body !== previous.body) madeFrom.set(body, previous.body);
  return { ...answer, body };
}
