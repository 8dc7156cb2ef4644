import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { usersApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(usersApi, {
  GET: ({ actor, query }) => identity.users.list(actor, query.search ?? null),
  POST: ({ actor, body }) => identity.users.invite(actor, body),
});
