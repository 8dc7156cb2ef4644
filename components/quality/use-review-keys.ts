"use client";

import type { RefObject } from "react";
import type { useTranscript } from "@/components/call/use-transcript";
import { type KeyBinding, useKeys } from "@/components/shell/keys";
import type { useReview } from "./use-review";

/** The keys of a review, so that a reviewer needs no mouse; the list under `?` shows them. `c` is the notes' own. */
export function useReviewKeys({
  transcript,
  giving,
  comment,
}: {
  transcript: ReturnType<typeof useTranscript>;
  giving: ReturnType<typeof useReview>;
  comment: RefObject<HTMLTextAreaElement | null>;
}) {
  const { rows, pointed, point, reading, field } = transcript;
  const { choose, finish, skip, isOpen } = giving;
  const move = (step: 1 | -1) => {
    const from = pointed ?? (reading.get().first ?? 0) - (step === 1 ? 1 : 0);
    if (rows.length > 0) point(Math.max(0, Math.min(rows.length - 1, from + step)));
  };
  const bind = (keys: string, label: string, run: () => void, when?: KeyBinding["when"]): KeyBinding => ({
    ...{ keys, label, run, group: "Quality" },
    ...(when !== undefined && { when }),
  });
  useKeys([
    bind("j", "Next line", () => move(1)),
    bind("k", "Line before", () => move(-1)),
    ...["1", "2", "3", "4", "5"].map((key) =>
      bind(key, "Give this score", () => isOpen && choose({ score: Number(key) })),
    ),
    bind("Enter", "Done, and to the next review", finish, isNothingPressed),
    bind("mod+Enter", "Done, and to the next review", finish),
    bind("s", "Skip this review", skip),
    bind("m", "Write the comment", () => comment.current?.focus()),
    bind("f", "Find in the transcript", () => field.current?.select()),
  ]);
}

/** Enter presses the button that has the focus; on a score it goes on. */
function isNothingPressed({ target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return true;
  return target.closest("a, button, summary") === null || target.closest("[data-given-score]") !== null;
}
