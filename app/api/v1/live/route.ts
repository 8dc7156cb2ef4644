import { boardAnswer } from "@/lib/server/answers";
import { serve } from "@/lib/server/http/serve";
import { liveApi } from "@/lib/wire/api/calls";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(liveApi, {
  GET: ({ actor, query }) => boardAnswer(actor, query),
});
