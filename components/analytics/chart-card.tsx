"use client";

import clsx from "clsx";
import { useId, useState } from "react";
import { lazyAddition } from "@/components/shell/lazy-addition";
import { ChartColumn, Table2 } from "@/components/ui/icons";
import { Toggle } from "@/components/ui/toggle";
import type { AnalyticsAnswer } from "@/lib/wire/analytics-contract";
import { analyticsApiPath } from "@/lib/wire/paths";
import { CardFrame } from "./card-frame";
import { ChartLegend } from "./chart-legend";
import { ChartTable } from "./chart-table";
import { CsvLink } from "./csv-link";
import type { Chart } from "./prepare/chart";
import { csvQuestionOf } from "./question";
import { useSeen } from "./use-seen";
import { spanWords } from "./words";

const SeriesDrawing = lazyAddition(() => import("./draw/series-drawing").then((part) => part.SeriesDrawing));
const PlainDrawing = lazyAddition(() => import("./draw/plain-drawing").then((part) => part.PlainDrawing));
const PngButton = lazyAddition(() => import("./png-button").then((part) => part.PngButton));

const HEIGHT = 240;

type Props = { chart: Chart; meta: AnalyticsAnswer["meta"]; question: string; isFirst?: boolean };

/** A chart: what it shows in a sentence, drawn once it is in sight, and the same as a table, a file and a picture. */
export function ChartCard({ chart, meta, question, isFirst = false }: Props) {
  const [isTable, setIsTable] = useState(false);
  const [ref, isSeen] = useSeen<HTMLDivElement>();
  const title = useId();
  const { drawing, nothing } = chart;
  const height = isFirst ? HEIGHT + 20 : HEIGHT;
  return (
    <CardFrame
      id={chart.id}
      titleId={title}
      title={chart.title}
      sentence={chart.sentence}
      definition={chart.definition}
      coverage={chart.coverage}
      tools={
        <>
          <fieldset className="flex rounded-lg border border-line-strong/60">
            <legend className="sr-only">{chart.title} as</legend>
            <Toggle on={!isTable} label="Chart" onClick={() => setIsTable(false)}>
              <ChartColumn aria-hidden className="size-4" />
            </Toggle>
            <Toggle on={isTable} label="Table" onClick={() => setIsTable(true)}>
              <Table2 aria-hidden className="size-4" />
            </Toggle>
          </fieldset>
          <CsvLink title={chart.title} href={analyticsApiPath(csvQuestionOf(question, chart.csv))} />
          {isSeen && !isTable && nothing === null ? (
            <PngButton
              titleId={title}
              range={`${spanWords(meta.from, meta.to, meta.timeZone)} · ${meta.timeZone}`}
              chart={chart}
            />
          ) : null}
        </>
      }
    >
      <div ref={ref} style={{ minHeight: height }} className="flex flex-col justify-center">
        {isTable ? (
          <ChartTable table={chart.table} label={chart.title} height={height} />
        ) : nothing !== null ? (
          <p className="py-10 text-center text-faint text-sm">{nothing}</p>
        ) : !isSeen ? null : drawing.kind === "columns" || drawing.kind === "lines" ? (
          <SeriesDrawing drawing={drawing} label={chart.title} height={height} />
        ) : (
          <PlainDrawing drawing={drawing} label={chart.title} height={height} />
        )}
      </div>
      <div className={clsx("min-h-5", (isTable || nothing !== null) && "invisible")}>
        <ChartLegend drawing={drawing} />
      </div>
    </CardFrame>
  );
}
