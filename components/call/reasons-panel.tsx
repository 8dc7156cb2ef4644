"use client";

import clsx from "clsx";
import { ATTENTION_WORDS } from "@/components/shell/attention-words";
import { ClockTime } from "@/components/shell/clock-time";
import { SeverityIcon } from "@/components/shell/severity-icon";
import type { CallAnswer } from "@/lib/wire/contract";
import { Panel } from "./panel";

type Meta = Pick<CallAnswer["meta"], "archived" | "reasons">;
type Reason = NonNullable<Meta["reasons"]>[number];

/**
 * Why a call that is over needed attention, from when to when. `hasLine`: the line a reason rests on is here, so that it leads
 * there. Of a call nobody watched nobody knows, and of one that is not kept nothing is said.
 */
export function ReasonsPanel({
  meta: { archived, reasons },
  hasLine,
  onLine,
}: {
  meta: Meta;
  hasLine: (key: number) => boolean;
  onLine: (key: number) => void;
}) {
  if (archived === null) return null;
  return (
    <Panel title="Needed attention" note={reasons?.length ? reasons.length : null}>
      {reasons === null ? (
        <p className="text-muted">Not known: nobody watched this call while it ran.</p>
      ) : reasons.length === 0 ? (
        <p className="text-muted">It did not, as long as it was watched.</p>
      ) : (
        <ul className="space-y-1" aria-label="Why it needed attention">
          {reasons.map((one) => (
            <li key={`${one.reason} ${one.openedAt}`}>
              <ReasonRow reason={one} leads={one.line !== null && hasLine(one.line)} onLine={onLine} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function ReasonRow({ reason, leads, onLine }: { reason: Reason; leads: boolean; onLine: (key: number) => void }) {
  const { severity, openedAt, clearedAt, line, sentence } = reason;
  const critical = severity === "critical";
  const words = (
    <>
      <span className={clsx("mt-0.5", critical ? "text-critical" : "text-warning")}>
        <SeverityIcon severity={severity} />
        <span className="sr-only">{critical ? "Critical: " : "Warning: "}</span>
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{wordsOf(reason)}</span>
        <span className="block text-faint text-xs">
          <ClockTime at={openedAt} />
          {clearedAt === null ? " to the end" : " to "}
          {clearedAt === null ? null : <ClockTime at={clearedAt} />}
        </span>
      </span>
    </>
  );
  if (!leads || line === null) return <div className="flex gap-2 px-2 py-1">{words}</div>;
  return (
    <button
      type="button"
      title={sentence}
      onClick={() => onLine(line)}
      className="flex w-full gap-2 rounded-lg px-2 py-1 text-left hover:bg-raised pointer-coarse:min-h-11"
    >
      {words}
      <span className="mt-0.5 shrink-0 text-muted text-xs">Show the line</span>
    </button>
  );
}

/** A reason that an older version knew, or a newer one, stands as it was told. */
const wordsOf = ({ reason, sentence }: Reason): string =>
  Object.hasOwn(ATTENTION_WORDS, reason) ? ATTENTION_WORDS[reason as keyof typeof ATTENTION_WORDS] : sentence;
