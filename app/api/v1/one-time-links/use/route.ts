import { identity } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { oneTimeLinkUseApi } from "@/lib/wire/api/identity";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(oneTimeLinkUseApi, {
  async POST({ request, body }) {
    const { actor, cookies } = await identity.oneTimeLinks.enter(request.headers, body);
    return { kind: "done", answer: await identity.signIn.answer(actor), cookies };
  },
});
