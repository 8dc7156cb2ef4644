import { readAudit } from "@/lib/server/audit";
import { serve } from "@/lib/server/http/serve";
import { auditApi } from "@/lib/wire/api/settings";
import { auditFilter } from "@/lib/wire/audit-filter";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(auditApi, {
  async GET({ actor, query: { before, ...filter } }) {
    return { data: await readAudit(actor, auditFilter(filter), before ?? null) };
  },
});
