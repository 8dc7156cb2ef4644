import { errorOf, FetchError } from "@/lib/wire/fetch-json";

/**
 * A file that our server makes on being asked.
 * @returns the file and the name that it is given
 * @throws FetchError
 */
export async function askForFile(path: string, body: unknown): Promise<{ file: Blob; name: string }> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
  }).catch(() => {
    throw new FetchError(null, "offline", "No connection.");
  });
  if (!response.ok) throw errorOf(response.status, await response.text());
  const [, name = "earshot"] = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  return { file: await response.blob(), name };
}
