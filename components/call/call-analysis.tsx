import { statusFacts } from "@/lib/calls/status";
import { formatDuration, UNKNOWN } from "@/lib/format/duration";
import type { CallAnswer } from "@/lib/wire/contract";
import { Fact, FoldingPanel } from "./panel";

const SECONDS = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** A call's figures as the call service's own document makes them, for whoever compares them with theirs. */
export function CallAnalysis({ analysis }: { analysis: CallAnswer["meta"]["analysis"] }) {
  const { duration, outcome, messageCount, avgResponseTime } = analysis;
  return (
    <FoldingPanel title="By the call service's document" open={false}>
      <dl data-analysis>
        <Fact label="Duration">{formatDuration(duration === null ? null : duration * 1_000)}</Fact>
        <Fact label="Outcome">{statusFacts(outcome).label}</Fact>
        <Fact label="Messages" hint="All of them, those of tools too.">
          {messageCount ?? UNKNOWN}
        </Fact>
        <Fact
          label="Average response time"
          hint="The mean gap between one message and the next, whoever speaks. How quickly the agent answers stands above, under Timings."
        >
          {avgResponseTime === null ? UNKNOWN : `${SECONDS.format(avgResponseTime)} s`}
        </Fact>
        <Fact label="Sentiment" hint="Nothing judges it here.">
          {UNKNOWN}
        </Fact>
      </dl>
    </FoldingPanel>
  );
}
