"use client";

import type { Drawing } from "../prepare/chart";
import { hourText, WEEKDAYS } from "../words";
import { type Hit, HitLayer } from "./hit-layer";
import { PALE } from "./inks";
import { useWidth } from "./use-width";

type Plain = Extract<Drawing, { kind: "rows" | "strips" | "heat" }>;
type Props<Kind extends Plain["kind"]> = {
  drawing: Extract<Plain, { kind: Kind }>;
  label: string;
  height: number;
};

const WORDS = { fill: "var(--chart-words)", fontSize: 12 };
const ROW = 28;

/** What needs no scales: bars beside their names, small bars over time, and hours by their shade. */
export function PlainDrawing(props: { drawing: Plain; label: string; height: number }) {
  const { drawing } = props;
  if (drawing.kind === "heat") return <Heat {...props} drawing={drawing} />;
  if (drawing.kind === "rows") return <Rows {...props} drawing={drawing} />;
  return <Strips {...props} drawing={drawing} />;
}

function Rows({ drawing: { rows, top }, label, height }: Props<"rows">) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const names = nameRoom(width);
  const room = Math.max(0, width - names - 52);
  const step = Math.min(ROW, height / Math.max(1, rows.length));
  return (
    <div ref={ref} className="relative" style={{ height }} data-drawn={width > 0 || undefined}>
      <svg aria-hidden="true" width={width} height={height} className="block">
        {rows.map(({ key, label: name, value }, place) => {
          const y = place * step;
          const long = top === 0 ? 0 : (value / top) * room;
          return (
            <g key={key}>
              <text x={0} y={y + step / 2 + 4} {...WORDS}>
                {cut(name, names)}
              </text>
              <rect
                x={names}
                y={y + 4}
                width={Math.max(1, long)}
                height={Math.max(2, step - 8)}
                rx={2}
                fill="var(--chart-main)"
              />
              <text x={names + long + 6} y={y + step / 2 + 4} {...WORDS}>
                {value}
              </text>
            </g>
          );
        })}
      </svg>
      <HitLayer label={label} hits={rowHits(rows, step, height)} />
    </div>
  );
}

function Strips({ drawing: { rows, top, lastIsPartial }, label, height }: Props<"strips">) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const names = nameRoom(width);
  const room = Math.max(0, width - names - 44);
  const step = Math.min(34, height / Math.max(1, rows.length));
  return (
    <div ref={ref} className="relative" style={{ height }} data-drawn={width > 0 || undefined}>
      <svg aria-hidden="true" width={width} height={height} className="block">
        {rows.map(({ key, label: name, value, trend }, place) => {
          const foot = (place + 1) * step - 4;
          const wide = trend.length === 0 ? 0 : room / trend.length;
          return (
            <g key={key}>
              <text x={0} y={foot - step / 2 + 8} {...WORDS}>
                {cut(name, names)}
              </text>
              <path data-scale d={`M${names} ${foot + 0.5}H${names + room}`} stroke="var(--chart-line)" />
              {trend.map((count, at) => {
                const high = Math.max(1, top === 0 ? 0 : (count / top) * (step - 8));
                const isPale = lastIsPartial && at === trend.length - 1;
                return count === 0 ? null : (
                  <rect
                    // biome-ignore lint/suspicious/noArrayIndexKey: a bucket is its place
                    key={at}
                    x={names + at * wide + wide * 0.1}
                    y={foot - high}
                    width={Math.max(1, wide * 0.8)}
                    height={high}
                    fill="var(--chart-main)"
                    {...(isPale && { fillOpacity: PALE, stroke: "var(--chart-main)" })}
                  />
                );
              })}
              <text x={width} y={foot - step / 2 + 8} textAnchor="end" {...WORDS}>
                {value}
              </text>
            </g>
          );
        })}
      </svg>
      <HitLayer label={label} hits={rowHits(rows, step, height)} />
    </div>
  );
}

function Heat({ drawing: { cells, top }, label, height }: Props<"heat">) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const left = 36;
  const foot = 20;
  const wide = Math.max(0, width - left) / 24;
  const high = (height - foot) / 7;
  const every = wide < 18 ? 6 : wide < 30 ? 3 : 2;
  return (
    <div ref={ref} className="relative" style={{ height }} data-drawn={width > 0 || undefined}>
      <svg aria-hidden="true" width={width} height={height} className="block">
        {WEEKDAYS.map((name, day) => (
          <text key={name} x={0} y={day * high + high / 2 + 4} {...WORDS}>
            {name}
          </text>
        ))}
        {cells.map(({ weekday, hour, value }) => {
          const part = top === 0 ? 0 : value / top;
          const [x, y] = [left + hour * wide + 1, (weekday - 1) * high + 1];
          const [w, h] = [Math.max(1, wide - 2), Math.max(1, high - 2)];
          // Size says what the shade says: forced colours have no shades.
          const size = value === 0 ? 0 : 0.35 + 0.65 * Math.sqrt(part);
          return (
            <g key={`${weekday} ${hour}`}>
              <rect data-scale x={x} y={y} width={w} height={h} rx={2} fill="var(--chart-empty)" />
              <rect
                {...{
                  ...{ x: x + (w * (1 - size)) / 2, y: y + (h * (1 - size)) / 2 },
                  ...{ width: w * size, height: h * size, rx: 2 },
                }}
                fill="var(--chart-main)"
                fillOpacity={PALE + (1 - PALE) * part}
                stroke="var(--chart-main)"
              />
            </g>
          );
        })}
        {Array.from({ length: 24 / every }, (_, order) => order * every).map((hour) => (
          <text key={hour} x={left + hour * wide + wide / 2} y={height - 5} textAnchor="middle" {...WORDS}>
            {wide < 30 ? hour : hourText(hour)}
          </text>
        ))}
      </svg>
      <div className="absolute" style={{ left, right: 0, top: 0, bottom: foot }}>
        <HitLayer
          label={label}
          step={24}
          hits={cells.map(({ weekday, hour, tip, href }) => ({
            ...{ key: `${weekday} ${hour}`, tip, href, width: 100 / 24, height: 100 / 7 },
            ...{ left: (hour / 24) * 100, top: ((weekday - 1) / 7) * 100 },
          }))}
        />
      </div>
    </div>
  );
}

const rowHits = (rows: readonly Pick<Hit, "key" | "tip" | "href">[], step: number, height: number): Hit[] =>
  rows.map(({ key, tip, href }, place) => ({
    ...{ key, tip, href, left: 0, width: 100, top: ((place * step) / height) * 100, height: (step / height) * 100 },
  }));

const nameRoom = (width: number): number => Math.min(210, Math.round(width * 0.42));
/** As much of a name as has room, by a width that letters of this size have in the mean. */
function cut(name: string, room: number): string {
  const most = Math.max(6, Math.floor(room / 6.6));
  return name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`;
}
