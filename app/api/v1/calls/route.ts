import { serve } from "@/lib/server/http/serve";
import { pageAnswer } from "@/lib/server/page-answer";
import { callsApi } from "@/lib/wire/api/calls";

export const dynamic = "force-dynamic";

/** People who ask for the same within an interval share one read. */
export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(callsApi, {
  GET: ({ actor, query }) => pageAnswer(actor, query),
});
