import { walls } from "@/lib/server/features";
import { requireOwnPage } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { withCookies } from "@/lib/server/http/with-cookies";

export const dynamic = "force-dynamic";

/** A new code for a screen to show; the one it had ends. */
export const POST = route(async (request) => {
  requireOwnPage(request, { kind: "anonymous" });
  const { pairing, cookies } = await walls.startPairing(request.headers);
  return withCookies({ data: pairing }, cookies);
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
