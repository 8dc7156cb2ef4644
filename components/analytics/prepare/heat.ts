import { callsText, countText, hourText, shareText, WEEKDAYS } from "../words";
import type { Chart, Context } from "./chart";

const HOURS = 24;

/** Calls by weekday and hour. */
export function heat(context: Context): Chart {
  const { data, meta } = context;
  const known = new Map(data.weekdayHour.map((cell) => [(cell.weekday - 1) * HOURS + cell.hour, cell]));
  const all = WEEKDAYS.flatMap((_, day) => Array.from({ length: HOURS }, (_, hour) => ({ weekday: day + 1, hour })));
  const top = Math.max(0, ...data.weekdayHour.map(({ calls }) => calls));
  const busiest = data.weekdayHour.find(({ calls }) => calls === top);
  const when = (weekday: number, hour: number) => `${WEEKDAYS[weekday - 1]} ${hourText(hour)}–${hourText(hour + 1)}`;
  return {
    ...{ id: "heat", title: "When calls come, calls by weekday and hour", csv: "weekHours", coverage: null },
    nothing: busiest === undefined ? "There is no call in this time." : null,
    sentence:
      busiest === undefined
        ? "There is no call in this time."
        : `Busiest: ${when(busiest.weekday, busiest.hour)} (${callsText(busiest.calls)}). Hours are those of ${meta.timeZone.replaceAll("_", " ")}.`,
    definition:
      "Calls by the weekday and the hour at which they began, over all weeks of the time chosen; the darker, the more. A weekday that the time has twice counts twice.",
    drawing: {
      ...{ kind: "heat", top },
      cells: all.map(({ weekday, hour }) => {
        const cell = known.get((weekday - 1) * HOURS + hour);
        const calls = cell?.calls ?? 0;
        return {
          ...{ weekday, hour, value: calls, href: cell === undefined ? null : context.calls(cell.opens) },
          tip: [
            when(weekday, hour),
            callsText(calls),
            ...(cell === undefined ? [] : [`Answer rate: ${shareText(cell.answerRate)}`]),
            ...(cell === undefined || cell.watched === 0
              ? []
              : [`Needed attention: ${countText(cell.neededAttention)} of ${countText(cell.watched)} watched`]),
          ],
        };
      }),
    },
    table: {
      head: ["Hour", ...WEEKDAYS],
      rows: Array.from({ length: HOURS }, (_, hour) => ({
        key: String(hour),
        cells: [
          { text: hourText(hour) },
          ...WEEKDAYS.map((_, day) => {
            const cell = known.get(day * HOURS + hour);
            return { text: countText(cell?.calls ?? 0), href: cell === undefined ? null : context.calls(cell.opens) };
          }),
        ],
      })),
    },
  };
}
