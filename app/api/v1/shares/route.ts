import { sharing } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { sharesApi } from "@/lib/wire/api/sharing";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(sharesApi, {
  GET: ({ actor, query }) => sharing.list(actor, query),
  POST: async ({ actor, body }) => ({ data: await sharing.make(actor, body) }),
});
