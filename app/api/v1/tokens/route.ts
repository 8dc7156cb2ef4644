import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { type AccessTokensAnswer, type NewAccessTokenAnswer, newTokenSchema } from "@/lib/wire/settings-contract";

export const dynamic = "force-dynamic";

/** One's own access tokens; `?of=everybody` all of them, for admins. */
export const GET = route(async (request) => {
  const actor = await actorOf(request.headers);
  const everybody = new URL(request.url).searchParams.get("of") === "everybody";
  const answer: AccessTokensAnswer = { data: { tokens: await identity.tokens.list(actor, { everybody }) } };
  return noStore(answer);
});

export const POST = route(async (request) => {
  const actor = await actorOf(request.headers);
  const answer: NewAccessTokenAnswer = {
    data: await identity.tokens.create(actor, await readChange(request, actor, newTokenSchema)),
  };
  return noStore(answer, 201);
});

const refused = wrongMethod("GET, HEAD, POST");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as PUT };
