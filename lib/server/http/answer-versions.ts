import { createHash } from "node:crypto";
import type { AnswerShape } from "@/lib/wire/changes";

/** An answer's version: one for each content, the same on every server and in every view that has the same. */
const versionOf = (plain: Buffer) => createHash("sha256").update(plain).digest("base64url").slice(0, 22);

/** So many versions before the newest can be asked for by; each holds the ids of its rows and no more. */
const KEPT_VERSIONS = 64;
/** Changes that weigh more than this share of the whole are not worth applying. */
const MOST_OF_WHOLE = 0.6;

const COMMA = Buffer.from(",");
const OPEN = Buffer.from("{");
const CLOSE = Buffer.from("}");

/** Where a part stands in the bytes, and the number of the version in which it last changed. */
type Value = { kind: "value"; start: number; end: number; changedIn: number };
type FieldParts = { kind: "fields"; names: readonly string[]; parts: Part[] };
/** `keys`: of rows. `first`: of lines, the place of the first among all there have ever been. */
type ListParts = {
  kind: "rows" | "lines";
  keys: readonly string[];
  first: number;
  starts: Uint32Array;
  ends: Uint32Array;
  changedIn: Uint32Array;
};
type Part = Value | FieldParts | ListParts;
type ListThen = Pick<ListParts, "keys" | "first"> & { count: number };
type Then = { number: number; lists: readonly ListThen[] };

type WrittenAnswer = { plain: Buffer<ArrayBuffer>; version: string };

/** The versions of one answer in one view, as far as they can still be asked for by. */
export type AnswerVersions = {
  /** Writes the next version, byte for byte as JSON.stringify does. @param first lines left out before those of a "lines" part */
  next(content: unknown, first?: number): WrittenAnswer;
  /**
   * The bytes of what has changed between a version and the newest, `to`. `unknown`: one of them is not known (any more).
   * `long`: the whole answer is hardly longer, or cannot be told as changes of the other.
   */
  since(version: string, to: string): Buffer<ArrayBuffer> | "unknown" | "long";
};

export function createAnswerVersions(shape: AnswerShape): AnswerVersions {
  let number = 0;
  let newest: (WrittenAnswer & { root: Part }) | null = null;
  const known = new Map<string, Then>();

  return {
    next(content, first = 0) {
      number += 1;
      const writer = createWriter();
      const root = writePart(writer, content, shape, { number, first });
      const plain = writer.bytes();
      if (newest === null || !carryOver(newest, { plain, root })) known.clear();
      const version = versionOf(plain);
      newest = { plain, version, root };
      known.delete(version);
      known.set(version, { number, lists: listsOf(root) });
      for (const oldest of known.keys()) {
        if (known.size <= KEPT_VERSIONS) break;
        known.delete(oldest);
      }
      return { plain, version };
    },
    since(version, to) {
      const then = known.get(version);
      if (newest?.version !== to || then === undefined) return "unknown";
      const lists = then.lists.values();
      if (newest.root.kind !== "fields") return "long";
      const told = changedFields(newest.root, newest.plain, { number: then.number, next: () => lists.next().value });
      if (told === null) return "long";
      const bytes = Buffer.concat([
        Buffer.from(`{"since":"${version}"`),
        ...told.flatMap((one) => [COMMA, one]),
        CLOSE,
      ]);
      return bytes.byteLength > newest.plain.byteLength * MOST_OF_WHOLE ? "long" : bytes;
    },
  };
}

function createWriter() {
  const texts: string[] = [];
  let at = 0;
  return {
    write(text: string): void {
      texts.push(text);
      at += Buffer.byteLength(text);
    },
    at: () => at,
    bytes: () => Buffer.from(texts.join("")),
  };
}
type Writer = ReturnType<typeof createWriter>;

type Stamp = { number: number; first: number };

