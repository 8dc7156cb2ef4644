import { earshot } from "@/lib/server/earshot";
import { bodyAnswer } from "@/lib/server/http/body";
import { serve } from "@/lib/server/http/serve";
import { openApiDocument } from "@/lib/server/openapi/document";
import { openApiApi } from "@/lib/wire/api/service";
import { version } from "@/package.json";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(openApiApi, {
  GET: ({ request }) =>
    bodyAnswer(
      request,
      earshot().bodies("openapi", version, () => openApiDocument(version)),
      {},
    ),
});
