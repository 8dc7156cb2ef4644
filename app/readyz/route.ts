import { serve } from "@/lib/server/http/serve";
import { readiness } from "@/lib/server/readiness";
import { readyApi } from "@/lib/wire/api/service";

export const dynamic = "force-dynamic";

/** An upstream outage is no reason not to send people here: the last good data still shows. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(readyApi, {
  async GET() {
    const answer = await readiness();
    return Response.json(answer, { status: answer.status === "ready" ? 200 : 503 });
  },
});
