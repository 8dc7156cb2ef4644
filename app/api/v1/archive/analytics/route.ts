import { tableOf } from "@/lib/analytics";
import { analytics } from "@/lib/server/features";
import { csvFile } from "@/lib/server/http/download";
import { serve } from "@/lib/server/http/serve";
import { analyticsApi } from "@/lib/wire/api/analytics";

export const dynamic = "force-dynamic";

export const { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT } = serve(analyticsApi, {
  GET: async ({ actor, query: { timeZone, bucket, compare, format, table, ...filters } }) => {
    const answer = await analytics.read(actor, { filters, timeZone, bucket, compare });
    return format === "csv" ? csvFile(tableOf(answer, table ?? "buckets")) : answer;
  },
});
