"use client";

import { useId } from "react";
import { Bar, CartesianGrid, Cell, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { unitText } from "../prepare/bucket-words";
import type { Drawing } from "../prepare/chart";
import { namedPlaces, PLOT, ticksTo } from "./axis";
import { HitLayer } from "./hit-layer";
import { InkPatterns, inkColour, inkFill, PALE } from "./inks";
import { useWidth } from "./use-width";

type Props = { drawing: Extract<Drawing, { kind: "columns" | "lines" }>; label: string; height: number };

const WORDS = { fill: "var(--chart-words)", fontSize: 12 };
/** A line to what is not over: as strong as the others, and dotted. */
const DOTS = "0.1 5";
/** A part of a whole is seen against the whole. */
const WHOLE_SCALES: Partial<Record<Props["drawing"]["unit"], number[]>> = {
  share: [0, 0.25, 0.5, 0.75, 1],
  score: [0, 25, 50, 75, 100],
};

/** Columns, stacked, or lines over time or over a scale, drawn by Recharts; pointed at through the layer above it. */
export function SeriesDrawing({ drawing, label, height }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { points } = drawing;
  const place = useId();
  return (
    <div ref={ref} className="relative" style={{ height }} data-drawn={width > 0 || undefined}>
      {width === 0 ? null : <Plot {...{ drawing, width, height, place }} />}
      <div className="absolute" style={{ left: PLOT.left, right: PLOT.right, top: PLOT.top, bottom: PLOT.bottom }}>
        <HitLayer
          label={label}
          hits={points.map(({ key, tip, href }, at) => ({
            ...{ key, tip, href, top: 0, height: 100 },
            ...{ left: (at / points.length) * 100, width: 100 / points.length },
          }))}
        />
      </div>
    </div>
  );
}

function Plot({
  drawing,
  width,
  height,
  place,
}: {
  drawing: Props["drawing"];
  width: number;
  height: number;
  place: string;
}) {
  const { kind, unit, series, points, hasBefore, marks } = drawing;
  const text = unitText(unit);
  const rows = points.map(
    ({ values, before }, at): Record<string, number | null> => ({
      at,
      before,
      ...Object.fromEntries(values.map((value, of) => [`s${of}`, value])),
      ...(kind === "lines" && Object.fromEntries(values.flatMap((_, of) => lineParts(points, of, at)))),
    }),
  );
  const tops = points.flatMap(({ values, before }) => [
    before ?? 0,
    kind === "columns"
      ? values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
      : Math.max(...values.map((value) => value ?? 0)),
  ]);
  const ticks = WHOLE_SCALES[unit] ?? ticksTo(Math.max(...tops), unit === "count" ? 1 : 0);
  const named = namedPlaces(points.length, width - PLOT.left - PLOT.right);
  return (
    <ComposedChart
      {...{ width, height, data: rows, accessibilityLayer: false, barCategoryGap: points.length > 60 ? "4%" : "16%" }}
      margin={{ top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 }}
    >
      <InkPatterns place={place} inks={series.map(({ ink }) => ink)} />
      <CartesianGrid vertical={false} stroke="var(--chart-line)" />
      <XAxis
        {...{ dataKey: "at", type: "category", scale: "band", height: PLOT.bottom, ticks: named, interval: 0 }}
        {...{ tick: WORDS, tickLine: false, axisLine: { stroke: "var(--chart-line)" } }}
        tickFormatter={(at: number) => points[at]?.tick ?? ""}
      />
      <XAxis xAxisId="marks" dataKey="mark" type="number" domain={[0, points.length]} allowDataOverflow hide />
      <YAxis
        {...{ width: PLOT.left, ticks, domain: [0, ticks.at(-1) ?? 1], tick: WORDS, tickLine: false, axisLine: false }}
        tickFormatter={(value: number) => axisText(unit, value, text)}
      />
      {series.flatMap(({ key, ink }, of) =>
        kind === "columns" ? (
          <Bar
            key={key}
            dataKey={`s${of}`}
            stackId="all"
            isAnimationActive={false}
            fill={inkFill(ink, place)}
            maxBarSize={56}
          >
            {points.map((point) => (
              <Cell key={point.key} {...(point.isPartial && { fillOpacity: PALE, stroke: inkColour(ink) })} />
            ))}
          </Bar>
        ) : (
          (["l", "p"] as const).map((part) => (
            <Line
              key={`${part} ${key}`}
              {...{ dataKey: `${part}${of}`, stroke: inkColour(ink), strokeWidth: 2, type: "linear" }}
              {...{ isAnimationActive: false, connectNulls: false, activeDot: false }}
              strokeDasharray={part === "p" ? DOTS : of === 0 ? undefined : "7 3"}
              strokeLinecap={part === "p" ? "round" : undefined}
              dot={
                hasLonely(rows.map((row) => row[`${part}${of}`] ?? null))
                  ? {
                      ...{ r: 2.5, fill: inkColour(ink), fillOpacity: part === "p" ? PALE : 1 },
                      ...{ stroke: inkColour(ink), strokeWidth: part === "p" ? 1 : 0, strokeDasharray: "none" },
                    }
                  : false
              }
            />
          ))
        ),
      )}
      {hasBefore ? (
        <Line
          {...{
            dataKey: "before",
            stroke: "var(--chart-before)",
            strokeWidth: 1.5,
            strokeDasharray: "3 3",
            dot: false,
          }}
          {...{ type: "linear", isAnimationActive: false, connectNulls: false, activeDot: false }}
        />
      ) : null}
      {marks.map(({ label: words, at }, order) => (
        <ReferenceLine
          key={words}
          {...{
            xAxisId: "marks",
            x: at,
            stroke: "var(--chart-mark)",
            strokeDasharray: order === 0 ? undefined : "5 3",
          }}
          label={{
            value: words,
            position: isLeft(order, at / points.length) ? "insideTopRight" : "insideTopLeft",
            dy: -18,
            dx: 0,
            fill: "var(--chart-mark)",
            fontSize: 12,
          }}
        />
      ))}
    </ComposedChart>
  );
}

/** The first mark has its words on its left and the second on its right, so that they never meet; an edge turns them round. */
const isLeft = (order: number, at: number): boolean => (order === 0 ? at > 0.2 : at > 0.85);

/**
 * A point's value in the line of what is whole, and in the dotted one that leads to what is not over and away from it: that begins
 * and ends where the other one does.
 */
function lineParts(points: Props["drawing"]["points"], of: number, at: number): [string, number | null][] {
  const value = points[at]?.values[of] ?? null;
  const isPartial = (place: number) => points[place]?.isPartial === true;
  const isPale = [at - 1, at, at + 1].some(isPartial);
  return [
    [`l${of}`, isPartial(at) ? null : value],
    [`p${of}`, isPale ? value : null],
  ];
}

/** A point between two gaps is no line: it is drawn as a dot. */
const hasLonely = (values: readonly (number | null)[]): boolean =>
  values.some((value, at) => value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null);

function axisText(unit: Props["drawing"]["unit"], value: number, text: (value: number) => string): string {
  const words = unit === "milliseconds" ? `${value / 1_000} s` : unit === "decimal" ? String(value) : text(value);
  // A blank would be a place to break the line.
  return words.replaceAll(" ", "\u00a0");
}
