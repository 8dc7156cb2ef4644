import { ClockText } from "@/components/ui/clock";
import { formatClock } from "@/lib/format/clock";
import { errorWords } from "@/lib/queries/error-words";
import type { FetchReason } from "@/lib/wire/fetch-json";
import { type Fresh, freshText } from "./wall-head";

/** No calls, and that is known; or the last thing known, when the data is old. */
export function CalmScreen({
  old,
  fresh,
  agents,
  timeZone,
}: {
  old: boolean;
  fresh: Fresh;
  agents: string[];
  timeZone: string;
}) {
  // By how many: what is stored are ids, which tell nobody in front of a screen anything.
  const whose =
    agents.length === 0
      ? ""
      : agents.length === 1
        ? " for the agent chosen here"
        : ` for the ${agents.length} agents chosen here`;
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

/** Nothing has ever been known since the page was opened: why, and what to do. */
export function NothingKnown({ reason }: { reason: FetchReason | null }) {
  const words = reason === null ? null : errorWords(reason, "board");
  return (
    <div className="wall-calm" role="status">
      <p className="wall-calm-title">{words?.title ?? "Waiting for the first answer"}</p>
      <p className="wall-calm-text">{words?.text ?? "The calls appear here as soon as the call service answers."}</p>
    </div>
  );
}
