import type { Entry, WireRow } from "@/lib/simulator/wire";
import type { World } from "@/lib/simulator/world";

type ListQuery = {
  agentId: string | null;
  status: string | null;
  direction: string | null;
  phoneNumber: string | null;
  fromMs: number | null;
  toMs: number | null;
  limit: number;
  offset: number;
  sortBy: "createdAt" | "scheduledAt";
  ascending: boolean;
};
export type Page = { calls: WireRow[]; pagination: { total: number; limit: number; offset: number; hasMore: boolean } };

const STATUSES =
  "initiated, scheduled, queued, connecting, ringing, active, completed, failed, cancelled, no_answer, busy".split(
    ", ",
  );
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export class BadRequest extends Error {
  override readonly name = "BadRequest";
}

/** Reads the documented parameters of `GET /calls`; throws BadRequest with the first thing that is wrong. */
export function readListQuery(parameters: URLSearchParams): ListQuery {
  const oneOf = (name: string, allowed: readonly string[]) => {
    const value = parameters.get(name);
    if (value !== null && !allowed.includes(value))
      throw new BadRequest(`${name} must be one of: ${allowed.join(", ")}`);
    return value;
  };
  const time = (name: string) => {
    const value = parameters.get(name);
    if (value === null) return null;
    const ms = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(ms)) throw new BadRequest(`${name} must be an ISO 8601 date`);
    return ms;
  };
  const agentId = parameters.get("agentId");
  if (agentId !== null && !UUID.test(agentId)) throw new BadRequest("agentId must be a UUID");
  return {
    agentId,
    status: oneOf("status", STATUSES),
    direction: oneOf("direction", ["inbound", "outbound"]),
    phoneNumber: parameters.get("phoneNumber"),
    fromMs: time("startDate"),
    toMs: time("endDate"),
    ...readPaging(parameters),
    sortBy: oneOf("sortBy", ["createdAt", "scheduledAt"]) === "scheduledAt" ? "scheduledAt" : "createdAt",
    ascending: oneOf("sortOrder", ["asc", "desc"]) === "asc",
  };
}

/** `limit` 1 to 100 (50), `offset` from 0. Throws BadRequest. */
export function readPaging(parameters: URLSearchParams): { limit: number; offset: number } {
  const whole = (name: string, fallback: number, low: number, high: number) => {
    const value = parameters.get(name);
    if (value === null) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= low && number <= high)) {
      throw new BadRequest(
        `${name} must be a whole number ${high === Number.MAX_SAFE_INTEGER ? `from ${low}` : `from ${low} to ${high}`}`,
      );
    }
    return number;
  };
  return { limit: whole("limit", 50, 1, 100), offset: whole("offset", 0, 0, Number.MAX_SAFE_INTEGER) };
}

export function listCalls(world: World, query: ListQuery): Page {
  const matched = world.entries(query).filter((entry) => matches(entry, query));
  if (query.sortBy === "scheduledAt") matched.sort(byScheduled(query.ascending));
  else if (!query.ascending) matched.reverse();
  const { limit, offset } = query;
  return {
    calls: matched.slice(offset, offset + limit).map((entry) => entry.row()),
    pagination: { total: matched.length, limit, offset, hasMore: offset + limit < matched.length },
  };
}

function matches(entry: Entry, query: ListQuery): boolean {
  if (query.status !== null && entry.status !== query.status) return false;
  if (query.direction !== null && entry.direction !== query.direction) return false;
  if (query.agentId !== null && entry.agentId !== query.agentId.toLowerCase()) return false;
  if (query.fromMs !== null && entry.createdMs < query.fromMs) return false;
  if (query.toMs !== null && entry.createdMs > query.toMs) return false;
  if (query.phoneNumber === null) return true;
  const wanted = digits(query.phoneNumber);
  return wanted !== "" && entry.phones.some((phone) => digits(phone) === wanted);
}

/** An unencoded plus sign arrives as a space, so only the digits count. */
function digits(phone: string): string {
  return phone.replace(/\D/g, "");
}

/** Calls that were never scheduled come last, whatever the order. */
function byScheduled(ascending: boolean) {
  const sign = ascending ? 1 : -1;
  return (one: Entry, other: Entry) => {
    if (one.scheduledMs === null || other.scheduledMs === null) {
      if (one.scheduledMs !== other.scheduledMs) return one.scheduledMs === null ? 1 : -1;
      return sign * (one.createdMs - other.createdMs);
    }
    return sign * (one.scheduledMs - other.scheduledMs);
  };
}
