"use client";

import { useQuery } from "@tanstack/react-query";
import { lazyAddition } from "@/components/shell/lazy-addition";
import { useViewer } from "@/components/shell/viewer";
import { EmptyState } from "@/components/ui/empty-state";
import { agreementQuery, rubricsQuery } from "@/lib/queries/quality";
import type { Agreement } from "@/lib/wire/quality-contract";
import { kappaWords, shareWords, TOO_FEW } from "./agreement-words";
import { Loaded } from "./loading";
import { QualityFrame } from "./quality-frame";
import { SpanChoice, useSpan } from "./span";
import { TableBox } from "./table-box";
import { countOf } from "./words";

const LateCalibration = lazyAddition(() => import("./calibration").then((part) => part.Calibration));

/** How far people agree with the rubric, and with each other. */
export function AgreementPage() {
  const { from, days } = useSpan();
  const mayLook = useViewer().person?.may.includes("quality.review") === true;
  const { data, error, refetch } = useQuery({ ...agreementQuery(from), enabled: mayLook });
  const rubrics = useQuery(rubricsQuery()).data?.rubrics ?? [];
  const titles = new Map(
    rubrics.flatMap(({ definition }) => definition.checks.map(({ key, title }) => [key, title] as const)),
  );
  return (
    <QualityFrame
      section="agreement"
      title="Agreement"
      text="Whether the rubric judges as people do, check by check, and people as each other on calls that two have reviewed."
      action={<SpanChoice />}
    >
      <Loaded data={data} error={error} onRetry={() => void refetch()}>
        {(agreement) =>
          agreement.reviews === 0 ? (
            <EmptyState
              title={`No review was given in the last ${days} days`}
              text="Agreement is counted from reviews that are done."
            />
          ) : (
            <>
              <Figures agreement={agreement} titles={titles} />
              <LateCalibration from={from} />
            </>
          )
        }
      </Loaded>
    </QualityFrame>
  );
}

function Figures({ agreement, titles }: { agreement: Agreement; titles: ReadonlyMap<string, string> }) {
  const { byCheck, scores, reviews, doubled } = agreement;
  const head = "px-3 py-2 text-right font-normal";
  return (
    <>
      <p>
        From {countOf(reviews, "review")};{" "}
        {doubled === 0 ? "no call was" : doubled === 1 ? "1 call was" : `${doubled} calls were`} reviewed by two people.{" "}
        {scoreWords(scores)}
      </p>
      <TableBox label="Agreement" className="mt-4 rounded-xl border border-line bg-surface">
        <table className="w-full min-w-[40rem] text-left tabular-nums" aria-label="Agreement by check">
          <thead className="border-line border-b text-faint text-xs">
            <tr>
              <th scope="col" rowSpan={2} className="px-3 py-2 font-normal">
                Check
              </th>
              <th scope="colgroup" colSpan={3} className={head}>
                People and rubric
              </th>
              <th scope="colgroup" colSpan={3} className={head}>
                Two people
              </th>
            </tr>
            <tr>
              {["rubric", "people"].flatMap((whose) =>
                NAMES.map((name) => (
                  <th key={`${whose} ${name}`} scope="col" className={head}>
                    {name}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {byCheck.map(({ key, rubric, people }) => (
              <tr key={key} className="border-line border-t first:border-t-0">
                <th scope="row" className="px-3 py-2 font-medium">
                  <bdi className="wrap-anywhere">{titles.get(key) ?? key}</bdi>
                </th>
                <Agreed {...rubric} />
                <Agreed {...people} />
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p className="mt-3 max-w-3xl text-pretty text-muted text-xs">
        n: how often both gave a verdict. Kappa (Cohen) is agreement beyond chance: 1 is all, 0 as much as by chance.
        Fewer than {TOO_FEW} pairs are too few to tell. “All alike”: both gave one and the same result throughout, so
        that chance alone would do. People have seen what the rubric said, except those who gave a second opinion.
      </p>
    </>
  );
}

function Agreed(agreed: Agreement["byCheck"][number]["rubric"]) {
  return (
    <>
      {[String(agreed.pairs), shareWords(agreed), kappaWords(agreed)].map((words, place) => (
        <td key={NAMES[place]} className="px-3 py-2 text-right">
          {words}
        </td>
      ))}
    </>
  );
}

const NAMES = ["n", "the same", "kappa"];

/** How near two people's scores are; of few it is not told how often they are the same. */
function scoreWords(scores: Agreement["scores"]): string {
  const { pairs, meanDifference } = scores;
  if (pairs === 0) return "";
  const apart = `their scores lay ${(meanDifference ?? 0).toFixed(1)} apart on average`;
  if (pairs < TOO_FEW) return `Of ${countOf(pairs, "pair")} ${apart}: too few to tell how often people agree.`;
  return `Of ${pairs} pairs ${apart}, ${shareWords(scores)} were the same (kappa ${kappaWords(scores)}).`;
}
