"use client";

import { PageFrame } from "@/components/shell/page-frame";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { errorWords } from "@/lib/queries/error-words";
import type { ErrorReason } from "@/lib/wire/reasons";

/** The report could not be made. @param reason null: counting took too long */
export function ReportRefused({ reason }: { reason: ErrorReason | null }) {
  const words = reason === null ? null : errorWords(reason, "calls");
  return (
    <PageFrame page="analytics">
      <ErrorState
        heading="h1"
        className="my-auto"
        title={words?.title ?? "Counting takes longer than usual"}
        text={
          words?.text ??
          "The report is not there yet. It will be once the figures have been counted: load the page again."
        }
        action={<Button onClick={() => window.location.reload()}>Load it again</Button>}
      />
    </PageFrame>
  );
}