function writePart(writer: Writer, value: unknown, shape: AnswerShape[string] | undefined, stamp: Stamp): Part {
  if (typeof shape === "object" && isFields(value)) return writeFields(writer, value, shape, stamp);
  if (shape === "lines" && Array.isArray(value)) return writeList(writer, value, { kind: "lines", keys: [] }, stamp);
  const keys = shape === "rows" ? rowKeys(value) : null;
  if (keys !== null && Array.isArray(value)) return writeList(writer, value, { kind: "rows", keys }, stamp);
  const start = writer.at();
  writer.write(JSON.stringify(value) ?? "null");
  return { kind: "value", start, end: writer.at(), changedIn: stamp.number };
}

function writeFields(writer: Writer, value: Record<string, unknown>, shape: AnswerShape, stamp: Stamp): FieldParts {
  // As JSON does: what has no text has no name either.
  const names = Object.keys(value).filter((name) => JSON_HAS.has(typeof value[name]));
  const parts = names.map((name, place) => {
    writer.write(`${place === 0 ? "{" : ","}${JSON.stringify(name)}:`);
    return writePart(writer, value[name], Object.hasOwn(shape, name) ? shape[name] : undefined, stamp);
  });
  writer.write(names.length === 0 ? "{}" : "}");
  return { kind: "fields", names, parts };
}

const JSON_HAS: ReadonlySet<string> = new Set(["object", "string", "number", "boolean"]);

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The ids of rows; null where a row has none, or one that another has. */
function rowKeys(value: unknown): string[] | null {
  if (!Array.isArray(value)) return null;
  const keys = value.flatMap((row: unknown) => (isFields(row) && typeof row.id === "string" ? [row.id] : []));
  return keys.length === value.length && new Set(keys).size === keys.length ? keys : null;
}

function writeList(
  writer: Writer,
  items: readonly unknown[],
  list: Pick<ListParts, "kind" | "keys">,
  stamp: Stamp,
): ListParts {
  const starts = new Uint32Array(items.length);
  const ends = new Uint32Array(items.length);
  writer.write("[");
  for (const [place, item] of items.entries()) {
    if (place > 0) writer.write(",");
    starts[place] = writer.at();
    writer.write(JSON.stringify(item) ?? "null");
    ends[place] = writer.at();
  }
  writer.write("]");
  const first = list.kind === "lines" ? stamp.first : 0;
  return { ...list, first, starts, ends, changedIn: new Uint32Array(items.length).fill(stamp.number) };
}

/**
 * Gives each part that is as it was the number of the version in which it became so.
 * @returns false: the two have other parts, so that nothing can be told of what changed between them
 */
function carryOver(before: { plain: Buffer; root: Part }, now: { plain: Buffer; root: Part }): boolean {
  const isSame = (fromThen: number, toThen: number, from: number, to: number) =>
    toThen - fromThen === to - from && now.plain.compare(before.plain, fromThen, toThen, from, to) === 0;

  function carry(then: Part, part: Part): boolean {
    if (part.kind === "value") {
      if (then.kind !== "value") return false;
      if (isSame(then.start, then.end, part.start, part.end)) part.changedIn = then.changedIn;
      return true;
    }
    if (part.kind === "fields") {
      if (then.kind !== "fields" || then.names.length !== part.names.length) return false;
      return part.parts.every((inner, place) => {
        const old = then.parts[place];
        return old !== undefined && then.names[place] === part.names[place] && carry(old, inner);
      });
    }
    if (then.kind !== part.kind) return false;
    carryItems(then, part, isSame);
    return true;
  }
  return carry(before.root, now.root);
}

function carryItems(
  then: ListParts,
  now: ListParts,
  isSame: (fromThen: number, toThen: number, from: number, to: number) => boolean,
): void {
  const places = now.kind === "rows" ? new Map(then.keys.map((key, place) => [key, place])) : null;
  const moved = now.first - then.first;
  for (let place = 0; place < now.starts.length; place += 1) {
    const old = places === null ? place + moved : (places.get(now.keys[place] ?? "") ?? -1);
    const [fromThen, toThen, changedIn] = [then.starts[old], then.ends[old], then.changedIn[old]];
    const [from, to] = [now.starts[place], now.ends[place]];
    if (fromThen === undefined || toThen === undefined || changedIn === undefined) continue;
    if (from === undefined || to === undefined) continue;
    if (isSame(fromThen, toThen, from, to)) now.changedIn[place] = changedIn;
  }
}

