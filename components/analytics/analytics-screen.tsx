"use client";

import clsx from "clsx";
import { useFreshnessKind } from "@/components/shell/freshness";
import { useKeys } from "@/components/shell/keys";
import { lazyAddition } from "@/components/shell/lazy-addition";
import { OLD_DATA } from "@/components/ui/old-data";
import type { FetchReason } from "@/lib/wire/fetch-json";
import "./analytics.css";
import { QuestionRefused } from "@/components/shell/question-refused";
import { ChartCard } from "./chart-card";
import { HeadFigures } from "./head-figures";
import { Notes } from "./notes";
import type { Context } from "./prepare/chart";
import { outcomes } from "./prepare/outcomes";
import { AnalyticsPending, NoFigures } from "./states";
import { Toolbar } from "./toolbar";
import type { Analytics } from "./use-analytics";

/** The figures in their every state. `refusal`: why the server could not bring them with the page. */
export function AnalyticsScreen({ analytics, refusal }: { analytics: Analytics; refusal: FetchReason | null }) {
  const { answer, context, error, isOther, isFetching, freshness, choices, choose, askAgain } = analytics;
  const { old, detail } = useFreshnessKind({ freshness, error });
  useKeys([
    { keys: "r", label: "Ask for the figures again", group: "Analytics", run: askAgain },
    {
      ...{ keys: "c", label: "Compare with the span before, or not", group: "Analytics" },
      run: () => choose({ compare: choices.compares ? "off" : null }),
    },
  ]);
  const failed = error === null ? null : { reason: error.reason, message: error.message };
  const refused = answer !== null ? null : (failed ?? (refusal === null ? null : { reason: refusal }));
  const isEmpty = answer !== null && answer.data.totals.calls === 0;
  return (
    <div
      data-charts
      data-analytics={isOther ? "asking" : "here"}
      className="flex flex-1 flex-col gap-3 px-3 py-3 sm:px-5 sm:py-4"
    >
      <Toolbar analytics={analytics} />
      <Notes analytics={analytics} old={old && refused === null ? detail : null} />
      {refused !== null ? (
        <QuestionRefused {...refused} title="These figures could not be counted" onRetry={askAgain} />
      ) : context === null ? (
        <AnalyticsPending />
      ) : isEmpty && !isOther ? (
        <NoFigures analytics={analytics} />
      ) : (
        <div aria-busy={isFetching || undefined} className={clsx("flex flex-col gap-3", (isOther || old) && OLD_DATA)}>
          <HeadFigures context={context} />
          <Charts context={context} question={analytics.answered} />
        </div>
      )}
    </div>
  );
}

/** All charts but the first: what a first view can do without. */
const MoreCharts = lazyAddition(() => import("./more-charts").then((part) => part.MoreCharts));

function Charts({ context, question }: { context: Context; question: string }) {
  return (
    <>
      <ChartCard chart={outcomes(context)} meta={context.meta} question={question} isFirst />
      {/* As high as what comes, about: the page's length does not jump. */}
      <div className="flex min-h-[250vh] flex-col gap-3">
        <MoreCharts context={context} question={question} />
      </div>
    </>
  );
}
