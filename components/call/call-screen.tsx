"use client";

import clsx from "clsx";
import { useSearchParams } from "next/navigation";
import { memo, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { ShareCall } from "@/components/sharing/share-call";
import { useViewer } from "@/components/shell/viewer";
import { AgesRun } from "@/components/ui/clock";
import { OLD_DATA } from "@/components/ui/old-data";
import type { Call } from "@/lib/calls/call";
import { callTitle } from "@/lib/calls/call-title";
import { elapsedMs } from "@/lib/calls/elapsed";
import { isFinal, isLive } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import type { TranscriptRow } from "@/lib/calls/transcript";
import type { AnswerFreshness } from "@/lib/queries/freshness";
import type { CallAnswer } from "@/lib/wire/contract";
import { CallAside } from "./call-aside";
import { CallBanner } from "./call-banner";
import { CallHeader } from "./call-header";
import { CallTabs, partClass } from "./call-tabs";
import { callView, emptyTranscriptWords } from "./call-view";
import { CopyLink } from "./copy-link";
import { EndCall } from "./end-call";
import { ExportCall } from "./export-call";
import { LateCallNews, LateCallPrint, LateCallQuality, LateEndNote, LateSharedChip } from "./late-parts";
import { LineAdditions } from "./line-additions";
import { ReadingNotes } from "./reading-notes";
import { RevealEye } from "./reveal-eye";
import { RibbonBar } from "./ribbon-bar";
import { SummaryPanel } from "./summary-panel";
import { type EarlierLines, TranscriptPanel } from "./transcript-panel";
import { useCallKeys } from "./use-call-keys";
import { useParts } from "./use-parts";
import { useTranscript } from "./use-transcript";

/** Where there are lines: the same object each time, so that the transcript is drawn only for what changes in it. */
const NO_WORDS = { title: "", text: "" };

/**
 * A call on the screen, whatever its state. On a wide screen head, ribbon, transcript and facts fill the window; on a
 * small one the page scrolls as a whole beneath the ribbon. `earlier`: whether the lines that the first view left out have
 * come. `dimmed`: the data is old, and must not look like now.
 */
export const CallScreen = memo(function CallScreen({
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
  const { settled, unreadable, endedBy, lineKeys } = meta;
  const isTalkKept = meta.archived?.hasTalk !== false;
  const view = useMemo(
    () => callView(call, { settled, isTalkKept, unreadable }),
    [call, settled, isTalkKept, unreadable],
  );
  const toldMs = useCallback((nowMs: number) => elapsedMs(call, nowMs), [call]);
  const live = isLive(call.status);
  const title = callTitle({ ...call, contactName: meta.contactName });
  const maskedShares = meta.masked || meta.redacted || meta.revealedUntil !== null;
  const mayShare = meta.may.includes("share");
  const [sharing, setSharing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useSearchParams()?.get("line") ?? null;
  const transcript = useTranscript(call, { lineKeys, asked });
  const { rows, startMs, find, field, handle, reading, marksOf, openAt, onLink } = transcript;
  const { part, choose } = useParts("transcript", handle, reading);
  useCallKeys(transcript);
  const mayReadQuality = useViewer().person?.may.includes("quality.read") === true;
  const [additions, setAdditions] = useState<((row: TranscriptRow) => ReactNode) | null>(null);
  const goTo = (index: number) => {
    choose("transcript");
    // On a small screen its box is there once this has been drawn.
    setTimeout(() => transcript.point(index));
  };
  // The same objects until something of them changes, so that a poll that brings nothing draws no transcript.
  const lead = useMemo(
    () => (
      <>
        {view.kind === "ended" ? <SummaryPanel view={view} endedBy={endedBy} /> : <CallBanner view={view} />}
        <ReadingNotes unreadable={unreadable} rows={rows} live={live} />
      </>
    ),
    [view, endedBy, unreadable, rows, live],
  );
  const endNote = useMemo(() => <LateEndNote view={view} handle={handle} />, [view, handle]);
  return (
    <div
      data-call-view={view.kind}
      className="flex min-w-0 grow flex-col bg-surface lg:min-h-[min(34rem,calc(100dvh-4rem))] lg:shrink-0 lg:basis-0 lg:overflow-hidden"
    >
      <div className={clsx("relative z-10 px-4 pt-3 pb-1.5 short:pt-1.5 short:pb-1", dimmed && OLD_DATA)}>
        <CallHeader
          call={call}
          meta={meta}
          view={view}
          heading={heading}
          reveal={
            <AgesRun>
              <RevealEye callId={call.id} meta={meta} />
            </AgesRun>
          }
          chip={mayShare ? <LateSharedChip callId={call.id} onOpen={() => setSharing(true)} /> : null}
          actions={
            <>
              <ExportCall callId={call.id} />
              {mayShare ? (
                <ShareCall
                  {...{ callId: call.id, masked: maskedShares, ended: isFinal(call.status) }}
                  {...{ open: sharing, onOpenChange: setSharing }}
                />
              ) : (
                <CopyLink />
              )}
              {meta.may.includes("cancel") ? (
                <EndCall call={call} title={title.text} asOfMs={freshness.asOfMs} afterwards={heading} />
              ) : null}
            </>
          }
        />
      </div>
      <RibbonBar
        {...{ transcript, toldMs, dimmed }}
        shown={live || rows.length > 0}
        endMs={isFinal(call.status) ? (timeMs(call.endedAt) ?? durationEndMs(call)) : null}
        name={title.text}
        running={live}
      />
      <CallTabs part={part} onPart={choose} attention={meta.attention} />
      <div
        className={clsx(
          "flex min-h-0 min-w-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[minmax(0,1fr)]",
          dimmed && OLD_DATA,
        )}
      >
        <div className={partClass(part === "transcript")}>
          <LineAdditions value={additions}>
            <TranscriptPanel
              {...{ rows, startMs, find, field, handle, reading, live, marksOf, openAt, onLink, earlier }}
              canShareLink
              shown={part === "transcript"}
              omitted={meta.omittedMessages}
              empty={
                rows.length > 0 ? NO_WORDS : emptyTranscriptWords(view, call.transcript, { isTalkKept, unreadable })
              }
              redacted={meta.redacted}
              namesMayShow={meta.namesMayShow}
              lead={lead}
              overlay={endNote}
            />
          </LineAdditions>
        </div>
        <CallAside
          answer={answer}
          rows={rows}
          hasLine={(key) => transcript.rowAtKey(key) !== -1}
          onLine={(key) => goTo(transcript.rowAtKey(key))}
          quality={
            mayReadQuality ? (
              <LateCallQuality
                {...{ answer, rows, goTo, rowAtKey: transcript.rowAtKey, chosen: transcript.chosen }}
                onAdditions={setAdditions}
              />
            ) : null
          }
          shown={part === "about"}
        />
      </div>
      <LateCallPrint {...{ answer, rows, startMs }} />
      <LateCallNews view={view} status={call.status} roster={meta.roster} />
    </div>
  );
});

function durationEndMs(call: Call): number | null {
  const startedMs = timeMs(call.startedAt);
  return startedMs === null || call.duration === null ? null : startedMs + call.duration * 1000;
}
