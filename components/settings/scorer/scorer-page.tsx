"use client";

import { useQuery } from "@tanstack/react-query";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { ErrorState } from "@/components/ui/error-state";
import { accessErrorWords } from "@/lib/queries/access-words";
import { scorerQuery } from "@/lib/queries/scorer";
import { ScorerForm } from "./scorer-form";
import { ScorerStanding } from "./scorer-standing";
import { TryScorer } from "./try-scorer";

/** The outside program that scores calls: where it is and what it is sent, how it goes, and trying it on one call. */
export function ScorerPage() {
  return (
    <SettingsFrame
      page="scorer"
      title="Outside scorer"
      text="A program of yours may score calls, too. It is sent each call that happens from now on, once it is over and kept, and what it answers stands beside Earshot’s own score. docs/scorer.md says what it is sent and what it may answer."
    >
      <Scorer />
    </SettingsFrame>
  );
}

function Scorer() {
  const { data, error } = useQuery(scorerQuery());
  const problem = error === null ? null : accessErrorWords(error.reason, "settings");
  if (data === undefined) {
    if (problem !== null) return <ErrorState title={problem.title} text={problem.text} />;
    return (
      <p role="status" className="text-muted text-sm">
        Looking…
      </p>
    );
  }
  if (!data.isPossible) {
    return (
      <p className="max-w-2xl rounded-lg border border-line-strong/60 px-4 py-3 text-sm">
        This demo is open to others, and everybody who looks at it is its admin: nothing leaves it, so no outside scorer
        can be set here.
      </p>
    );
  }
  const { address, redacts } = data;
  return (
    <>
      {problem === null ? null : (
        <p role="status" className="mb-4 text-critical text-xs">
          {problem.title}. This is what was last known.
        </p>
      )}
      <ScorerForm scorer={data} />
      {address === null ? null : (
        <>
          <div className="mt-8 border-line border-t pt-6">
            <TryScorer redacts={redacts} />
          </div>
          <div className="mt-8 border-line border-t pt-6">
            <ScorerStanding scorer={data} />
          </div>
        </>
      )}
    </>
  );
}
