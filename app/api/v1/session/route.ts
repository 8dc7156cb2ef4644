import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { sessionApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(sessionApi, {
  GET: ({ actor }) => identity.signIn.answer(actor),

  async POST({ request, body }) {
    const { actor, cookies } = await identity.signIn.byPassword(request.headers, body);
    return { kind: "done", answer: await identity.signIn.answer(actor), cookies };
  },

  DELETE: async ({ actor }) => ({
    kind: "done",
    answer: { data: { count: 1 } },
    cookies: [await identity.signIn.out(actor)],
  }),
});
