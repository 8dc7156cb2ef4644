import { quality } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { noteApi } from "@/lib/wire/api/quality";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(noteApi, {
  DELETE: async ({ actor, params: { noteId } }) => ({ data: await quality.notes.remove(actor, noteId) }),
});
