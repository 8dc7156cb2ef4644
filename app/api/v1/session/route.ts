import { actorOf } from "@/lib/server/actor";
import { identity } from "@/lib/server/features";
import { readChange, requireOwnPage } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { withCookies } from "@/lib/server/http/with-cookies";
import { type DoneAnswer, signInSchema } from "@/lib/wire/identity-contract";

export const dynamic = "force-dynamic";

/** Who asks, what they may do, how to sign in. */
export const GET = route(async (request) => noStore(await identity.signIn.answer(await actorOf(request.headers))));

/** Signs in with e-mail and password. */
export const POST = route(async (request) => {
  const given = await readChange(request, { kind: "anonymous" }, signInSchema);
  const { actor, cookies } = await identity.signIn.byPassword(request.headers, given);
  return withCookies(await identity.signIn.answer(actor), cookies);
});

/** Signs out: the session that asks ends. */
export const DELETE = route(async (request) => {
  const actor = await actorOf(request.headers);
  requireOwnPage(request, actor, "ends_access");
  const answer: DoneAnswer = { data: { count: 1 } };
  return withCookies(answer, [await identity.signIn.out(actor)]);
});

const refused = wrongMethod("GET, HEAD, POST, DELETE");

export { refused as OPTIONS, refused as PATCH, refused as PUT };
