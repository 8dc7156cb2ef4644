import { LIMITS, type Limit, type LimitName, NOT_MEASURED } from "@/bench/limits";

export type Figure = {
  what: string;
  /** null: could not be measured here, `note` says why */
  value: number | null;
  /** "" for a ratio */
  unit: string;
  limit?: LimitName;
  note?: string;
};

export type Result = { figures: Figure[]; notes: string[] };

/** One benchmark. `quick` runs it with tiny counts, to see that it works: its figures mean nothing. */
export type Bench = { title: string; run: (options: { quick: boolean }) => Promise<Result> };

/**
 * The value below which `share` (0 … 1) of the samples lie, by the nearest rank.
 * @throws RangeError when there is no sample
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
  if (value === undefined) throw new RangeError("no samples");
  return value;
}

export const median = (samples: readonly number[]) => percentile(samples, 0.5);

export function meets(value: number, limit: LimitName): boolean {
  const target: Limit = LIMITS[limit];
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}

/** Three significant digits, whole above a hundred, thousands apart. */
export function formatValue(value: number | null): string {
  if (value === null) return "—";
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function bound(limit: LimitName): string {
  const target: Limit = LIMITS[limit];
  return "atMost" in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

function verdict({ value, limit }: Figure): string {
  if (!limit || value === null) return "";
  return meets(value, limit) ? "met" : "missed";
}

const HEADS = ["What", "Figure", "Unit", "Target", ""];
const rowOf = (figure: Figure) => [
  figure.note ? `${figure.what} (${figure.note})` : figure.what,
  formatValue(figure.value),
  figure.unit,
  figure.limit ? `${LIMITS[figure.limit].id} ${bound(figure.limit)}` : "",
  verdict(figure),
];

/** The figures as a table for a terminal. */
export const textTable = (figures: readonly Figure[]) => plainTable([HEADS, ...figures.map(rowOf)]);

/** Rows with their columns under each other; the second holds numbers. */
export function plainTable(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row.map((cell, column) => (column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0)));
  return rows.map((row) => `  ${line(row).join("  ").trimEnd()}`).join("\n");
}

/** The figures as a table for a README. */
export function markdownTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const [what, value, unit, target, met] = rowOf(figure);
    return `| ${what} | ${value} | ${unit} | ${target} | ${met === "missed" ? "**missed**" : met} |`;
  });
  return ["| What | Figure | Unit | Target | |", "|---|---:|---|---|---|", ...rows].join("\n");
}

/** Every target beside the figures it was held against: id, figure, bound, verdict, words; and how many were missed. */
export function standings(figures: readonly Figure[]): { rows: string[][]; missed: number } {
  let missed = 0;
  const rows = (Object.keys(LIMITS) as LimitName[]).map((name) => {
    const values = figures.flatMap(({ limit, value }) => (limit === name && value !== null ? [value] : []));
    const worst = values.find((value) => !meets(value, name)) ?? values[0] ?? null;
    const isMissed = worst !== null && !meets(worst, name);
    if (isMissed) missed += 1;
    const verdict = worst === null ? "not run" : isMissed ? "missed" : "met";
    return [LIMITS[name].id, formatValue(worst), bound(name), verdict, LIMITS[name].what];
  });
  const unmeasured = NOT_MEASURED.map(({ id, target, why, what }) => [id, "—", target, `not measured: ${why}`, what]);
  return { rows: [...rows, ...unmeasured], missed };
}
