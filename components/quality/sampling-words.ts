import type { Sampling } from "@/lib/wire/quality-contract";
import { countOf } from "./words";

/** The rules that are on, one sentence part each; none: nothing comes by itself. */
export function samplingWords({ critical, randomPerAgent, lowest, firstOfNewAgent }: Sampling): string[] {
  return [
    critical ? "every call that came into critical trouble" : null,
    randomPerAgent > 0 ? `${countOf(randomPerAgent, "call")} of each agent by lot` : null,
    lowest > 0 ? `the ${lowest === 1 ? "call with the lowest score" : `${lowest} calls with the lowest scores`}` : null,
    firstOfNewAgent > 0 ? `the first ${countOf(firstOfNewAgent, "call")} of a new agent` : null,
  ].filter((rule) => rule !== null);
}
