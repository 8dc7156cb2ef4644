import "server-only";
import type { Actor } from "@/lib/access/actor";
import { isInScope } from "@/lib/access/can";
import { keyOf } from "@/lib/access/view";
import { listItemFor } from "@/lib/access/visibility";
import type { CallListItem } from "@/lib/calls/call";
import type { ListFilters } from "@/lib/calls/call-list";
import { asSent, unreadFields } from "@/lib/calls/sent";
import { freshnessOf } from "@/lib/live/freshness";
import type { SentCallListAnswer } from "@/lib/wire/contract";
import { RequestError } from "@/lib/wire/request-error";
import { type Answer, onServiceClock } from "./answer";
import { viewFor } from "./audience";
import { authorize } from "./authorize";
import { earshot } from "./earshot";
import { errorOf } from "./error-mapping";
import { scopedPage } from "./scoped-page";

/**
 * One page of the call service's list as this actor may see it; with a scope, of the rows in it (scoped-page.ts). The list
 * names no campaigns, so a scope of campaigns alone has none. How many rows there are in all is not told with a scope.
 * @throws RequestError too_many_attempts, and not_permitted also when somebody who may not see numbers searches by one
 */
export async function pageAnswer(actor: Actor, filters: ListFilters): Promise<Answer<SentCallListAnswer>> {
  await authorize(actor, "calls.read");
  const view = await viewFor(actor);
  if (view.masked && filters.phoneNumber !== undefined) {
    throw new RequestError("not_permitted", {
      message: "Your role does not show numbers, so it cannot search by one.",
    });
  }
  const { live, bodies, clock, settings, readLimits } = earshot();
  const versions: number[] = [];
  const read = async (wanted: ListFilters) => {
    if (!live.knowsPage(wanted)) readLimits.newPage(actor);
    const one = await live.page(wanted);
    if (one.kind === "page") versions.push(one.asOfMs);
    return one;
  };
  const { scope } = view;
  const isSeen = ({ agent }: CallListItem) =>
    isInScope(scope, { agentId: agent?.id ?? null, agentName: agent?.name ?? null, campaignId: null });
  const result = await (scope === null ? read(filters) : scopedPage(read, filters, isSeen));
  if (result.kind === "fault") return errorOf(result.fault);
  const { page, asOfMs, fault } = result;
  const make = (): SentCallListAnswer => ({
    data: { calls: page.calls.map((item) => asSent(listItemFor(view, item))), pagination: page.pagination },
    meta: {
      demo: settings.demo,
      masked: view.masked,
      scoped: scope !== null,
      droppedRows: page.droppedRows,
      unreadableFields: [...new Set(page.calls.flatMap(unreadFields))].sort(),
    },
  });
  const body = bodies(`page:${JSON.stringify(filters)}:${keyOf(view)}`, versions.join(), make);
  const askedMs = settings.boardIntervalMs;
  const quiet = { gapMs: 0, rateLimited: false, isShort: fault?.kind === "request_budget" };
  const freshness = freshnessOf({ nowMs: clock.nowMs(), asOfMs, askedMs, fault, ...quiet });
  return { kind: "answer", body, make, build: settings.build, ...onServiceClock(freshness, clock) };
}
