"use client";

import { type ReactNode, type RefObject, useState } from "react";
import { EndCall } from "@/components/call/end-call";
import { ShareCall } from "@/components/sharing/share-call";
import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { isFinal } from "@/lib/calls/status";
import type { CallData } from "@/lib/queries/call";

/** What may be done to the call, as its own answer says; the way to its page is there before that has come. */
export function PeekActions({
  call,
  data,
  heading,
  children,
}: {
  call: BoardCall;
  data: CallData | undefined;
  /** has the focus once the call has been ended from here */
  heading: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  const [sharing, setSharing] = useState(false);
  const meta = data?.answer.meta;
  const whole = meta !== undefined && !meta.masked && !meta.redacted;
  return (
    <div key={call.id} className="flex flex-wrap items-center gap-2">
      {children}
      {meta?.may.includes("share") ? (
        <ShareCall
          callId={call.id}
          masked={!whole || meta.revealedUntil !== null}
          ended={isFinal(call.status)}
          open={sharing}
          onOpenChange={setSharing}
        />
      ) : null}
      {data && meta?.may.includes("cancel") ? (
        <EndCall
          call={data.answer.data}
          title={callTitle(call).text}
          asOfMs={data.freshness.asOfMs}
          afterwards={heading}
        />
      ) : null}
    </div>
  );
}
