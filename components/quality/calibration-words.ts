import type { DoubledCall } from "@/lib/wire/quality-contract";
import { countOf } from "./words";

type Doubled = DoubledCall["checks"][number];

/** `people`: the two say otherwise; `rubric`: they do not, and the rubric does; `alike`: all that was said is the same. */
export function differs({ rubric, first, second }: Pick<Doubled, "rubric" | "first" | "second">) {
  if (first !== null && second !== null && first !== second) return "people";
  const said = first ?? second;
  return rubric !== null && said !== null && [first, second].some((one) => one !== null && one !== rubric)
    ? "rubric"
    : "alike";
}

/** "They differ on 1 of 4 checks that both judged, and their scores lie 2 apart." */
export function calibrationWords({ checks, first, second }: DoubledCall): string {
  const both = checks.filter((check) => check.first !== null && check.second !== null);
  const apart = both.filter((check) => differs(check) === "people").length;
  const scores =
    first.score === null || second.score === null
      ? ""
      : first.score === second.score
        ? `both give ${first.score} of 5`
        : `their scores lie ${Math.abs(first.score - second.score)} apart`;
  if (both.length === 0)
    return `${capital(scores === "" ? "no score to compare" : scores)}; no check was judged by both.`;
  const checksWords =
    apart === 0
      ? `They agree on ${both.length === 1 ? "the one check" : `all ${countOf(both.length, "check")}`} that both judged`
      : `They differ on ${apart} of ${countOf(both.length, "check")} that both judged`;
  return `${checksWords}${scores === "" ? "" : `; ${scores}`}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
