import { actorOf } from "@/lib/server/actor";
import { boardAnswer } from "@/lib/server/answers";
import { errorAnswer, wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { send } from "@/lib/server/http/send";

export const dynamic = "force-dynamic";

/** The board in one answer, as far as the role sees it. `?masked=true` leaves out numbers, names and what was said. */
export const GET = route(async (request) => {
  const actor = await actorOf(request.headers);
  const query = request.url.indexOf("?");
  const search = query === -1 ? "" : request.url.slice(query + 1);
  if (search !== "" && search !== "masked=true" && search !== "masked=false") {
    return errorAnswer("invalid_request", { message: "The only parameter here is masked, true or false." });
  }
  return send(request, await boardAnswer(actor, { masked: search === "masked=true" }));
});

const refused = wrongMethod("GET, HEAD");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
