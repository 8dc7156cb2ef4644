"use client";

import { AgesNote } from "@/components/shell/ages-note";
import { useFreshnessKind } from "@/components/shell/freshness";
import { type CallData, isComplete } from "@/lib/queries/call";
import { errorWords } from "@/lib/queries/error-words";
import type { FetchError } from "@/lib/wire/fetch-json";

/** That the lines below are old, or all that is known for now, and why. */
export function PeekNote({ data, error }: { data: CallData | undefined; error: FetchError | null }) {
  const { old, detail, standsAtMs } = useFreshnessKind({ freshness: data?.freshness ?? null, error });
  const failure = error === null ? null : errorWords(error.reason, "shown").title;
  if (data === undefined) {
    return failure === null ? null : (
      <p className="text-muted text-sm">Only the last lines of the board are here. {failure}.</p>
    );
  }
  if (!old || isComplete(data)) return null;
  return (
    <p className="text-muted text-sm">
      {failure === null ? detail : `${failure}.`} <AgesNote at={standsAtMs} />
    </p>
  );
}
