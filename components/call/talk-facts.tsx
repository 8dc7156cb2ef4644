import type { TalkMeasures } from "@/lib/calls/talk-measures";
import { formatDuration, formatResponse } from "@/lib/format/duration";
import { Fact } from "./panel";

/** How quickly answered, how much silence, as facts of a list: on the call's page and on a shared one. */
export function TalkFacts({ measures }: { measures: Omit<TalkMeasures, "talkShare"> }) {
  return (
    <>
      <Fact
        label="Agent response, median"
        hint="From the caller's last line to the agent's next: half of the answers came sooner."
      >
        {formatResponse(measures.responseMedianMs)}
      </Fact>
      <Fact label="Agent response, P95" hint="19 of 20 answers came sooner than this.">
        {formatResponse(measures.responseP95Ms)}
      </Fact>
      <Fact
        label="Average response"
        hint="Mean gap between any two consecutive messages, as the call service's own examples compute it."
      >
        {formatResponse(measures.averageResponseMs)}
      </Fact>
      <Fact
        label="Dead air"
        hint="Pauses longer than 3 s, added up. Messages carry no length: how long each was spoken is estimated from its text."
      >
        {formatDuration(measures.deadAirMs)}
      </Fact>
    </>
  );
}
