"use client";

import type { MouseEvent } from "react";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { excerptOf } from "./excerpt";
import { MarkedText } from "./marked-text";

/** What was said, cut where it is very long until the reader asks for the rest. */
export function LineText({
  row,
  needle,
  current,
  whole,
  onShowWhole,
}: {
  row: Pick<TranscriptRow, "key" | "content" | "event">;
  needle: string;
  current: number;
  whole: boolean;
  onShowWhole: (key: string) => void;
}) {
  const { content } = row;
  if (content.trim() === "") return row.event === null ? <span className="text-faint">(no words)</span> : null;
  const excerpt = whole ? { text: content, current, cut: false } : excerptOf(content, needle, current);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    focusLine(event.currentTarget);
    onShowWhole(row.key);
  };
  return (
    <>
      <bdi>
        <MarkedText text={excerpt.text} needle={needle} current={excerpt.current} />
        {excerpt.cut ? "…" : ""}
      </bdi>
      {excerpt.cut ? (
        <button
          type="button"
          className="ml-2 font-medium text-focus underline pointer-coarse:min-h-11"
          onClick={onClick}
        >
          Show all {content.length.toLocaleString("en-GB")} characters
        </button>
      ) : null}
    </>
  );
}

/** The button goes once it is pressed: whoever was on it must not be thrown back to the top of the page. */
function focusLine(button: HTMLElement) {
  const line = button.closest<HTMLElement>("[role=listitem]");
  if (!line) return;
  line.tabIndex = -1;
  line.focus({ preventScroll: true });
}
