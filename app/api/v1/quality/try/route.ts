import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { triedRubricApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(triedRubricApi, {
  POST: async ({ actor, body: { definition } }) => ({ data: await quality.rubrics.tryOut(actor, definition) }),
});
