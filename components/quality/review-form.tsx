"use client";

import clsx from "clsx";
import type { RefObject } from "react";
import { Problem } from "@/components/settings/said";
import { ClockTime } from "@/components/shell/clock-time";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";
import { TextArea } from "@/components/ui/text-area";
import type { JudgedCheck, Review } from "@/lib/wire/quality-contract";
import type { ToLines } from "./evidence-lines";
import { GivenReview } from "./given-review";
import type { useReview } from "./use-review";
import { VerdictRow } from "./verdict-row";
import { SOURCE_WORDS, scoreText } from "./words";

const SCORES = [1, 2, 3, 4, 5] as const;
const SCORE_WORDS = ["poor", "weak", "fair", "good", "excellent"];

/** The form beside a call: a score, each check as the rubric has it or otherwise, a comment. */
export function ReviewForm({
  review,
  checks,
  isJudgedSoon,
  score,
  giving,
  comment,
  onEvidence,
  lineAt,
}: {
  review: Review;
  /** null: not known how it was judged */
  checks: readonly JudgedCheck[] | null;
  isJudgedSoon: boolean;
  /** the rubric's */
  score: number | null;
  giving: ReturnType<typeof useReview>;
  comment: RefObject<HTMLTextAreaElement | null>;
} & ToLines) {
  const { draft, choose, problems, problem, busy, finish, skip, next, askSecond, isOpen, isOwnOpinion } = giving;
  const mayGive = isOpen && review.mayReview;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Escape on its way up from a field
    <div
      className="space-y-4 p-4"
      onKeyDown={({ key, target }) => key === "Escape" && target instanceof HTMLElement && target.blur()}
    >
      <LockWords review={review} giving={giving} />
      {review.given === null ? null : <GivenReview given={review.given} checks={checks ?? []} />}
      <p className="text-muted">
        {SOURCE_WORDS[review.source]}.{" "}
        {isOwnOpinion
          ? "What the rubric and the first reviewer said is not shown: this opinion is to be your own."
          : `The rubric gives ${scoreText(score)} of 100.`}
      </p>
      {mayGive ? (
        <fieldset aria-describedby="score-problem">
          <legend className="mb-1 font-medium text-sm">How good was it?</legend>
          <div className="flex gap-1.5">
            {SCORES.map((one) => (
              <button
                key={one}
                type="button"
                data-given-score={one}
                aria-pressed={draft.score === one}
                aria-label={`${one} of 5, ${SCORE_WORDS[one - 1]}`}
                title={SCORE_WORDS[one - 1]}
                onClick={() => choose({ score: one })}
                className={clsx(
                  "grid h-11 flex-1 place-items-center rounded-lg border font-semibold tabular-nums",
                  draft.score === one
                    ? "border-action bg-action text-on-action forced-colors:bg-[Highlight] forced-colors:text-[HighlightText] forced-colors:[forced-color-adjust:none]"
                    : "border-line-strong/60 hover:bg-raised",
                )}
              >
                {one}
              </button>
            ))}
          </div>
          <p className="mt-1 text-faint text-xs">1 is poor, 5 excellent.</p>
          <div id="score-problem">
            <Problem words={problems.score ?? null} />
          </div>
        </fieldset>
      ) : null}
      {checks === null ? (
        <p role="status" className="text-muted">
          {isJudgedSoon
            ? "Its checks come as soon as it is judged, within a minute. Without them a score and a comment are given."
            : "It was held against no rubric: a score and a comment are given."}
        </p>
      ) : (
        <section aria-label="Checks">
          <h2 className="font-semibold text-sm">Checks</h2>
          {mayGive && !isOwnOpinion ? (
            <p className="text-faint text-xs">What you leave as it is counts as agreed.</p>
          ) : null}
          <ul className="mt-2 space-y-3">
            {checks.map((check) => (
              <VerdictRow
                key={check.key}
                {...{ check, onEvidence, lineAt, isOwnOpinion, mayGive }}
                chosen={draft.verdicts[check.key] ?? null}
                problem={problems[check.key] ?? null}
                onChoose={(verdict) => {
                  const { [check.key]: _before, ...others } = draft.verdicts;
                  choose({ verdicts: verdict === null ? others : { ...others, [check.key]: verdict } });
                }}
              />
            ))}
          </ul>
        </section>
      )}
      {mayGive ? (
        <TextArea
          ref={comment}
          label="Comment"
          maxLength={2_000}
          value={draft.comment}
          onChange={(event) => choose({ comment: event.target.value })}
          hint="For whoever coaches the agent. Escape goes back to the keys."
        />
      ) : null}
      <Problem words={problem} />
      <div className="flex flex-wrap gap-2">
        {mayGive ? (
          <>
            <Button variant="primary" disabled={busy} onClick={finish}>
              Done, next <KeyCap>Enter</KeyCap>
            </Button>
            <Button disabled={busy} onClick={skip}>
              Skip <KeyCap>S</KeyCap>
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={next}>
            Next review <KeyCap>Enter</KeyCap>
          </Button>
        )}
        {review.state === "done" && review.source !== "second_opinion" ? (
          <Button disabled={busy} onClick={askSecond}>
            Ask for a second opinion
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Who has the review, until when; or why it cannot be given here. */
function LockWords({ review, giving }: { review: Review; giving: ReturnType<typeof useReview> }) {
  const { lock, state, assignedTo, mayReview } = review;
  if (state !== "open") return null;
  if (lock?.isOwn && giving.lock.problem === null) {
    return (
      <p role="status" data-lock="own" className="text-faint text-xs">
        Kept for you until <ClockTime at={lock.until} />, longer while this page is open.
      </p>
    );
  }
  if (mayReview && giving.lock.problem === null) return null;
  const others = lock !== null && !lock.isOwn;
  return (
    <div role="alert" data-lock="lost" className="rounded-lg border border-line bg-raised p-3 text-sm">
      <p>
        {others ? (
          <>
            <bdi>{lock.name}</bdi> is reviewing this call until <ClockTime at={lock.until} />. What you have given stays
            on this page.
          </>
        ) : mayReview ? (
          giving.lock.problem
        ) : assignedTo !== null ? (
          <>
            It is assigned to <bdi>{assignedTo.name}</bdi>.
          </>
        ) : (
          "You gave the first opinion. The second is another person's."
        )}
      </p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {others || mayReview ? (
          <Button size="sm" onClick={() => void giving.lock.take()}>
            Try again
          </Button>
        ) : null}
      </div>
    </div>
  );
}
