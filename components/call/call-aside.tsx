"use client";

import type { ReactNode } from "react";
import { AttentionList } from "@/components/shell/attention-list";
import { lazyAddition } from "@/components/shell/lazy-addition";
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
  return (
    <AsideFrame shown={shown}>
      {meta.attention.length > 0 ? (
        <section aria-label="Needs attention" className="border-line border-b p-3">
          <AttentionList attention={meta.attention} />
        </section>
      ) : null}
      <ReasonsPanel meta={meta} hasLine={hasLine} onLine={onLine} />
      {quality}
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
      <CallAnalysis analysis={meta.analysis} />
    </AsideFrame>
  );
}
