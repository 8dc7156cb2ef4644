import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { userLinkApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(userLinkApi, {
  POST: ({ actor, params }) => identity.users.makeLink(actor, params.userId),
});
