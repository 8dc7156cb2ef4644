"use client";

import { Button } from "@/components/ui/button";
import { accessErrorWords } from "@/lib/queries/access-words";
import { ClosedLink } from "./closed-link";
import { PasscodeForm } from "./passcode-form";
import { ShareFrame } from "./share-frame";
import { SharedView } from "./shared-view";
import { useEntry } from "./use-entry";

/** The page behind a share link. It comes empty: what it shows is asked for once the link has been opened. */
export function SharePage({ shareId }: { shareId: string }) {
  const { entry, answer, retry } = useEntry(shareId);
  if (entry.kind === "in") return <SharedView shareId={shareId} />;
  return (
    <ShareFrame>
      {entry.kind === "opening" ? (
        <p role="status" className="px-4 py-5 text-muted">
          Opening the link…
        </p>
      ) : entry.kind === "asking" ? (
        <PasscodeForm problem={entry.problem} busy={entry.busy} onAnswer={answer} />
      ) : (
        <ClosedLink
          reason={entry.reason}
          action={
            accessErrorWords(entry.reason, "change").action === "retry" ? (
              <Button onClick={retry}>Try again now</Button>
            ) : undefined
          }
        />
      )}
    </ShareFrame>
  );
}
