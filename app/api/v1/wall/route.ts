import { walls } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { withCookies } from "@/lib/server/http/with-cookies";
import { wallReportSchema } from "@/lib/wire/walls-contract";

export const dynamic = "force-dynamic";

/** A screen reports and learns what it is; a POST, because it may be handed its pass with the answer. */
export const POST = route(async (request) => {
  const { build } = await readChange(request, { kind: "anonymous" }, wallReportSchema);
  const { state, cookies } = await walls.checkIn(request.headers, build);
  return withCookies({ data: state }, cookies);
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
