import { wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { send } from "@/lib/server/http/send";
import { sharedAnswer } from "@/lib/server/shared-answer";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ shareId: string }> };

/** The call of a share link, for a browser that has opened the link. Reading it changes and counts nothing. */
export const GET = route(async (request, { params }: Context) => {
  const { shareId } = await params;
  return send(request, await sharedAnswer(request.headers, shareId));
});

const refused = wrongMethod("GET, HEAD");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
