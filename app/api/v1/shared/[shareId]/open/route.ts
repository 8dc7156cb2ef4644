import { sharing } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { openShareSchema } from "@/lib/wire/sharing-contract";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ shareId: string }> };

/** Exchanges a link's secret for a cookie of this browser: what a robot that follows links never does. */
export const POST = route(async (request, { params }: Context) => {
  const given = await readChange(request, { kind: "anonymous" }, openShareSchema);
  const { shareId } = await params;
  const { cookie, expiresAt } = await sharing.open(request.headers, shareId, given);
  return noStore({ data: { expiresAt } }, 200, { "Set-Cookie": cookie });
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
