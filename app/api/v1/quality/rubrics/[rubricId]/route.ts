import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { rubricApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(rubricApi, {
  GET: async ({ actor, params: { rubricId } }) => ({ data: await quality.rubrics.find(actor, rubricId) }),
  PUT: async ({ actor, params: { rubricId }, body: { version, definition } }) => ({
    data: await quality.rubrics.change(actor, rubricId, version, definition),
  }),
  DELETE: async ({ actor, params: { rubricId } }) => ({ data: await quality.rubrics.retire(actor, rubricId) }),
});
