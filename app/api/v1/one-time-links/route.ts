import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { oneTimeLinkApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(oneTimeLinkApi, {
  POST: ({ request, body }) => identity.oneTimeLinks.inspect(request.headers, body.token),
});
