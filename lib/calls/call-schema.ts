import { z } from "zod";
import type { Call, CallListItem } from "./call";
import { readCall, readListItem } from "./read-call";

/** One bad field never loses a call; only a call without a usable id is refused. */
const readBy = <Read>(read: (sent: unknown) => Read | null) =>
  z.unknown().transform((sent, context): Read => {
    const found = read(sent);
    if (found !== null) return found;
    context.addIssue({ code: "custom", message: "no usable id" });
    return z.NEVER;
  });

/** For who reads our description of the API: reading is tolerant, so it says no more. */
const AS_SENT = {
  type: "object",
  properties: { id: { type: "string" } },
  required: ["id"],
  description: "As the call service has it, field for field; what is missing there is null.",
};

export const callSchema = readBy((sent): Call | null => readCall(sent)?.call ?? null).meta(AS_SENT);
export const callListItemSchema = readBy((sent): CallListItem | null => readListItem(sent)?.item ?? null).meta(AS_SENT);
