"use client";

import { type ReactNode, useState } from "react";
import { AttentionList } from "@/components/shell/attention-list";
import { lazyAddition } from "@/components/shell/lazy-addition";
import { isFinal } from "@/lib/calls/status";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { isUnreadable } from "@/lib/calls/unreadable";
import type { CallAnswer } from "@/lib/wire/contract";
import { AsideFrame } from "./aside-frame";
import { FactsPanel } from "./facts-panel";
import { MetadataTree } from "./metadata-tree";
import { FoldingPanel } from "./panel";
import { ReasonsPanel } from "./reasons-panel";
import { RoomPanel } from "./room-panel";
import { TimingsPanel } from "./timings-panel";

const CallAnalysis = lazyAddition(() => import("./call-analysis").then((part) => part.CallAnalysis));

/** Beside the transcript, behind a tab on a small screen: why it needs attention, who is there, how it goes, what is known. */
export function CallAside({
  answer: { data: call, meta },
  rows,
  hasLine,
  onLine,
  quality,
  shown,
}: {
  answer: CallAnswer;
  rows: TranscriptRow[];
  /** the line of this key is among `rows`; to go there */
  hasLine: (key: number) => boolean;
  onLine: (key: number) => void;
  /** how good it was, and what people wrote about it */
  quality: ReactNode;
  shown: boolean;
}) {
  // Metadata and the line's ids can hold a number or a name: they come only with those.
  const whole = !meta.masked && !meta.redacted;
  // It comes late and moves nothing: of a call that is kept it has its room, else it stands last. That it ends moves nothing either.
  const [hasRoom] = useState(isFinal(call.status) && meta.archived !== null);
  return (
    <AsideFrame shown={shown}>
      {meta.attention.length > 0 ? (
        <section aria-label="Needs attention" className="border-line border-b p-3">
          <AttentionList attention={meta.attention} />
        </section>
      ) : null}
      <ReasonsPanel meta={meta} hasLine={hasLine} onLine={onLine} />
      {hasRoom && quality !== null ? <div className="empty:min-h-160">{quality}</div> : null}
      <RoomPanel
        call={call}
        roster={meta.roster}
        unreadable={meta.unreadable}
        watched={meta.archived?.watched === true}
      />
      <TimingsPanel call={call} rows={rows} omitted={meta.omittedMessages} />
      <FactsPanel
        isToldBy={meta.endedBy?.confirmed === true}
        call={call}
        contactName={meta.contactName}
        campaignId={meta.campaignId}
        whole={whole}
      />
      {whole ? (
        <FoldingPanel title="Metadata" open={Object.keys(call.metadata).length <= 12}>
          <MetadataTree metadata={call.metadata} unread={isUnreadable(meta.unreadable, "metadata")} />
        </FoldingPanel>
      ) : null}
      {hasRoom ? null : quality}
      <CallAnalysis analysis={meta.analysis} />
    </AsideFrame>
  );
}
