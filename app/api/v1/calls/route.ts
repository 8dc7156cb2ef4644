import { actorOf } from "@/lib/server/actor";
import { pageAnswer } from "@/lib/server/answers";
import { errorAnswer, wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { send } from "@/lib/server/http/send";
import { readListFilters } from "@/lib/wire/list-filters";

export const dynamic = "force-dynamic";

/** The upstream's list with the upstream's filters; people who ask for the same within an interval share one read. */
export const GET = route(async (request) => {
  const actor = await actorOf(request.headers);
  const read = readListFilters(new URL(request.url).searchParams);
  if ("problem" in read) return errorAnswer("invalid_request", { message: read.problem });
  return send(request, await pageAnswer(actor, read.filters));
});

const refused = wrongMethod("GET, HEAD");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
