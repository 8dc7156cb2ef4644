import { z } from "zod";
import { textMs } from "@/lib/calls/time";

const moment = z
  .string()
  .max(40)
  .refine((text) => textMs(text) !== null, "it should be a date or a time in ISO 8601")
  .transform((text) => textMs(text) ?? 0);

/** How the audit trail is narrowed, in an address and in a body alike. */
export const auditFilterSchema = z.strictObject({
  /** part of the actor's name or of the target's id */
  text: z.string().max(200).optional(),
  action: z.string().max(60).optional(),
  actor: z.string().max(60).optional(),
  result: z.enum(["done", "denied", "failed"]).optional(),
  from: moment.optional(),
  to: moment.optional(),
});

/** The same as the store has it. */
export function auditFilter({ actor, from, to, ...rest }: z.output<typeof auditFilterSchema>) {
  return { ...rest, actorId: actor ?? null, fromMs: from ?? null, toMs: to ?? null };
}
