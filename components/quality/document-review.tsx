"use client";

import { Fact } from "@/components/call/panel";
import { UNKNOWN } from "@/lib/format/duration";
import type { SeedReview } from "@/lib/wire/quality-contract";

const NUMBER = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const yesNo = (value: boolean | null): string => (value === null ? UNKNOWN : value ? "yes" : "no");

/** The same call's review as the call service's document computes it, field for field, for whoever compares it with theirs. */
export function DocumentReview({ seed }: { seed: SeedReview }) {
  const { greetingUsed, closingUsed, professionalLanguage, resolutionProvided, responseTime, callEfficiency, score } =
    seed;
  return (
    <details className="mt-3 border-line border-t pt-1">
      <summary className="cursor-pointer py-2 text-muted text-xs pointer-coarse:py-3.5 hover:text-text">
        As the call service's document reviews it
      </summary>
      <p className="mb-1 text-faint text-xs">
        By its own simple rules, for programs that go by it. The checks above look closer, and the two can differ.
      </p>
      <dl data-document-review>
        <Fact
          label="Greeting used"
          hint="“hello” or “hi” anywhere in the first line, whoever says it, and within words."
        >
          {yesNo(greetingUsed)}
        </Fact>
        <Fact label="Closing used" hint="“thank” or “goodbye” in the last line, whoever says it.">
          {yesNo(closingUsed)}
        </Fact>
        <Fact label="Professional language" hint="The document only names this check: it is ours.">
          {yesNo(professionalLanguage)}
        </Fact>
        <Fact label="Resolution provided" hint="The summary holds the word “resolved”, also as “not resolved”.">
          {yesNo(resolutionProvided)}
        </Fact>
        <Fact label="Response time" hint="The mean gap between one line and the next, whoever speaks.">
          {responseTime === null ? UNKNOWN : `${NUMBER.format(responseTime)} s`}
        </Fact>
        <Fact label="Call efficiency" hint="Under 300 seconds; a call without a duration counts as efficient.">
          {callEfficiency}
        </Fact>
        <Fact label="Score" hint="The document only names how it is scored: it is ours.">
          {score === null ? UNKNOWN : NUMBER.format(score)}
        </Fact>
      </dl>
    </details>
  );
}
