import { agentById } from "@/lib/simulator/people";
import { planScheduled } from "@/lib/simulator/plan";
import { iso } from "@/lib/simulator/wire";
import type { World } from "@/lib/simulator/world";

export type Detail = { field: string; message: string };
export type Scheduled = {
  id: string;
  status: string;
  agentId: string;
  contactPhone: string;
  scheduledAt: string | null;
  createdAt: string;
};

const PHONE = /^\+[1-9]\d{1,14}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** `POST /calls/schedule`: the call that was made, or everything that is wrong with the order. */
export function scheduleCall(world: World, body: unknown): Scheduled | Detail[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return [{ field: "body", message: "must be a JSON object" }];
  }
  const order: Record<string, unknown> = { ...body };
  const wrong: Detail[] = [];
  const check = (field: string, good: boolean, message: string) => {
    if (!good) wrong.push({ field, message });
  };
  const text = (field: string): string | null => {
    const value = order[field];
    check(field, value === undefined || value === null || typeof value === "string", "must be a string");
    return typeof value === "string" ? value : null;
  };
  const whole = (field: string, low: number, high: number) => {
    const value = order[field];
    const good = typeof value === "number" && Number.isInteger(value) && value >= low && value <= high;
    check(field, value === undefined || good, `must be a whole number from ${low} to ${high}`);
  };
  const record = (field: string): Record<string, unknown> => {
    const value = order[field];
    const good = typeof value === "object" && value !== null && !Array.isArray(value);
    check(field, value === undefined || good, "must be an object");
    return good ? { ...value } : {};
  };

  const nowMs = world.now();
  const agentId = text("agentId") ?? "";
  const agent = agentById(agentId);
  check("agentId", UUID.test(agentId), "is required and must be a UUID");
  check("agentId", agent !== null || !UUID.test(agentId), "no agent has this id");
  const contactPhone = text("contactPhone") ?? "";
  check("contactPhone", PHONE.test(contactPhone), "is required and must be an E.164 number");
  const scheduledAt = text("scheduledAt");
  const scheduledMs = scheduledAt === null ? null : ISO_TIME.test(scheduledAt) ? Date.parse(scheduledAt) : Number.NaN;
  check("scheduledAt", scheduledMs === null || !Number.isNaN(scheduledMs), "must be an ISO 8601 time");
  check("scheduledAt", scheduledMs === null || !(scheduledMs < nowMs - 60_000), "must not be in the past");
  const callerId = text("callerId");
  check("callerId", callerId === null || PHONE.test(callerId), "must be an E.164 number");
  whole("priority", 0, 10);
  whole("maxRetries", 0, 10);
  const email = text("contactEmail");
  const name = text("contactName");
  const callMetadata = record("callMetadata");
  const metadata = record("metadata");
  if (wrong.length > 0 || agent === null) return wrong;

  const from = callerId ?? agent.phoneNumbers[0];
  const made = world.add(
    planScheduled(world.seed, {
      key: `posted ${world.size} ${nowMs}`,
      createdMs: nowMs,
      scheduledMs,
      agent,
      phone: contactPhone,
      name,
      email,
      metadata: {
        ...metadata,
        caller_id: from,
        from_phone_number: from,
        priority: order.priority ?? 5,
        source: "api",
        ...(Object.keys(callMetadata).length > 0 ? { contact: callMetadata } : {}),
      },
    }),
  );
  return {
    id: made.id,
    status: made.status,
    agentId,
    contactPhone,
    scheduledAt: scheduledMs === null ? null : iso(scheduledMs),
    createdAt: made.createdAt,
  };
}
