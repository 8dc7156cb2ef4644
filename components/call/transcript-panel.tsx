"use client";

import clsx from "clsx";
import { memo, type ReactNode, type RefObject, useMemo } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { MessageSquareText } from "@/components/ui/icons";
import { NAMES_NOTICE, REDACTION_NOTICE } from "@/lib/redaction/notice";
import { FindBar } from "./find-bar";
import { JumpButton } from "./jump-button";
import { LateLineNews } from "./late-parts";
import type { Lines } from "./transcript-list";
import { TranscriptView } from "./transcript-view";
import type { Find } from "./use-find";

/** The lines before the first view: here, as far as they can be held; being asked for; or not to be had for now. */
export type EarlierLines = "here" | "coming" | "failed";

/** The transcript with its search, its way back to the end, and its words when there are no lines. */
export const TranscriptPanel = memo(function TranscriptPanel({
  live,
  empty,
  earlier,
  redacted,
  namesMayShow = false,
  find,
  field,
  lead,
  overlay = null,
  ...lines
}: Lines & {
  earlier: EarlierLines;
  live: boolean;
  empty: { title: string; text: string };
  redacted: boolean;
  namesMayShow?: boolean;
  find: Find;
  field: RefObject<HTMLInputElement | null>;
  /** what stands above the lines and goes away with them */
  lead: ReactNode;
  /** what floats over the lines' top */
  overlay?: ReactNode;
}) {
  const { rows, omitted, reading, handle } = lines;
  const spoken = useMemo(() => rows.filter(({ kind }) => kind === "speech"), [rows]);
  if (rows.length === 0) {
    return (
      <div className="flex flex-1 flex-col lg:overflow-y-auto">
        {lead}
        <div className="grid min-h-72 flex-1 place-items-center">
          <EmptyState icon={<MessageSquareText aria-hidden />} {...empty} />
        </div>
      </div>
    );
  }
  const count = (omitted + spoken.length).toLocaleString("en-GB");
  const quiet = rows.length - spoken.length;
  return (
    <section aria-label="Transcript" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-11 items-center gap-3 border-line border-b px-4 py-1 max-lg:min-h-0 max-lg:border-b-0">
        <h2 className="font-semibold text-sm max-lg:sr-only">Transcript</h2>
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
      <div className="relative min-h-72 flex-1 lg:min-h-0">
        {overlay}
        <TranscriptView
          {...lines}
          fromStart={!live}
          lead={
            <>
              {lead}
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
            </>
          }
        />
        <JumpButton
          rows={rows}
          reading={reading}
          live={live}
          onJump={() => {
            handle.current?.toEnd();
            // The button goes with the jump, and whoever was on it goes on in the transcript.
            handle.current?.focus();
          }}
        />
      </div>
      <LateLineNews spoken={spoken} live={live} />
    </section>
  );
});
