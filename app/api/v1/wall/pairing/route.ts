import { walls } from "@/lib/server/features";
import { serve } from "@/lib/server/http/serve";
import { wallPairingApi } from "@/lib/wire/api/walls";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(wallPairingApi, {
  async POST({ request }) {
    const { pairing, cookies } = await walls.startPairing(request.headers);
    return { kind: "done", answer: { data: pairing }, cookies };
  },
});
