import { sharing } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { sharedOpenApi } from "@/lib/wire/api/sharing";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(sharedOpenApi, {
  async POST({ request, params, body }) {
    const { cookie, expiresAt } = await sharing.open(request.headers, params.shareId, body);
    return { kind: "done", answer: { data: { expiresAt } }, cookies: [cookie] };
  },
});
