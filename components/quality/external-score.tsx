"use client";

import { Moment } from "@/components/ui/moment";
import type { ExternalScore as External } from "@/lib/wire/quality-contract";
import { EvidenceLines, type ToLines } from "./evidence-lines";
import { faultWords } from "./external-words";
import { ResultMark } from "./result-mark";

type Result = NonNullable<External["result"]>;
/** Null: lines are not shown here. */
type Lines = ToLines | null;

/** What an outside program made of the call, beneath what Earshot did; nothing where none was ever to. */
export function ExternalPart({ external, ...lines }: { external: External | null } & ToLines) {
  if (external === null) return null;
  return (
    <section aria-label="Score from outside" className="mt-3 border-line border-t pt-3">
      <h3 className="mb-1 font-medium text-muted text-xs">By an outside scorer</h3>
      <ExternalScore external={external} lines={lines} />
    </section>
  );
}

/** Its score with where that comes from, and each of its checks; or why there is none. */
export function ExternalScore({ external: { state, fault, result }, lines }: { external: External; lines: Lines }) {
  return (
    <div data-external={state} className="text-sm">
      {result === null ? null : <Found result={result} lines={lines} />}
      {state === "scored" ? null : (
        <p className="mt-1 text-muted text-xs">{stateWords(state, fault, result !== null)}</p>
      )}
    </div>
  );
}

function stateWords(state: "waiting" | "failed", fault: string | null, isBefore: boolean): string {
  const why = fault === null ? "" : `because ${faultWords(fault)}`;
  if (state === "failed") {
    const words = why === "" ? "" : `, ${why}`;
    return isBefore
      ? `The call has changed since and could not be scored again${words}.`
      : `The outside scorer gave no score${words}.`;
  }
  const last = why === "" ? "" : ` The last attempt came to nothing, ${why}.`;
  return `${isBefore ? "The call has changed since, and waits to be scored again." : "Waits to be scored."}${last}`;
}

function Found({ result, lines }: { result: Result; lines: Lines }) {
  const { score, scorer, rubric, checks, droppedEvidence, redacted, scoredAt } = result;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {score === null ? null : (
          <span className="font-semibold text-xl tabular-nums">{Math.round(score * 10) / 10}</span>
        )}
        <span className="text-muted">{score === null ? "It gave no score." : "of 100"}</span>
      </p>
      <p className="wrap-anywhere mt-0.5 text-muted text-xs">
        <bdi>{scorer.name}</bdi> <bdi>{scorer.version}</bdi>, rubric <bdi>{rubric.name}</bdi>{" "}
        <bdi>{rubric.version}</bdi>, <Moment iso={scoredAt} />. It was sent{" "}
        {redacted ? "redacted and masked talk" : "talk as it was said"}.
      </p>
      {checks.length === 0 ? null : (
        <ul aria-label="Checks from outside" className="mt-3 space-y-2.5">
          {checks.map(({ key, title, result: found, explanation, evidence }) => (
            <li key={key} data-external-check={key}>
              <div className="flex items-baseline gap-2">
                <span className="relative top-0.5">
                  <ResultMark result={found} hidden />
                </span>
                <bdi className="wrap-anywhere min-w-0 flex-1 font-medium">{title}</bdi>
              </div>
              <div className="pl-6 text-muted text-xs leading-5">
                {explanation === null ? null : <bdi className="wrap-anywhere">{explanation}</bdi>}
                {lines === null ? null : <EvidenceLines evidence={evidence} {...lines} />}
              </div>
            </li>
          ))}
        </ul>
      )}
      {droppedEvidence === 0 ? null : (
        <p className="mt-2 text-faint text-xs">
          It named {droppedEvidence === 1 ? "a line" : `${droppedEvidence} lines`} that the call does not have.
        </p>
      )}
    </>
  );
}
