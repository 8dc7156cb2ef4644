import type { Fault, Faults } from "@/lib/simulator/faults";
import type { CallChange, CallFields } from "@/lib/simulator/injected";
import type { RequestLog } from "@/lib/simulator/request-log";
import { type Answer, type Ask, failure } from "@/lib/simulator/routes";
import type { World } from "@/lib/simulator/world";

export const CONTROL_PATH = "/__simulator";

/** Levers for tests. Exists only when the simulator was started with `control`. */
export async function answerControl(world: World, faults: Faults, log: RequestLog, ask: Ask): Promise<Answer> {
  const { method, path } = ask;
  const done = (body: unknown = { ok: true }): Answer => ({ status: 200, body });
  const fields = async (): Promise<Record<string, unknown>> => {
    const body = await ask.body();
    return typeof body === "object" && body !== null ? { ...body } : {};
  };
  const id = /^\/call\/([^/]+)$/.exec(path)?.[1];

  if (path === "/fault" && method === "POST") {
    try {
      faults.add((await fields()) as Fault);
      return done({ faults: faults.list() });
    } catch (error) {
      return failure(400, error instanceof Error ? error.message : "unreadable fault");
    }
  }
  if (path === "/fault" && method === "DELETE") faults.clear();
  else if (path === "/fault" && method === "GET") return done({ faults: faults.list() });
  else if (path === "/call" && method === "POST") {
    const call: CallFields = await fields();
    if (typeof call.id !== "string" || call.id === "") return failure(400, "id must be a string");
    return done({ data: world.injected.put(call.id, call) });
  } else if (path === "/call" && method === "DELETE") world.injected.clear();
  else if (id !== undefined && method === "PATCH") {
    const change: CallChange = await fields();
    const call = world.injected.change(decodeURIComponent(id), change);
    return call === null ? failure(404, "no such injected call") : done({ data: call });
  } else if (id !== undefined && method === "DELETE") {
    if (!world.injected.remove(decodeURIComponent(id))) return failure(404, "no such injected call");
  } else if (path === "/empty" && method === "POST") world.setEmpty((await fields()).empty !== false);
  else if (path === "/requests" && method === "GET") return done(log.report());
  else if (path === "/requests" && method === "DELETE") log.clear();
  else return failure(404, "Not found");
  return done();
}
