import { z } from "zod";
import { wrongMethod } from "@/lib/http/errors";
import { route } from "@/lib/http/route";
import { actorOf } from "@/lib/server/actor";
import { readChange } from "@/lib/server/change";
import { chooseDemoRole, requireDemo } from "@/lib/server/demo-role";
import { withCookies } from "@/lib/server/with-cookies";

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
