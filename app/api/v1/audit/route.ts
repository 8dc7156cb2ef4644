import { z } from "zod";
import { actorOf } from "@/lib/server/actor";
import { readAudit } from "@/lib/server/audit";
import { errorAnswer, wrongMethod } from "@/lib/server/http/errors";
import { noStore, route } from "@/lib/server/http/route";
import { auditFilter, auditFilterSchema } from "@/lib/wire/audit-filter";
import type { AuditAnswer } from "@/lib/wire/settings-contract";

export const dynamic = "force-dynamic";

const searchSchema = auditFilterSchema.extend({
  before: z
    .string()
    .regex(/^\d{1,15}$/, "it should be the id of an entry")
    .transform(Number)
    .optional(),
});

/** The audit trail, newest first, a page at a time: `before` is the last answer's `nextBefore`. */
export const GET = route(async (request) => {
  const actor = await actorOf(request.headers);
  const read = searchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!read.success) {
    const issue = read.error.issues[0];
    return errorAnswer("invalid_request", { message: `${issue?.path.join(".")}: ${issue?.message}.` });
  }
  const { before, ...filter } = read.data;
  const answer: AuditAnswer = { data: await readAudit(actor, auditFilter(filter), before ?? null) };
  return noStore(answer);
});

const refused = wrongMethod("GET, HEAD");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
