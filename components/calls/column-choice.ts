/** The columns of the list, in their usual order. */
export const COLUMNS = [
  ...(["when", "who", "agent", "status", "duration", "attention", "found", "direction"] as const),
  ...(["lines", "campaign", "ended", "id"] as const),
] as const;
export type ColumnId = (typeof COLUMNS)[number];

export const COLUMN_WORDS: Record<ColumnId, string> = {
  when: "When",
  who: "Call with",
  agent: "Agent",
  status: "Status",
  duration: "Length",
  attention: "Attention",
  found: "Summary",
  direction: "Direction",
  lines: "Lines",
  campaign: "Campaign",
  ended: "Ended by",
  id: "Call id",
};

/** Pixels; what is left over goes to the summary. */
export const USUAL_WIDTHS: Record<ColumnId, number> = {
  ...{ when: 132, who: 208, agent: 168, status: 120, duration: 84, attention: 168, found: 360 },
  ...{ direction: 104, lines: 72, campaign: 144, ended: 104, id: 176 },
};
export const LEAST_WIDTH = 64;
export const MOST_WIDTH = 900;

/** Which columns somebody sees, in which order, and how wide those are that they have set. */
export type ColumnChoice = {
  order: ColumnId[];
  hidden: ColumnId[];
  widths: Partial<Record<ColumnId, number>>;
};

export const USUAL_COLUMNS: ColumnChoice = {
  order: [...COLUMNS],
  hidden: ["direction", "lines", "campaign", "ended", "id"],
  widths: {},
};

const isColumn = (value: unknown): value is ColumnId => COLUMNS.some((column) => column === value);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * Reads what a browser has kept. Columns that are no more are left out, new ones stand where they usually do; whom a call was
 * with is always seen, because it leads there.
 * @param text null: nothing was kept
 */
export function readColumns(text: string | null): ColumnChoice {
  let kept: unknown = null;
  try {
    kept = text === null ? null : JSON.parse(text);
  } catch {
    // What is no JSON says nothing.
  }
  if (!isRecord(kept) || !Array.isArray(kept.order)) return USUAL_COLUMNS;
  const order = [...new Set(kept.order.filter(isColumn))];
  const known = new Set(order);
  for (const [place, column] of COLUMNS.entries()) if (!known.has(column)) order.splice(place, 0, column);
  const hidden = Array.isArray(kept.hidden) ? kept.hidden.filter(isColumn) : [];
  const isNew = (column: ColumnId) => !known.has(column) && USUAL_COLUMNS.hidden.includes(column);
  const widths = Object.entries(isRecord(kept.widths) ? kept.widths : {}).flatMap(([column, width]) =>
    isColumn(column) && typeof width === "number" && Number.isFinite(width) ? [[column, widthOf(width)]] : [],
  );
  return {
    order,
    hidden: [...new Set([...hidden, ...order.filter(isNew)])].filter((column) => column !== "who"),
    widths: Object.fromEntries(widths),
  };
}

/** A width that a column may have, in pixels. */
export const widthOf = (width: number): number => Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));

/** One place further in the order, left or right, past columns that are hidden. */
export function movedColumn(choice: ColumnChoice, column: ColumnId, step: 1 | -1): ColumnChoice {
  const order = [...choice.order];
  const from = order.indexOf(column);
  let to = from + step;
  while (order[to] !== undefined && choice.hidden.includes(order[to] as ColumnId)) to += step;
  if (order[to] === undefined) return choice;
  order.splice(from, 1);
  order.splice(to, 0, column);
  return { ...choice, order };
}
