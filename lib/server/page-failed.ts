import "server-only";
import { markReported } from "@/lib/log/console.mjs";
import { sayDefect } from "@/lib/log/defect.mjs";
import { requestIsUnavailable } from "@/lib/log/log.mjs";

/**
 * Something failed while a page was made. `digest` is what the page tells its reader to look for.
 * @param route as its folder is named, "/calls/[callId]": no address
 */
export function pageFailed(error: unknown, route: string): void {
  markReported(error);
  // What the database's state says once, no page need say again.
  if (error instanceof Error && error.name === "DatabaseUnavailableError") {
    requestIsUnavailable();
    return;
  }
  const digest = (error as { digest?: unknown } | null)?.digest;
  sayDefect("page.failed", "A page failed.", error, { digest: String(digest ?? ""), route });
}
