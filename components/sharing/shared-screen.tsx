"use client";

import clsx from "clsx";
import { useCallback, useMemo } from "react";
import { AsideFrame } from "@/components/call/aside-frame";
import { CallBanner } from "@/components/call/call-banner";
import { CallNews } from "@/components/call/call-news";
import { CallTabs, partClass } from "@/components/call/call-tabs";
import { emptyTranscriptWords } from "@/components/call/call-view";
import { EndNote } from "@/components/call/end-note";
import { ReadingNotes } from "@/components/call/reading-notes";
import { RibbonBar } from "@/components/call/ribbon-bar";
import { RoomPanel } from "@/components/call/room-panel";
import { SummaryPanel } from "@/components/call/summary-panel";
import { TranscriptPanel } from "@/components/call/transcript-panel";
import { useParts } from "@/components/call/use-parts";
import { useTranscript } from "@/components/call/use-transcript";
import { useKeys } from "@/components/shell/keys";
import { EmptyState } from "@/components/ui/empty-state";
import { EyeOff } from "@/components/ui/icons";
import { OLD_DATA } from "@/components/ui/old-data";
import { elapsedMs } from "@/lib/calls/elapsed";
import { isFinal, isLive } from "@/lib/calls/status";
import { timeMs } from "@/lib/calls/time";
import type { SharedAnswer, SharedCall } from "@/lib/wire/sharing-contract";
import { callOf, sharedView } from "./shared-call";
import { SharedHeader } from "./shared-header";
import { SharedTimings } from "./shared-timings";

/** The call page cut down to what its link grants. `dimmed`: the data is old. */
export function SharedScreen({
  call: shared,
  meta,
  dimmed,
}: {
  call: SharedCall;
  meta: SharedAnswer["meta"];
  dimmed: boolean;
}) {
  const call = useMemo(() => callOf(shared), [shared]);
  const { unreadable } = shared;
  const view = useMemo(() => sharedView(call, meta, unreadable), [call, meta, unreadable]);
  const toldMs = useCallback((nowMs: number) => elapsedMs(call, nowMs), [call]);
  const live = isLive(call.status);
  const transcript = useTranscript(call);
  const { rows, startMs, find, field, handle, reading, marksOf, openAt, onLink } = transcript;
  const { part, choose } = useParts(meta.grant.transcript ? "transcript" : "about", handle, reading);
  useKeys([
    { keys: "f", label: "Find in the transcript", group: "Call", run: () => field.current?.select() },
    { keys: "j", label: "To the latest line", group: "Call", run: () => handle.current?.toEnd() },
  ]);
  const roster = shared.participants?.roster ?? [];
  const lead = useMemo(
    () => (
      <>
        {view.kind === "ended" ? <SummaryPanel view={view} /> : <CallBanner view={view} />}
        {/* Nobody watches over a link. */}
        <ReadingNotes unreadable={unreadable} rows={rows} live={false} />
      </>
    ),
    [view, unreadable, rows],
  );
  const endNote = useMemo(() => <EndNote view={view} handle={handle} />, [view, handle]);
  return (
    <div
      data-call-view={view.kind}
      className={clsx(
        "flex min-w-0 grow flex-col bg-surface lg:min-h-[30rem] lg:shrink-0 lg:basis-0 lg:overflow-hidden",
        dimmed && OLD_DATA,
      )}
    >
      <div className="relative z-10 px-4 pt-3 pb-1.5 sm:px-5">
        <SharedHeader call={call} contactName={shared.participants?.contactName ?? null} />
      </div>
      <RibbonBar
        {...{ transcript, toldMs }}
        shown={rows.length > 0}
        endMs={isFinal(call.status) ? timeMs(call.endedAt) : null}
        name={call.agent?.name ?? null}
        running={live}
        className="sm:px-5"
      />
      <CallTabs part={part} onPart={choose} attention={[]} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[minmax(0,1fr)]">
        <div className={partClass(part === "transcript")}>
          {meta.grant.transcript ? (
            <TranscriptPanel
              {...{ rows, startMs, find, field, handle, reading, live, marksOf, openAt, onLink }}
              canShareLink={false}
              shown={part === "transcript"}
              omitted={shared.transcript?.omitted ?? 0}
              earlier="here"
              redacted={meta.grant.masked}
              empty={emptyTranscriptWords(view, call.transcript, { isTalkKept: meta.talkKept, unreadable })}
              lead={lead}
              overlay={endNote}
            />
          ) : (
            <>
              {lead}
              <EmptyState
                icon={<EyeOff aria-hidden />}
                title="The transcript is not shared"
                text="Whoever made this link left it out."
              />
            </>
          )}
        </div>
        <AsideFrame shown={part === "about"}>
          {shared.participants === null ? null : (
            <RoomPanel call={call} roster={roster} unreadable={shared.unreadable} />
          )}
          <SharedTimings call={call} metrics={shared.metrics} />
        </AsideFrame>
      </div>
      <CallNews view={view} status={call.status} roster={roster} />
    </div>
  );
}
