import { walls } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { wallApi } from "@/lib/wire/api/walls";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(wallApi, {
  async POST({ request, body }) {
    const { state, cookies } = await walls.checkIn(request.headers, body.build);
    return { kind: "done", answer: { data: state }, cookies };
  },
});
