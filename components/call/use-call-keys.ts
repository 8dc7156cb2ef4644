"use client";

import { useRouter } from "next/navigation";
import { useKeys } from "@/components/shell/keys";
import { livePagePath } from "@/lib/wire/paths";
import type { useTranscript } from "./use-transcript";

/** The keys of the call page; the list under `?` shows them. */
export function useCallKeys({ field, handle }: ReturnType<typeof useTranscript>) {
  const router = useRouter();
  const toEnd = () => handle.current?.toEnd();
  useKeys([
    { keys: "f", label: "Find in the transcript", group: "Call", run: () => field.current?.select() },
    { keys: "End", label: "Jump to the latest line", group: "Call", run: toEnd, when: isNoScroller },
    { keys: "j", label: "Jump to the latest line", group: "Call", run: toEnd },
    { keys: "b", label: "Back to the live board", group: "Call", run: () => router.push(livePagePath) },
  ]);
}

/** The right column scrolls by itself, and End is its own there. */
function isNoScroller({ target }: KeyboardEvent): boolean {
  return !(target instanceof Element && target.closest("[data-scrolls-itself]"));
}
