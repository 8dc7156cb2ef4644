import { errorAnswer } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

const nothingHere = route(async () => errorAnswer("not_found"));

/** Programs that ask for an address we don't have get our error envelope, not a page. */
export {
  nothingHere as DELETE,
  nothingHere as GET,
  nothingHere as OPTIONS,
  nothingHere as PATCH,
  nothingHere as POST,
  nothingHere as PUT,
};
