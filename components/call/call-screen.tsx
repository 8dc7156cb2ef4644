"use client";

import clsx from "clsx";
import { useRef } from "react";
import { ShareCall } from "@/components/sharing/share-call";
import { AttentionList } from "@/components/shell/attention-list";
import { AgesRun } from "@/components/ui/clock";
import { OLD_DATA } from "@/components/ui/old-data";
import type { Call } from "@/lib/calls/call";
import { isFinal, isLive } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import { isUnreadable } from "@/lib/calls/unreadable";
import type { AnswerFreshness } from "@/lib/queries/freshness";
import type { CallAnswer } from "@/lib/wire/contract";
import { CallBanner } from "./call-banner";
import { CallHeader } from "./call-header";
import { CallNews } from "./call-news";
import { callView, emptyTranscriptWords } from "./call-view";
import { CopyLink } from "./copy-link";
import { EndCall } from "./end-call";
import { FactsPanel } from "./facts-panel";
import { MetadataTree } from "./metadata-tree";
import { FoldingPanel } from "./panel";
import { ReadingNotes } from "./reading-notes";
import { RevealBar } from "./reveal-bar";
import { RibbonScrubber } from "./ribbon-scrubber";
import { RoomPanel } from "./room-panel";
import { SummaryPanel } from "./summary-panel";
import { TimingsPanel } from "./timings-panel";
import { type EarlierLines, TranscriptPanel } from "./transcript-panel";
import { useCallKeys } from "./use-call-keys";
import { useTranscript } from "./use-transcript";

/** Where there are lines: the same object each time, so that the transcript is drawn only for what changes in it. */
const NO_WORDS = { title: "", text: "" };

/**
 * A call on the screen, whatever its state. `earlier`: whether the lines that the first view left out have come.
 * `dimmed`: the data is old, and must not look like now.
 */
export function CallScreen({
  answer,
  earlier,
  freshness,
  dimmed,
}: {
  answer: CallAnswer;
  earlier: EarlierLines;
  freshness: AnswerFreshness;
  dimmed: boolean;
}) {
  const { data: call, meta } = answer;
  const view = callView(call, meta.settled, meta.unreadable);
  const live = isLive(call.status);
  // Metadata and the line's ids can hold a number or a name: they come only with those.
  const whole = !meta.masked && !meta.redacted;
  const heading = useRef<HTMLHeadingElement>(null);
  const transcript = useTranscript(call);
  const { rows, startMs, find, field, handle, reading } = transcript;
  useCallKeys(transcript);
  return (
    <div
      data-call-view={view.kind}
      className="flex min-w-0 flex-col bg-surface lg:min-h-[34rem] lg:shrink-0 lg:grow lg:basis-0 lg:overflow-hidden"
    >
      <div className={clsx("relative z-10 space-y-2 border-line border-b px-4 pt-3 pb-1.5", dimmed && OLD_DATA)}>
        <CallHeader
          call={call}
          meta={meta}
          view={view}
          heading={heading}
          actions={
            <>
              <CopyLink />
              {meta.may.includes("share") ? (
                <ShareCall callId={call.id} masked={!whole || meta.revealedUntil !== null} />
              ) : null}
              {meta.may.includes("cancel") ? (
                <EndCall call={call} asOfMs={freshness.asOfMs} afterwards={heading} />
              ) : null}
            </>
          }
        />
        <AgesRun>
          <RevealBar callId={call.id} meta={meta} />
        </AgesRun>
        {startMs === null || !(live || rows.length > 0) ? null : (
          <RibbonScrubber
            rows={rows}
            startMs={startMs}
            endMs={isFinal(call.status) ? (timeMs(call.endedAt) ?? durationEndMs(call)) : null}
            running={live}
            reading={reading}
            hits={transcript.hitRows}
            pointed={transcript.pointed}
            onPoint={transcript.point}
          />
        )}
      </div>
      <div
        className={clsx(
          "grid min-h-0 min-w-0 flex-1 grid-cols-1 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_minmax(0,1fr)]",
          dimmed && OLD_DATA,
        )}
      >
        {meta.attention.length > 0 ? (
          <section
            aria-label="Needs attention"
            data-scrolls-itself
            className="relative border-line border-b p-3 lg:col-start-2 lg:row-start-1 lg:max-h-[40dvh] lg:overflow-y-auto lg:border-l"
          >
            <AttentionList attention={meta.attention} />
          </section>
        ) : null}
        <div className="flex min-h-0 min-w-0 flex-col border-line border-b lg:col-start-1 lg:row-span-2 lg:row-start-1 lg:border-b-0">
          {view.kind === "ended" ? <SummaryPanel view={view} /> : <CallBanner view={view} />}
          <ReadingNotes unreadable={meta.unreadable} rows={rows} live={live} />
          <TranscriptPanel
            {...{ rows, startMs, find, field, handle, reading, live }}
            omitted={meta.omittedMessages}
            earlier={earlier}
            empty={rows.length > 0 ? NO_WORDS : emptyTranscriptWords(view, call.transcript, meta.unreadable)}
            redacted={meta.redacted}
            namesMayShow={meta.namesMayShow}
            marksOf={transcript.marksOf}
          />
        </div>
        <aside
          aria-label="About the call"
          data-scrolls-itself
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by itself on a wide screen
          tabIndex={0}
          className="relative min-h-0 outline-offset-[-2px] lg:col-start-2 lg:row-start-2 lg:overflow-y-auto lg:border-line lg:border-l"
        >
          <RoomPanel call={call} roster={meta.roster} unreadable={meta.unreadable} />
          <TimingsPanel call={call} rows={rows} omitted={meta.omittedMessages} />
          <FactsPanel call={call} contactName={meta.contactName} campaignId={meta.campaignId} whole={whole} />
          {whole ? (
            <FoldingPanel title="Metadata" open={Object.keys(call.metadata).length <= 12}>
              <MetadataTree metadata={call.metadata} unread={isUnreadable(meta.unreadable, "metadata")} />
            </FoldingPanel>
          ) : null}
        </aside>
      </div>
      <CallNews view={view} status={call.status} roster={meta.roster} />
    </div>
  );
}

function durationEndMs(call: Call): number | null {
  const startedMs = timeMs(call.startedAt);
  return startedMs === null || call.duration === null ? null : startedMs + call.duration * 1000;
}
