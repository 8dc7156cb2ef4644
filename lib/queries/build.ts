import { type BuildSeen, buildSeen, sawBuild } from "@/lib/wire/build-seen";
import { HEADERS } from "@/lib/wire/headers";
import { monotonicMs } from "@/lib/wire/monotonic";

export { type BuildSeen, buildSeen };

const DEADLINE_MS = 5_000;

/**
 * Asks the server, which may be away, whether it is there and which build it is of. Never rejects.
 * @returns whether a page that loads now finds a server
 */
export async function askBuild(): Promise<boolean> {
  const controller = new AbortController();
  const deadline = setTimeout(() => controller.abort(), DEADLINE_MS);
  try {
    const answer = await fetch("/healthz", { cache: "no-store", signal: controller.signal });
    sawBuild(answer.headers.get(HEADERS.build), monotonicMs());
    return answer.ok;
  } catch {
    return false;
  } finally {
    clearTimeout(deadline);
  }
}
