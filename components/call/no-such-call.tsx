"use client";

import { useParams, useRouter } from "next/navigation";
import { PageFrame } from "@/components/shell/page-frame";
import { isCallId } from "@/lib/calls/id";
import { CallError } from "./call-error";

/** No call at this address: because the id cannot be one, or because the call service knows none. */
export function NoSuchCall() {
  const { callId } = useParams<{ callId: string }>();
  const router = useRouter();
  return (
    <PageFrame page="call">
      <CallError reason={isCallId(callId) ? "call_not_found" : "invalid_call_id"} onRetry={() => router.refresh()} />
    </PageFrame>
  );
}
