import { DayTime } from "@/components/shell/clock-time";
import type { Review } from "@/lib/wire/quality-contract";
import { RESULT_WORDS } from "./words";

type Given = NonNullable<Review["given"]>;

/** What a person gave, and where that is otherwise than the rubric said. */
export function GivenReview({ given, checks }: { given: Given; checks: readonly { key: string; title: string }[] }) {
  const { by, at, score, comment, verdicts } = given;
  const otherwise = verdicts.filter(({ result, rubricResult }) => result !== rubricResult);
  return (
    <section aria-label="Review by a person" className="mt-3 border-line border-t pt-3">
      <p>
        <span className="font-semibold tabular-nums">{score === null ? "Skipped" : `${score} of 5`}</span>{" "}
        <span className="text-muted">
          by <bdi>{by}</bdi>, <DayTime at={at} />
        </span>
      </p>
      {comment === null ? null : <bdi className="wrap-anywhere mt-1 block whitespace-pre-wrap">{comment}</bdi>}
      {otherwise.length === 0 ? null : (
        <ul aria-label="Otherwise than the rubric" className="mt-1 space-y-1 text-muted text-xs leading-5">
          {otherwise.map(({ key, result, rubricResult, reason }) => (
            <li key={key}>
              <bdi className="text-text">{checks.find((check) => check.key === key)?.title ?? key}</bdi>:{" "}
              {RESULT_WORDS[result].toLowerCase()} instead of{" "}
              {rubricResult === null ? "nothing" : RESULT_WORDS[rubricResult].toLowerCase()}
              {reason === null ? null : (
                <>
                  . <bdi>{reason}</bdi>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
