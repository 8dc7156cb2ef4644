import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { callNotesApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(callNotesApi, {
  GET: async ({ actor, params: { callId } }) => ({ data: await quality.notes.list(actor, callId) }),
  POST: async ({ actor, params: { callId }, body }) => ({ data: await quality.notes.add(actor, callId, body) }),
});
