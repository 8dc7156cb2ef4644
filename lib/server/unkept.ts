import "server-only";
import type { Actor } from "@/lib/access/actor";
import type { CallListItem } from "@/lib/calls/call";
import type { ListFilters } from "@/lib/calls/call-list";
import { readListItem } from "@/lib/calls/read-call";
import { isLive } from "@/lib/calls/status";
import { textMs } from "@/lib/calls/time";
import type { ArchiveUnkept, UnkeptCall } from "@/lib/wire/archive-contract";
import { authorize } from "./authorize";
import type { ErrorAnswer } from "./error-mapping";
import { archive } from "./features";
import { pageAnswer } from "./page-answer";

const ROWS_READ = 100;

type Asked = {
  status?: string[] | undefined;
  direction?: string | undefined;
  agent?: string[] | undefined;
  from?: number | undefined;
  to?: number | undefined;
  minSeconds?: number | undefined;
  maxSeconds?: number | undefined;
};

/**
 * What the call service lists and the archive does not have: calls that ended before anything was kept, while nobody watched,
 * or a moment ago, and those that are to come. The newest hundred of the list are looked through.
 * @throws RequestError not_permitted, too_many_attempts
 */
export async function unkeptAnswer(actor: Actor, asked: Asked): Promise<ArchiveUnkept | ErrorAnswer> {
  await authorize(actor, "archive.read");
  const answer = await pageAnswer(actor, listFilters(asked));
  if (answer.kind === "error") return answer;
  const { data, meta } = answer.make();
  const items = data.calls.flatMap((sent) => readListItem(sent)?.item ?? []);
  const fitting = items.filter((item) => !isLive(item.status) && fits(item, asked));
  const kept = await archive.keptOf(fitting.map(({ id }) => id));
  const oldest = items.at(-1)?.createdAt ?? null;
  const { asOfMs } = answer.freshness;
  return {
    data: { calls: fitting.filter(({ id }) => !kept.has(id)).map(rowOf) },
    meta: {
      ...{ demo: meta.demo, masked: meta.masked, scoped: meta.scoped },
      isComplete: !data.pagination.hasMore,
      lookedBackTo: data.pagination.hasMore ? oldest : null,
      asOf: asOfMs === null ? null : new Date(asOfMs).toISOString(),
    },
  };
}

/** The list can be narrowed by one value of each; of several it is narrowed here. */
function listFilters({ status, direction, agent, from, to }: Asked): ListFilters {
  const [onlyStatus, ...otherStatuses] = status ?? [];
  const [onlyAgent, ...otherAgents] = agent ?? [];
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    ...{ limit: ROWS_READ, sortBy: "createdAt", sortOrder: "desc" },
    ...(onlyStatus !== undefined && otherStatuses.length === 0 && { status: onlyStatus }),
    ...(onlyAgent !== undefined && otherAgents.length === 0 && UUID.test(onlyAgent) && { agentId: onlyAgent }),
    ...(direction !== undefined && { direction }),
    ...(from !== undefined && { startDate: iso(from) }),
    ...(to !== undefined && { endDate: iso(to) }),
  };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function fits(item: CallListItem, { status, direction, agent, from, to, minSeconds, maxSeconds }: Asked): boolean {
  const { duration } = item;
  const happenedMs = textMs(happenedAt(item) ?? "");
  return (
    (status === undefined || status.includes(item.status)) &&
    (direction === undefined || item.direction === direction) &&
    (agent === undefined || agent.includes(item.agent?.id ?? item.agent?.name ?? "")) &&
    (from === undefined || (happenedMs !== null && happenedMs >= from)) &&
    (to === undefined || (happenedMs !== null && happenedMs < to)) &&
    (minSeconds === undefined || (duration !== null && duration >= minSeconds)) &&
    (maxSeconds === undefined || (duration !== null && duration <= maxSeconds))
  );
}

const happenedAt = ({ createdAt, scheduledAt }: CallListItem) => createdAt ?? scheduledAt;

function rowOf(item: CallListItem): UnkeptCall {
  const { id, status, direction, agent, contact, phoneNumber, duration, outcome } = item;
  return {
    ...{ id, status, direction, duration, outcome },
    agent: { id: agent?.id ?? null, name: agent?.name ?? null },
    phoneNumber: phoneNumber ?? contact?.phone ?? null,
    contactName: contact?.name ?? null,
    happenedAt: happenedAt(item),
  };
}
