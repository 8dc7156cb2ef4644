import { archive } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { archiveCallsApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(archiveCallsApi, {
  GET: ({ actor, query: { sort, limit, cursor, ...question } }) =>
    archive.search(actor, question, { sort, limit, cursor }),
});
