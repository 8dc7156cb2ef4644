/**
 * An answer told as what has changed since a version that the asker holds. Both sides read it by the same shape; zod-free,
 * because browsers apply it (docs/decisions/0015-answers-as-changes.md).
 */

/** Which lists of an answer are told row by row or line by line, and which objects field by field; all else as a whole. */
export type AnswerShape = { readonly [field: string]: AnswerShape | "rows" | "lines" };

/** Rows are known by their `id`. */
export const BOARD_SHAPE = {
  data: { calls: "rows", hits: "rows", totals: {} },
  meta: {},
} as const satisfies AnswerShape;
/** Lines are known by their place. */
export const CALL_SHAPE = { data: { transcript: "lines" }, meta: {} } as const satisfies AnswerShape;

/**
 * The version an answer's ETag names, weakened by a proxy or not; null where it names none of ours.
 */
export const versionOf = (etag: string | null): string | null => /^(?:W\/)?"([\w-]+)"$/.exec(etag ?? "")?.[1] ?? null;

/** What `?since=` may be. Versions have no meaning to whoever holds them: one that is not known gets the whole answer. */
export const isVersion = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

export const SINCE_FAULT = "since should be a version: what the ETag of an earlier answer has between its quotes.";

type RowChanges<Row> = {
  /** rows that are new or different, whole */
  changed: Row[];
  /** ids of rows that are gone */
  removed: string[];
  /** ids of all rows in their order; absent while those that stayed stand as they stood, with new ones after them */
  order?: string[];
};

type LineChanges<Line> = {
  /** so many lines at the start are gone; places below count without them */
  dropped: number;
  /** lines that are new or different by their place, in its order */
  changed: [place: number, line: Line][];
  /** how many lines there are */
  length: number;
};

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The version whose changes an answer tells; null for a whole answer.
 * @param body any answer of ours
 */
export function changesSince(body: unknown): string | null {
  return isFields(body) && typeof body.since === "string" ? body.since : null;
}

/**
 * The answer that the changes lead to; parts without a change keep their identity. Null where they do not fit what is
 * known: then only a whole answer helps.
 */
export function applyChanges<Body>(known: Body, changes: unknown, shape: AnswerShape): Body | null {
  if (!isFields(known) || !isFields(changes)) return null;
  const { since: _, ...fields } = changes;
  // What came is an answer of ours by this shape, made from `known`: its type is that of `known`.
  return fieldsAfter(known, fields, shape) as Body | null;
}

function fieldsAfter(known: Fields, changes: Fields, shape: AnswerShape): Fields | null {
  const changed: [string, unknown][] = [];
  for (const [name, change] of Object.entries(changes)) {
    if (!Object.hasOwn(known, name)) return null;
    const next = partAfter(known[name], change, Object.hasOwn(shape, name) ? shape[name] : undefined);
    if (next === null && change !== null) return null;
    if (next !== known[name]) changed.push([name, next]);
  }
  // By entries: a call service's field may be called __proto__, and setting that would set no field.
  return changed.length === 0 ? known : { ...known, ...Object.fromEntries(changed) };
}

/** A part after its change; null where the change does not fit. */
function partAfter(known: unknown, change: unknown, part: AnswerShape[string] | undefined): unknown {
  if (part === undefined) return change;
  if (!isFields(change)) return null;
  if (typeof part === "object") return isFields(known) ? fieldsAfter(known, change, part) : null;
  if (!Array.isArray(known)) return null;
  const items: readonly unknown[] = known;
  return part === "rows" ? rowsAfter(items.filter(isFields), change) : linesAfter(items, change);
}

function rowsAfter(known: readonly Fields[], changes: Fields): Fields[] | null {
  const { changed, removed, order } = changes as Partial<RowChanges<Fields>>;
  if (!Array.isArray(changed) || !Array.isArray(removed)) return null;
  if (removed.length === 0 && order === undefined) return rowsInPlace(known, changed);
  const byId = new Map(known.map((row) => [row.id, row]));
  for (const id of removed) if (!byId.delete(id)) return null;
  // A Map keeps the place of what it knows and puts what is new at the end: as the order says when it says nothing.
  for (const row of changed) byId.set(row.id, row);
  if (order === undefined) return [...byId.values()];
  const rows = order.flatMap((id): Fields[] => {
    const row = byId.get(id);
    return row === undefined ? [] : [row];
  });
  return rows.length === order.length && order.length === byId.size ? rows : null;
}

/** Rows in the places of those they follow, new ones at the end: what most polls bring, without a list of all by id. */
function rowsInPlace(known: readonly Fields[], changed: readonly Fields[]): Fields[] {
  const byId = new Map(changed.map((row) => [row.id, row]));
  const rows = known.map((row) => {
    const next = byId.get(row.id);
    if (next === undefined) return row;
    byId.delete(row.id);
    return next;
  });
  for (const row of byId.values()) rows.push(row);
  return rows;
}

function linesAfter(known: readonly unknown[], changes: Fields): unknown[] | null {
  const { dropped, changed, length } = changes as Partial<LineChanges<unknown>>;
  if (typeof dropped !== "number" || typeof length !== "number" || !Array.isArray(changed)) return null;
  const lines = known.slice(dropped);
  for (const [place, line] of changed) {
    if (place > lines.length) return null;
    lines[place] = line;
  }
  if (lines.length < length) return null;
  lines.length = length;
  return lines;
}
