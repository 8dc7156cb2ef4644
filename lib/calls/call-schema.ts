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

export const callSchema = readBy((sent): Call | null => readCall(sent)?.call ?? null);
export const callListItemSchema = readBy((sent): CallListItem | null => readListItem(sent)?.item ?? null);
