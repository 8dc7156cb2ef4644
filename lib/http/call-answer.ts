import { readCall } from "@/lib/calls/read-call";
import type { CallAnswer, SentCallAnswer } from "./contract";

/**
 * An answer whose `data` is what came from the call API, as pages take it. What could not be read the server has counted.
 * @param nowMs the server's clock as it answered: times are judged by it and not by the reader's own
 */
export function readCallAnswer({ data, meta }: SentCallAnswer, nowMs: number): CallAnswer {
  const reading = readCall(data, nowMs);
  if (reading === null) throw new Error("An answer for a call has no call in it.");
  return { data: reading.call, meta };
}
