import { serve } from "@/lib/server/http/serve";
import { unkeptAnswer } from "@/lib/server/unkept";
import { archiveUnkeptApi } from "@/lib/wire/api/archive";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(archiveUnkeptApi, {
  GET: ({ actor, query }) => unkeptAnswer(actor, query),
});
