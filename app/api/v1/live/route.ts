import { actorOf } from "@/lib/server/actor";
import { boardAnswer } from "@/lib/server/answers";
import { errorAnswer, wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { send } from "@/lib/server/http/send";
import { isVersion, SINCE_FAULT } from "@/lib/wire/changes";

export const dynamic = "force-dynamic";

/**
 * The board in one answer, as far as the role sees it. `?masked=true` leaves out numbers, names and what was said;
 * `?since=` gives what has changed since that version, or the whole board.
 */
export const GET = route(async (request) => {
  const actor = await actorOf(request.headers);
  const { searchParams } = new URL(request.url);
  const { masked = "false", since = null, ...others } = Object.fromEntries(searchParams);
  const isKnown = Object.keys(others).length === 0 && new Set(searchParams.keys()).size === searchParams.size;
  if (!isKnown || !/^(true|false)$/.test(masked)) {
    return errorAnswer("invalid_request", {
      message: "The only parameters here are masked, true or false, and since.",
    });
  }
  if (since !== null && !isVersion(since)) return errorAnswer("invalid_request", { message: SINCE_FAULT });
  return send(request, await boardAnswer(actor, { masked: masked === "true" }), since);
});

const refused = wrongMethod("GET, HEAD");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
