"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { AsideFrame } from "@/components/call/aside-frame";
import { CallTabs, partClass } from "@/components/call/call-tabs";
import { callView, emptyTranscriptWords } from "@/components/call/call-view";
import { LineAdditions } from "@/components/call/line-additions";
import { SummaryPanel } from "@/components/call/summary-panel";
import { TranscriptPanel } from "@/components/call/transcript-panel";
import { useParts } from "@/components/call/use-parts";
import { useTranscript } from "@/components/call/use-transcript";
import { DayTime } from "@/components/shell/clock-time";
import { Link } from "@/components/ui/link";
import { callTitle } from "@/lib/calls/call-title";
import { reviewsQuery } from "@/lib/queries/quality";
import type { CallAnswer } from "@/lib/wire/contract";
import { callPagePath } from "@/lib/wire/paths";
import type { CallQuality, Review } from "@/lib/wire/quality-contract";
import { qualityPagePath } from "@/lib/wire/quality-paths";
import { lineNotes } from "./line-notes";
import { NoteDialog } from "./note-dialog";
import { notesByRow } from "./note-lines";
import { ReviewForm } from "./review-form";
import { useNoteTarget } from "./use-note-target";
import { useReview } from "./use-review";
import { useReviewKeys } from "./use-review-keys";
import { countOf } from "./words";

const NO_WORDS = { title: "", text: "" };
const NONE: never[] = [];

/** Call left, form right; on a small screen one at a time. `judged` null: not known, or not yet, how it was judged. */
export function ReviewScreen({
  review,
  answer,
  judged,
}: {
  review: Review;
  answer: CallAnswer;
  judged: CallQuality | null;
}) {
  const { data: call, meta } = answer;
  const client = useQueryClient();
  const queue = useQuery(reviewsQuery("open")).data;
  const isTalkKept = meta.archived?.hasTalk !== false;
  const { settled, unreadable, lineKeys } = meta;
  const view = useMemo(
    () => callView(call, { settled, isTalkKept, unreadable }),
    [call, settled, isTalkKept, unreadable],
  );
  const transcript = useTranscript(call, { lineKeys, asked: null });
  const { rows, startMs, find, field, handle, reading, marksOf, openAt, onLink, rowAtKey } = transcript;
  const { part, choose } = useParts("transcript", handle, reading);
  // A verdict is held against what is stored.
  const checks = judged === null || judged.data.judgedAt === null ? null : judged.data.checks;
  const giving = useReview(review, checks);
  const comment = useRef<HTMLTextAreaElement | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // From one review to the next the page stays: a screen reader hears which call it is now.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const writing = useNoteTarget({ answer, rows, chosen: transcript.chosen, mayNote: true, group: "Quality" });
  useReviewKeys({ transcript, giving, comment });
  const refresh = () => void client.invalidateQueries({ queryKey: ["quality", "call", call.id] });
  const notes = judged?.data.notes ?? NONE;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other notes, lines or keys make other additions
  const additions = useMemo(() => lineNotes(notesByRow(notes, rows, rowAtKey), refresh), [notes, rows, rowAtKey]);
  const lead = useMemo(() => (view.kind === "ended" ? <SummaryPanel view={view} /> : null), [view]);
  const title = callTitle({ ...call, contactName: meta.contactName });
  return (
    <div className="flex min-w-0 grow flex-col bg-surface lg:min-h-[min(34rem,calc(100dvh-4rem))] lg:shrink-0 lg:basis-0 lg:overflow-hidden">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-line border-b px-4 py-2">
        <h1 ref={heading} tabIndex={-1} className="wrap-anywhere font-semibold text-base outline-none">
          <bdi>{title.text}</bdi>
        </h1>
        <DayTime at={review.happenedAt} className="text-muted" />
        <Link href={callPagePath(call.id)} className="text-muted underline pointer-coarse:min-h-11">
          The call's own page
        </Link>
        <Link href={qualityPagePath()} className="ml-auto text-muted underline pointer-coarse:min-h-11">
          {queue === undefined ? "The queue" : `${countOf(queue.open, "call")} in the queue`}
        </Link>
      </div>
      <CallTabs part={part} onPart={choose} attention={NONE} about="Review" />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[minmax(0,1fr)]">
        <div className={partClass(part === "transcript")}>
          <LineAdditions value={additions}>
            <TranscriptPanel
              {...{ rows, startMs, find, field, handle, reading, marksOf, openAt, onLink, lead }}
              live={false}
              earlier="here"
              canShareLink={false}
              shown={part === "transcript"}
              omitted={meta.omittedMessages}
              empty={
                rows.length > 0 ? NO_WORDS : emptyTranscriptWords(view, call.transcript, { isTalkKept, unreadable })
              }
              redacted={meta.redacted}
              namesMayShow={meta.namesMayShow}
            />
          </LineAdditions>
        </div>
        <AsideFrame shown={part === "about"} name="Review">
          <ReviewForm
            {...{ review, checks, giving, comment }}
            isJudgedSoon={judged !== null && judged.data.rubric !== null && judged.data.judgedAt === null}
            score={judged?.data.score ?? null}
            lineAt={lineKeys === null ? null : (key) => rows[rowAtKey(key)] ?? null}
            onEvidence={(key) => {
              choose("transcript");
              // On a small screen its box is there once this has been drawn.
              setTimeout(() => transcript.point(rowAtKey(key)));
            }}
          />
        </AsideFrame>
      </div>
      {writing.target === null ? null : (
        <NoteDialog callId={call.id} target={writing.target} onSaved={refresh} onClose={writing.close} />
      )}
    </div>
  );
}
