import type { ReactNode } from "react";
import { FileQuestion, TimerOff } from "@/components/ui/icons";
import { isSpoken } from "@/lib/calls/speech";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { type Unreadable, unreadableSentence } from "@/lib/calls/unreadable";

/** What the reader must know of how well the call could be read: nothing when all of it was. */
export function ReadingNotes({
  unreadable,
  rows,
  live,
}: {
  unreadable: Unreadable;
  rows: readonly TranscriptRow[];
  live: boolean;
}) {
  const sentence = unreadableSentence(unreadable);
  const isTimeless = live && rows.findLast(isSpoken)?.atMs === null;
  return (
    <>
      {sentence === null ? null : (
        <Note icon={<FileQuestion aria-hidden />} name="unreadable">
          {sentence} <span className="text-muted">The call service sent it in a form that Earshot does not know.</span>
        </Note>
      )}
      {isTimeless ? (
        <Note icon={<TimerOff aria-hidden />} name="timeless">
          Lines without a time: silence is not watched.
        </Note>
      ) : null}
    </>
  );
}

function Note({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <div
      role="note"
      data-reading-note={name}
      className="flex items-start gap-2 border-line border-b bg-warning-wash px-4 py-1.5 text-xs leading-5 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-warning"
    >
      {icon}
      <p className="min-w-0">{children}</p>
    </div>
  );
}
