import { ClockText } from "@/components/ui/clock";
import { formatClock } from "@/lib/format/clock";
import { errorWords } from "@/lib/queries/error-words";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { type Fresh, freshText } from "./wall-head";

/** No calls, and that is known; or the last thing known, when the data is old. */
export function CalmScreen({
  old,
  fresh,
  chosen: { agents, campaigns },
  timeZone,
}: {
  old: boolean;
  fresh: Fresh;
  /** whose calls this wall shows */
  chosen: { agents: string[]; campaigns: string[] };
  timeZone: string;
}) {
  // By how many: what is stored are ids, which tell nobody in front of a screen anything.
  const whose = [counted(agents.length, "agent"), counted(campaigns.length, "campaign")]
    .filter((words) => words !== null)
    .map((words, place) => (place === 0 ? ` for ${words}` : ` and ${words}`))
    .join("");
  return (
    <div className="wall-calm">
      <ClockText className="wall-calm-clock" compute={(nowMs) => formatClock(nowMs, timeZone)} />
      <p className="wall-calm-title">{old ? "No news of calls" : `No calls${whose} right now`}</p>
      <p className="wall-calm-text">
        {old ? (
          <>
            There were no calls{whose} when last seen. <ClockText compute={() => freshText(fresh)} />
          </>
        ) : (
          "The next one appears here as it starts."
        )}
      </p>
    </div>
  );
}

const counted = (count: number, what: string) =>
  count === 0 ? null : count === 1 ? `the ${what} chosen here` : `the ${count} ${what}s chosen here`;

/** Nothing has ever been known since the page was opened: why, and what to do. */
export function NothingKnown({ reason }: { reason: FetchReason | null }) {
  const words = reason === null ? null : errorWords(reason, "floor");
  return (
    <div className="wall-calm" role="status">
      <p className="wall-calm-title">{words?.title ?? "Waiting for the first answer"}</p>
      <p className="wall-calm-text">{words?.text ?? "The calls appear here as soon as the call service answers."}</p>
    </div>
  );
}