function listsOf(part: Part): ListThen[] {
  if (part.kind === "value") return [];
  if (part.kind === "fields") return part.parts.flatMap(listsOf);
  return [{ keys: part.keys, first: part.first, count: part.starts.length }];
}

type Since = { number: number; next: () => ListThen | undefined };

/** Every object that is told field by field, with its changed fields; null where that cannot be told. */
function changedFields({ names, parts }: FieldParts, plain: Buffer, since: Since): Buffer[] | null {
  const told: Buffer[] = [];
  for (const [place, part] of parts.entries()) {
    const change = changeOf(part, plain, since);
    if (change === null) return null;
    if (change.length > 0) told.push(Buffer.concat([Buffer.from(`${JSON.stringify(names[place])}:`), ...change]));
  }
  return told;
}

/** The bytes of a part's change; none where it is as it was; null where that cannot be told. */
function changeOf(part: Part, plain: Buffer, since: Since): Buffer[] | null {
  if (part.kind === "value") return part.changedIn > since.number ? [plain.subarray(part.start, part.end)] : [];
  if (part.kind === "fields") {
    const inner = changedFields(part, plain, since);
    return inner === null ? null : [OPEN, ...joined(inner), CLOSE];
  }
  const then = since.next();
  if (then === undefined) return null;
  return part.kind === "rows"
    ? rowChanges(part, plain, since.number, then)
    : lineChanges(part, plain, since.number, then);
}

function rowChanges(rows: ListParts, plain: Buffer, number: number, then: ListThen): Buffer[] {
  const now = new Set(rows.keys);
  const removed = then.keys.filter((key) => !now.has(key));
  const places = [...rows.changedIn.keys()].filter((place) => (rows.changedIn[place] ?? 0) > number);
  if (places.length === 0 && removed.length === 0 && isSameOrder(rows.keys, then.keys)) return [];
  const before = new Set(then.keys);
  const expected = [
    ...then.keys.filter((key) => now.has(key)),
    ...places.flatMap((place) => rows.keys[place] ?? []).filter((key) => !before.has(key)),
  ];
  const order = isSameOrder(rows.keys, expected) ? "" : `,"order":${JSON.stringify(rows.keys)}`;
  const changed = places.map((place) => plain.subarray(rows.starts[place], rows.ends[place]));
  return [
    Buffer.from('{"changed":['),
    ...joined(changed),
    Buffer.from(`],"removed":${JSON.stringify(removed)}${order}}`),
  ];
}

const isSameOrder = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((key, place) => key === other[place]);

function lineChanges(lines: ListParts, plain: Buffer, number: number, then: ListThen): Buffer[] | null {
  const length = lines.starts.length;
  const dropped = lines.first - then.first;
  // Lines came before those that were told: what has been dropped can be said, what was put before them cannot.
  if (dropped < 0 || dropped > then.count) return null;
  const changed: Buffer[] = [];
  for (let place = 0; place < length; place += 1) {
    const isNew = place + dropped >= then.count;
    if (!isNew && (lines.changedIn[place] ?? 0) <= number) continue;
    const line = plain.subarray(lines.starts[place], lines.ends[place]);
    changed.push(Buffer.concat([Buffer.from(`[${place},`), line, Buffer.from("]")]));
  }
  if (changed.length === 0 && dropped === 0 && length === then.count) return [];
  return [Buffer.from(`{"dropped":${dropped},"changed":[`), ...joined(changed), Buffer.from(`],"length":${length}}`)];
}

const joined = (parts: readonly Buffer[]) => parts.flatMap((part, place) => (place === 0 ? [part] : [COMMA, part]));
