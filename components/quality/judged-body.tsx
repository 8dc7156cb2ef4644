"use client";

import type { CallQuality, JudgedCheck } from "@/lib/wire/quality-contract";
import { EvidenceLines, type ToLines } from "./evidence-lines";
import { GivenReview } from "./given-review";
import { ResultMark } from "./result-mark";
import { SENTIMENT_EDGE, scoreText } from "./words";

type Judged = CallQuality["data"];

/** The score with its arithmetic, each check with the lines that show it, the words behind the sentiment. */
export function JudgedBody({ judged, ...lines }: { judged: Judged } & ToLines) {
  const { score, passed, arithmetic, checks, efficiency, sentiment, review, judgedAt } = judged;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold text-xl tabular-nums" data-score={score === null ? "" : Math.round(score)}>
          {scoreText(score)}
        </span>
        <span className="text-muted">
          {score === null ? "No score: nothing that counts is known of this call." : "of 100 · "}
          {passed === null ? null : (
            <span className={passed ? "" : "text-warning"}>{passed ? "passed" : "not passed"}</span>
          )}
          {arithmetic === null || score === null ? null : ` (from ${arithmetic.passMark})`}
        </span>
      </p>
      {arithmetic === null ? null : <Arithmetic {...arithmetic} score={score} />}
      {judgedAt === null ? <p className="mt-1 text-faint text-xs">Judged for this page; it is stored soon.</p> : null}
      <ul aria-label="Checks" className="mt-3 space-y-2.5">
        {checks.map((check) => (
          <li key={check.key}>
            <CheckEntry check={check} {...lines} />
          </li>
        ))}
      </ul>
      <dl className="mt-3 space-y-1.5 border-line border-t pt-3">
        <Named name="Efficiency">
          {efficiency === null
            ? "not known: nobody knows how long it was"
            : efficiency === "efficient"
              ? "efficient, under 300 s"
              : "lengthy, 300 s or more"}
        </Named>
        <Named name="Sentiment, by a word list">
          {sentiment === null
            ? "not known: no list for the language, or none of its words was said"
            : sentimentWords(sentiment.score)}
        </Named>
      </dl>
      {sentiment === null ? null : <Words words={sentiment.words} />}
      {review?.given ? <GivenReview given={review.given} checks={checks} /> : null}
    </>
  );
}

function Arithmetic({
  earned,
  possible,
  leftOut,
  score,
}: NonNullable<Judged["arithmetic"]> & { score: number | null }) {
  return (
    <p className="mt-0.5 text-muted text-xs tabular-nums" data-arithmetic>
      {score === null ? null : `100 × ${earned} passed ÷ ${possible} passed or failed = ${Math.round(score)}. `}
      {leftOut === 0 ? null : `${leftOut} left out: not known, or not asked of this call.`}
    </p>
  );
}

function CheckEntry({ check, onEvidence, lineAt }: { check: JudgedCheck } & ToLines) {
  const { title, result, weight, explanation, evidence } = check;
  return (
    <div data-check={check.key}>
      <div className="flex items-baseline gap-2">
        <span className="relative top-0.5">
          <ResultMark result={result} hidden />
        </span>
        <bdi className="wrap-anywhere min-w-0 flex-1 font-medium">{title}</bdi>
        <span
          className="shrink-0 text-faint text-xs tabular-nums"
          title={weight === 0 ? "Shown, and does not count" : undefined}
        >
          {weight === 0 ? "does not count" : `weighs ${weight}`}
        </span>
      </div>
      <div className="pl-6 text-muted text-xs leading-5">
        <bdi className="wrap-anywhere">{explanation}</bdi>
        <EvidenceLines {...{ evidence, onEvidence, lineAt }} />
      </div>
    </div>
  );
}

function Named({ name, children }: { name: string; children: string }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-3">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Words({ words }: { words: NonNullable<Judged["sentiment"]>["words"] }) {
  if (words.length === 0) return <p className="mt-1 text-faint text-xs">Its words are not shown to your role.</p>;
  return (
    <ul aria-label="Words behind the sentiment" className="mt-1 flex flex-wrap gap-x-3 text-muted text-xs leading-5">
      {words.map(({ word, value, times }) => (
        <li key={word} className="tabular-nums">
          <bdi>{word}</bdi> {value > 0 ? "+" : "−"}
          {Math.abs(value)}
          {times > 1 ? ` × ${times}` : ""}
        </li>
      ))}
    </ul>
  );
}

function sentimentWords(score: number): string {
  const word = score >= SENTIMENT_EDGE ? "positive" : score <= -SENTIMENT_EDGE ? "negative" : "neither";
  return `${word} (${score > 0 ? "+" : score < 0 ? "−" : ""}${Math.abs(score).toFixed(2)})`;
}
