"use client";

import { createContext, type ReactNode, use } from "react";
import { SaidText } from "@/components/shell/said-text";
import { SpeakerMark } from "@/components/shell/speaker";
import type { BoardHit } from "@/lib/calls/board";
import { speakerOf } from "@/lib/calls/speaker";
import { fromFirstMark } from "./hit-excerpt";

/** What the search has found in each call of the board, by its id; null: nothing is looked for. */
export const BoardHits = createContext<ReadonlyMap<string, BoardHit> | null>(null);

/** So many characters before what was found fit beside it in the narrowest card and cell. */
const BEFORE_MARK = { 1: 8, 2: 40 };

/**
 * The newest line of a call in which the search has found something, its words marked, and how many more there are.
 * @param lines how many rows of the screen it may take
 * @param children what stands there where nothing was found in what was said
 */
export function HitLine({ callId, lines = 2, children }: { callId: string; lines?: 1 | 2; children: ReactNode }) {
  const hit = use(BoardHits)?.get(callId);
  const line = hit?.lines.at(-1);
  if (hit === undefined || line === undefined) return children;
  const more = hit.lineCount - 1;
  const found = (
    <p
      data-hit-line
      className={lines === 2 ? "flex items-start gap-1.5 text-sm text-text leading-5" : "flex items-center gap-1.5"}
    >
      <SpeakerMark kind={speakerOf(line.role)} className={lines === 2 ? "mt-[0.3125rem]" : undefined} />
      <bdi className={lines === 2 ? "line-clamp-2 min-w-0 flex-1" : "min-w-0 truncate"}>
        <Marked line={fromFirstMark(line, BEFORE_MARK[lines])} />
      </bdi>
      {more > 0 ? (
        <span className="shrink-0 text-muted">
          +{more} <span className="sr-only">more {more === 1 ? "line" : "lines"} with these words</span>
          <span aria-hidden>more</span>
        </span>
      ) : null}
    </p>
  );
  // In the room that the last lines have, so that what is below stands where it stands on every card.
  return lines === 2 ? <div className="flex min-h-0 flex-1 flex-col justify-end">{found}</div> : found;
}

function Marked({ line: { content, marks } }: { line: Pick<BoardHit["lines"][number], "content" | "marks"> }) {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const [start, length] of marks) {
    parts.push(
      <SaidText key={`before ${start}`} text={content.slice(done, start)} />,
      <mark
        key={start}
        className="rounded-sm bg-focus/25 px-px font-medium text-inherit underline decoration-1 decoration-focus underline-offset-2"
      >
        <SaidText text={content.slice(start, start + length)} />
      </mark>,
    );
    done = start + length;
  }
  return [...parts, <SaidText key="rest" text={content.slice(done)} />];
}
