import { settings } from "@/lib/settings/settings";
import { HEADERS } from "@/lib/wire/headers";

/** The process alone: it answers, so it runs, and which build it is of. What it depends on is /readyz's business. */
export function GET(): Response {
  return new Response("ok", { headers: { [HEADERS.build]: settings().build } });
}
