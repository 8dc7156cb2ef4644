"use client";

import { useRouter } from "next/navigation";
import { useKeys } from "@/components/shell/keys";
import { livePagePath } from "@/lib/wire/paths";
import type { useTranscript } from "./use-transcript";

/** The keys of the call page; the list under `?` shows them. */
export function useCallKeys({ field, handle, linkLine }: ReturnType<typeof useTranscript>) {
  const router = useRouter();
  const toEnd = () => handle.current?.toEnd();
  useKeys([
    { keys: "f", label: "Find in the transcript", group: "Call", run: () => field.current?.select() },
    { keys: "j", label: "To the latest line", group: "Call", run: toEnd },
    { keys: "End", label: "To the latest line", group: "Call", run: toEnd, when: isNoScroller },
    { keys: "l", label: "Link to the line on the ribbon or on screen, and copy it", group: "Call", run: linkLine },
    // The ribbon itself hears these.
    { keys: "ArrowLeft", label: "Line by line, on the ribbon", group: "Call" },
    { keys: "ArrowRight", label: "Line by line, on the ribbon", group: "Call" },
    { keys: "PageDown", label: "Ten lines, on the ribbon", group: "Call" },
    { keys: "PageUp", label: "Ten lines, on the ribbon", group: "Call" },
    { keys: "Home", label: "First line, on the ribbon", group: "Call" },
    { keys: "b", label: "Back to the live board", group: "Call", run: () => router.push(livePagePath) },
  ]);
}

/** The right column scrolls by itself, and End is its own there. */
function isNoScroller({ target }: KeyboardEvent): boolean {
  return !(target instanceof Element && target.closest("[data-scrolls-itself]"));
}
