import { actorOf } from "@/lib/server/actor";
import { exportAudit } from "@/lib/server/audit";
import { readChange } from "@/lib/server/http/change";
import { wrongMethod } from "@/lib/server/http/errors";
import { route } from "@/lib/server/http/route";
import { auditFilter, auditFilterSchema } from "@/lib/wire/audit-filter";

export const dynamic = "force-dynamic";

/** The audit trail as CSV. A POST, because an export is itself written into the trail. */
export const POST = route(async (request) => {
  const actor = await actorOf(request.headers);
  const filter = auditFilter(await readChange(request, actor, auditFilterSchema));
  return new Response(await exportAudit(actor, filter), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="earshot-audit.csv"',
      "Cache-Control": "private, no-store",
    },
  });
});

const refused = wrongMethod("POST");

export { refused as DELETE, refused as GET, refused as OPTIONS, refused as PATCH, refused as PUT };
