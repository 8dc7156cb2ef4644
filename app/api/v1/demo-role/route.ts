import { z } from "zod";
import { chooseDemoRole, requireDemo } from "@/lib/identity";
import { actorOf } from "@/lib/server/actor";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { withCookies } from "@/lib/server/http/with-cookies";

export const dynamic = "force-dynamic";

const choiceSchema = z.strictObject({ role: z.enum(["admin", "supervisor", "viewer"]) });

/** Looks at the demo as somebody else; 404 where the data is real. */
export const PUT = route(async (request) => {
  requireDemo();
  const actor = await actorOf(request.headers);
  const { role } = await readChange(request, actor, choiceSchema);
  return withCookies({ data: { role } }, [chooseDemoRole(role)]);
});

const refused = wrongMethod("PUT");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as POST };
