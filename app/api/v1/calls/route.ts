import { bodyAnswer } from "@/lib/http/body";
import type { CallListAnswer } from "@/lib/http/contract";
import { errorAnswer, wrongMethod } from "@/lib/http/errors";
import { freshnessHeaders } from "@/lib/http/freshness-headers";
import { readListFilters } from "@/lib/http/list-filters";
import { route } from "@/lib/http/route";
import { refusal } from "@/lib/server/answers";
import { earshot } from "@/lib/server/earshot";

export const dynamic = "force-dynamic";

/** The upstream's list with the upstream's filters; people who ask for the same within an interval share one read. */
export const GET = route(async (request) => {
  const read = readListFilters(new URL(request.url).searchParams);
  if ("problem" in read) return errorAnswer("invalid_request", { message: read.problem });
  const { live, bodies, clock, settings } = earshot();
  const result = await live.page(read.filters);
  if (result.kind === "fault") {
    const { reason, retryAfterMs } = refusal(result.fault);
    return errorAnswer(reason, { retryAfterMs });
  }
  const { page, asOfMs } = result;
  const body = bodies(
    `page:${JSON.stringify(read.filters)}`,
    String(asOfMs),
    (): CallListAnswer => ({
      data: { calls: page.calls, pagination: page.pagination },
      meta: { demo: settings.demo, droppedRows: page.droppedRows },
    }),
  );
  const nowMs = clock.nowMs();
  const isOld = nowMs - asOfMs > 3 * settings.boardIntervalMs;
  const freshness = {
    asOfMs,
    health: isOld ? ("stale" as const) : ("live" as const),
    refreshMs: settings.boardIntervalMs,
    slowReason: isOld ? ("call_service_down" as const) : null,
  };
  return bodyAnswer(request, body, freshnessHeaders(freshness, nowMs, settings.build));
});

const refused = wrongMethod("GET, HEAD");

export { refused as DELETE, refused as OPTIONS, refused as PATCH, refused as POST, refused as PUT };
