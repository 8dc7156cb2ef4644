import { exportAudit } from "@/lib/server/audit";
import { serve } from "@/lib/server/http/serve";
import { auditExportApi } from "@/lib/wire/api/settings";
import { auditFilter } from "@/lib/wire/audit-filter";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(auditExportApi, {
  POST: async ({ actor, body }) =>
    new Response(await exportAudit(actor, auditFilter(body)), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="earshot-audit.csv"',
        "Cache-Control": "private, no-store",
      },
    }),
});
