import { serve } from "@/lib/server/http/serve";
import { sharedAnswer } from "@/lib/server/shared-answer";
import { sharedApi } from "@/lib/wire/api/sharing";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(sharedApi, {
  GET: ({ request, params }) => sharedAnswer(request.headers, params.shareId),
});
