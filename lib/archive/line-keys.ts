import type { Message } from "@/lib/calls/call";
import { inReadingOrder } from "@/lib/calls/transcript";

/** The lines of a transcript as they came, the key of each beside it, and the first key that was never given. */
export type KeyedLines = { lines: readonly Message[]; keys: readonly number[]; nextKey: number };

/**
 * Keys for the lines of a new reading. A line's key is its place in the order in which the call's lines were seen first: it
 * stays when others are inserted, when it is edited in place and when others go, and no key is given twice.
 *
 * The same line is the one that says the same at the same time; else the one of the same role at the same time; else, of
 * lines without a time, where between two that are known as many of a role went as came, those in their order.
 * @param before what was kept; null: nothing
 * @returns a key for each of `lines`, in their order
 */
export function keyLines(before: KeyedLines | null, lines: readonly Message[]): { keys: number[]; nextKey: number } {
  const keys = new Map<Message, number>();
  let nextKey = before?.nextKey ?? 0;
  const open = before === null ? [] : before.lines.map((line, place) => ({ line, key: before.keys[place] ?? -1 }));
  let left = open;
  // Of a call that is new there is nothing to find again, and its lines may be many.
  if (open.length > 0) {
    for (const sameness of SAMENESSES) left = match(left, lines, keys, sameness);
    matchGaps(open, left, lines, keys);
  }
  for (const { message } of inReadingOrder(lines)) {
    if (keys.has(message)) continue;
    keys.set(message, nextKey);
    nextKey += 1;
  }
  return { keys: lines.map((line) => keys.get(line) ?? -1), nextKey };
}

type Kept = { line: Message; key: number };

const SAMENESSES: readonly ((line: Message) => string | null)[] = [
  ({ role, timestamp, content, event }) => JSON.stringify([role, timestamp, content, event ?? null]),
  ({ role, timestamp }) => (timestamp === null ? null : JSON.stringify([role, timestamp])),
];

/** Takes those that are the same, first to first. @returns those that are left */
function match(
  kept: readonly Kept[],
  lines: readonly Message[],
  keys: Map<Message, number>,
  sameness: (line: Message) => string | null,
): Kept[] {
  const waiting = new Map<string, Kept[]>();
  // The last first, so that the first is taken from the end.
  for (const one of kept.toReversed()) {
    const same = sameness(one.line);
    if (same !== null) push(waiting, same, one);
  }
  const taken = new Set<Kept>();
  for (const line of lines) {
    const same = keys.has(line) ? null : sameness(line);
    const found = same === null ? undefined : waiting.get(same)?.pop();
    if (found === undefined) continue;
    keys.set(line, found.key);
    taken.add(found);
  }
  return kept.filter((one) => !taken.has(one));
}

/** Between two lines that are known, as many of a role as went: they were said anew. */
function matchGaps(
  before: readonly Kept[],
  left: readonly Kept[],
  lines: readonly Message[],
  keys: Map<Message, number>,
): void {
  const isLeft = new Set(left);
  const gone = new Map<string, Kept[]>();
  let after = "start";
  for (const one of before) {
    if (!isLeft.has(one)) after = String(one.key);
    else if (one.line.timestamp === null) push(gone, `${after} ${one.line.role}`, one);
  }
  const come = new Map<string, Message[]>();
  after = "start";
  for (const line of lines) {
    const key = keys.get(line);
    if (key !== undefined) after = String(key);
    else if (line.timestamp === null) push(come, `${after} ${line.role}`, line);
  }
  for (const [gap, fresh] of come) {
    const old = gone.get(gap) ?? [];
    if (old.length !== fresh.length) continue;
    for (const [place, line] of fresh.entries()) keys.set(line, old[place]?.key ?? -1);
  }
}

function push<Item>(lists: Map<string, Item[]>, name: string, item: Item): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [item]);
  else list.push(item);
}
