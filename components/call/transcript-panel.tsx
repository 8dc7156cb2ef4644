"use client";

import clsx from "clsx";
import { MessageSquareText } from "lucide-react";
import { memo, type RefObject, useMemo } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { isSpoken } from "@/lib/calls/speech";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { NAMES_NOTICE, REDACTION_NOTICE } from "@/lib/redaction/notice";
import { FindBar } from "./find-bar";
import { JumpButton } from "./jump-button";
import { LineNews } from "./line-news";
import type { ReadingPosition } from "./reading-position";
import type { LineMarks } from "./transcript-line";
import type { TranscriptHandle } from "./transcript-list";
import { TranscriptView } from "./transcript-view";
import type { Find } from "./use-find";

/** The lines before the first view: here, as far as they can be held; being asked for; or not to be had for now. */
export type EarlierLines = "here" | "coming" | "failed";

/** The transcript with its search, its way back to the end, and its words when there are no lines. */
export const TranscriptPanel = memo(function TranscriptPanel({
  rows,
  omitted,
  earlier,
  startMs,
  live,
  empty,
  redacted,
  namesMayShow = false,
  find,
  field,
  reading,
  handle,
  marksOf,
}: {
  rows: TranscriptRow[];
  omitted: number;
  earlier: EarlierLines;
  startMs: number | null;
  live: boolean;
  empty: { title: string; text: string };
  redacted: boolean;
  namesMayShow?: boolean;
  find: Find;
  field: RefObject<HTMLInputElement | null>;
  reading: ReadingPosition;
  handle: RefObject<TranscriptHandle | null>;
  marksOf: (row: TranscriptRow) => LineMarks;
}) {
  const spoken = useMemo(() => rows.filter(isSpoken), [rows]);
  if (rows.length === 0) {
    return (
      <div className="grid min-h-72 flex-1 place-items-center">
        <EmptyState icon={<MessageSquareText aria-hidden />} {...empty} />
      </div>
    );
  }
  const count = (omitted + spoken.length).toLocaleString("en-GB");
  const quiet = rows.length - spoken.length;
  return (
    <section aria-label="Transcript" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 items-center gap-3 border-line border-b px-4 py-1.5">
        <h2 className={clsx("font-semibold text-sm", find.searching && "max-sm:sr-only")}>Transcript</h2>
        <span
          className={clsx("whitespace-nowrap text-faint text-xs", find.searching && "max-sm:sr-only")}
          data-line-count
        >
          {count} {count === "1" ? "line" : "lines"}
        </span>
        {quiet === 0 ? null : (
          <span
            className="-ml-2 whitespace-nowrap text-faint text-xs max-sm:sr-only"
            title="What tools did, and lines without words"
          >
            + {quiet.toLocaleString("en-GB")} not spoken
          </span>
        )}
        {/* On a phone the field takes the whole row once it is used. */}
        <div className={clsx("ml-auto min-w-0", find.searching && "max-sm:flex-1")}>
          <FindBar find={find} field={field} onClose={() => handle.current?.focus()} />
        </div>
      </div>
      {omitted > 0 && earlier !== "coming" ? (
        <p className="border-line border-b bg-raised px-4 py-1 text-muted text-xs" data-omitted>
          The first {omitted.toLocaleString("en-GB")} lines{" "}
          {earlier === "here"
            ? "are left out: the transcript is longer than this page holds."
            : "could not be loaded yet. Trying again by itself."}
        </p>
      ) : null}
      {redacted || namesMayShow ? (
        <p
          className="border-line border-b bg-raised px-4 py-1 text-muted text-xs"
          data-redacted={redacted || undefined}
        >
          {redacted ? REDACTION_NOTICE : NAMES_NOTICE}
        </p>
      ) : null}
      <div className={clsx("relative min-h-72 lg:h-auto lg:min-h-0 lg:flex-1", rows.length > 4 && "h-[68dvh]")}>
        <TranscriptView
          rows={rows}
          omitted={omitted}
          startMs={startMs}
          reading={reading}
          handle={handle}
          marksOf={marksOf}
        />
        <JumpButton
          rows={rows}
          reading={reading}
          onJump={() => {
            handle.current?.toEnd();
            // The button goes with the jump, and whoever was on it goes on in the transcript.
            handle.current?.focus();
          }}
        />
      </div>
      <LineNews spoken={spoken} live={live} />
    </section>
  );
});
