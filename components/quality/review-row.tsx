"use client";

import { ClockTime, DayTime } from "@/components/shell/clock-time";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { Review } from "@/lib/wire/quality-contract";
import { reviewPagePath } from "@/lib/wire/quality-paths";
import { Assigning } from "./assigning";
import { SOURCE_WORDS, scoreText } from "./words";

/** One call to be reviewed, or that was: why, by whom, who is at it. */
export function ReviewRow({ review }: { review: Review }) {
  const { id, callId, agent, happenedAt, source, score, state, mayReview, given } = review;
  const name = agent.name ?? agent.id ?? "No agent";
  return (
    <li data-review={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-baseline gap-x-2 font-medium">
          <bdi className="wrap-anywhere">{name}</bdi>
          <DayTime at={happenedAt} className="font-normal text-muted" />
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-muted text-xs">
          <span>{SOURCE_WORDS[source]}</span>
          <Whose review={review} />
          <span className="wrap-anywhere text-faint">{callId}</span>
        </p>
      </div>
      <p className="w-28 text-muted text-sm tabular-nums">
        {given !== null ? (
          given.score === null ? (
            "Skipped"
          ) : (
            `${given.score} of 5`
          )
        ) : source === "second_opinion" ? (
          <span title="A second opinion is to be one's own">Score hidden</span>
        ) : (
          `Rubric: ${scoreText(score)}`
        )}
      </p>
      {/* As wide as the most that may stand here, so that scores stand one beneath the other. */}
      <div className="flex flex-wrap gap-1.5 sm:min-w-62 sm:justify-end">
        {state === "open" ? <Assigning review={review} /> : null}
        <Link
          href={reviewPagePath(id)}
          aria-label={`${mayReview ? "Review" : "Look at"} the call of ${name}, ${callId}`}
          className={buttonClass("secondary", "sm")}
        >
          {mayReview ? "Review" : "Look"}
        </Link>
      </div>
    </li>
  );
}

function Whose({ review: { lock, assignedTo, given } }: { review: Review }) {
  if (given !== null) {
    return (
      <span>
        by <bdi>{given.by}</bdi>, <DayTime at={given.at} />
      </span>
    );
  }
  return (
    <>
      {assignedTo === null ? null : (
        <span>
          assigned to <bdi>{assignedTo.name}</bdi>
        </span>
      )}
      {lock === null ? null : (
        <span>
          {lock.isOwn ? "you are at it" : <bdi>{lock.name} is at it</bdi>} until <ClockTime at={lock.until} />
        </span>
      )}
    </>
  );
}
