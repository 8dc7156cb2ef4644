import { wrongMethod } from "@/lib/http/errors";
import { route } from "@/lib/http/route";
import { requireOwnPage } from "@/lib/server/change";
import { startWallPairing } from "@/lib/server/walls";
import { withCookies } from "@/lib/server/with-cookies";

export const dynamic = "force-dynamic";

/** A new code for a screen to show; the one it had ends. */
export const POST = route(async (request) => {
  requireOwnPage(request, { kind: "anonymous" });
  const { pairing, cookies } = await startWallPairing(request.headers);
  return withCookies({ data: pairing }, cookies);
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
