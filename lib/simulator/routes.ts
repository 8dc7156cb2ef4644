import { isNamed } from "@/lib/errors/named";
import denied from "@/lib/simulator/fixtures/error-403.json";
import missing from "@/lib/simulator/fixtures/error-404.json";
import { AGENTS } from "@/lib/simulator/people";
import { BadRequest, listCalls, readListQuery, readPaging } from "@/lib/simulator/query";
import { scheduleCall } from "@/lib/simulator/schedule";
import { iso } from "@/lib/simulator/wire";
import type { World } from "@/lib/simulator/world";

export type Answer = { status: number; body: unknown };
export type Ask = { method: string; path: string; parameters: URLSearchParams; body: () => Promise<unknown> };

/** Calls of this prefix belong to somebody else: 403, as documented. */
const FOREIGN = "call_other_org";

/** The upstream's endpoints below /api/v1, as its document describes them. */
export async function answerApi(world: World, ask: Ask): Promise<Answer> {
  try {
    return await route(world, ask);
  } catch (error) {
    if (isNamed<BadRequest>(error, "BadRequest")) return failure(400, error.message);
    throw error;
  }
}

async function route(world: World, { method, path, parameters, body }: Ask): Promise<Answer> {
  if (path === "/calls" && method === "GET") {
    return { status: 200, body: { data: listCalls(world, readListQuery(parameters)) } };
  }
  if (path === "/calls/schedule" && method === "POST") return schedule(world, await body());
  if (path === "/agents" && method === "GET") return { status: 200, body: { success: true, data: agents(parameters) } };
  const id = /^\/calls\/([^/]+)$/.exec(path)?.[1];
  if (id === undefined) return failure(404, "Not found");
  if (id.startsWith(FOREIGN)) return { status: 403, body: denied };
  if (method === "GET") {
    const call = world.detail(decoded(id));
    return call === null ? { status: 404, body: missing } : { status: 200, body: { data: call } };
  }
  if (method === "DELETE") return cancel(world, decoded(id));
  return failure(405, "Method not allowed");
}

function cancel(world: World, id: string): Answer {
  const outcome = world.cancel(id);
  if (outcome === "unknown") return { status: 404, body: missing };
  if (outcome === "refused") return failure(409, "Call cannot be cancelled in its current status");
  return { status: 200, body: { data: { id, status: "cancelled" }, message: "Call cancelled successfully" } };
}

/** This endpoint's errors come in the errors page's envelope, whose `code` is a word. */
function schedule(world: World, body: unknown): Answer {
  const made = scheduleCall(world, body);
  if (!Array.isArray(made)) return { status: 201, body: { data: made, message: "Call scheduled successfully" } };
  const error = {
    message: "Validation failed",
    status: 422,
    code: "VALIDATION_ERROR",
    timestamp: iso(world.now()),
    details: made,
  };
  return { status: 422, body: { error } };
}

function agents(parameters: URLSearchParams) {
  const { limit, offset } = readPaging(parameters);
  const type = parameters.get("type");
  const status = parameters.get("status");
  if (type !== null && type !== "voice" && type !== "chat") throw new BadRequest("type must be one of: voice, chat");
  if (status !== null && !["active", "inactive", "training", "deployed"].includes(status)) {
    throw new BadRequest("status must be one of: active, inactive, training, deployed");
  }
  return AGENTS.filter((agent) => type !== "chat" && (status === null || agent.status === status))
    .slice(offset, offset + limit)
    .map(({ id, name, status: current, phoneNumbers }) => ({ id, name, type: "voice", status: current, phoneNumbers }));
}

export function failure(status: number, message: string): Answer {
  return { status, body: { error: { message, code: status } } };
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    throw new BadRequest("callId is not valid");
  }
}
