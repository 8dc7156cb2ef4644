"use client";

import { AgesNote } from "@/components/shell/ages-note";
import { TriangleAlert } from "@/components/ui/icons";
import { errorWords } from "@/lib/queries/error-words";
import type { FetchReason } from "@/lib/wire/fetch-json";

/** Reasons that waiting does not cure are told at once, the others when the data has grown old. */
const AT_ONCE: ReadonlySet<FetchReason> = new Set([
  "key_rejected",
  "other_organisation",
  "call_not_found",
  "not_found",
]);

/**
 * Why what is on the page is not now: a note above it, never instead of it. `detail`: what the data's own freshness says,
 * for data that is old though every answer came.
 */
export function RefreshNote({
  reason,
  old,
  detail,
  standsAtMs,
}: {
  reason: FetchReason | null;
  old: boolean;
  detail: string;
  standsAtMs: number | null;
}) {
  if (!old && (reason === null || !AT_ONCE.has(reason))) return null;
  const words = reason === null ? null : errorWords(reason, "shown");
  return (
    <div
      role="status"
      data-refresh-note={reason ?? "old"}
      className="flex items-start gap-2 border-line border-b bg-warning-wash px-4 py-2"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <p className="min-w-0">
        <span className="font-medium">{words ? `${words.title}.` : "This is not now."}</span>{" "}
        <span className="text-muted">
          {words?.text ?? detail} <AgesNote at={standsAtMs} />
        </span>
      </p>
    </div>
  );
}
