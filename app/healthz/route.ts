import { serve } from "@/lib/server/http/serve";
import { settings } from "@/lib/settings/settings";
import { healthApi } from "@/lib/wire/api/service";
import { HEADERS } from "@/lib/wire/headers";

export const dynamic = "force-dynamic";

/** What the process depends on is /readyz's business. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(healthApi, {
  GET: () => new Response("ok", { headers: { [HEADERS.build]: settings().build } }),
});
