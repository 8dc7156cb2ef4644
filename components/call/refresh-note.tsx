"use client";

import { TriangleAlert } from "lucide-react";
import type { FetchReason } from "@/lib/http/fetch-json";
import { errorWords } from "@/lib/queries/error-words";

/** Reasons that waiting does not cure are told at once, the others when the data has grown old. */
const AT_ONCE: ReadonlySet<FetchReason> = new Set([
  "key_rejected",
  "other_organisation",
  "call_not_found",
  "not_found",
]);

/** A refresh that failed while there is something to read: a note above it, never instead of it. */
export function RefreshNote({ reason, old }: { reason: FetchReason | null; old: boolean }) {
  if (reason === null || !(old || AT_ONCE.has(reason))) return null;
  const words = errorWords(reason, "call");
  return (
    <div
      role="status"
      data-refresh-note={reason}
      className="flex items-start gap-2 border-line border-b bg-warning-wash px-4 py-2"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <p className="min-w-0">
        <span className="font-medium">{words.title}.</span> <span className="text-muted">{words.text}</span>
      </p>
    </div>
  );
}
