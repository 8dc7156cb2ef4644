import { type SQL, sql } from "drizzle-orm";
import type { Call, Message } from "@/lib/calls/call";
import { asSent } from "@/lib/calls/sent";
import { TALK_MEASURES, type TalkMeasures, talkMeasures, UNMEASURED } from "@/lib/calls/talk-measures";
import { rowsOf } from "@/lib/calls/transcript";
import { jsonText } from "@/lib/database/any-text";
import type { Transaction } from "@/lib/database/transaction";
import { inTurns } from "@/lib/jobs/in-turns";

/** Of so many lines it takes long to measure a call and to write it down: that is done piece by piece before it is stored. */
const FEWEST_LONG = 500;
const LINES_A_STEP = 500;
/** What goes to the database at once: writing, copying and sending more of it would hold everybody up. */
const PIECE_CHARACTERS = 500_000;

const measured = new WeakMap<readonly Message[], TalkMeasures>();
const written = new WeakMap<Call, readonly string[]>();

/** Measures a long call and writes it down, with pauses, so that storing it finds the work done. */
export async function prepareLong(call: Call, { keepsTalk }: { keepsTalk: boolean }): Promise<void> {
  if ((call.transcript?.length ?? 0) >= FEWEST_LONG) await inTurns(steps(call, keepsTalk));
}

function* steps(call: Call, keepsTalk: boolean): Generator<undefined, void> {
  const lines = call.transcript ?? [];
  const rows = [...rowsOf(lines)];
  yield;
  const parts: Partial<TalkMeasures>[] = [];
  for (const measure of TALK_MEASURES) {
    parts.push(measure(lines, rows));
    yield;
  }
  measured.set(lines, Object.assign({}, UNMEASURED, ...parts));
  if (keepsTalk) yield* writing(call);
}

/** The text of `asSent` as JSON, in pieces that follow each other. */
function* writing(call: Call): Generator<undefined, void> {
  const { transcript: lines, ...rest } = asSent(call);
  if (!Array.isArray(lines)) return;
  yield;
  const pieces: string[] = [];
  let piece = `${jsonText(rest).slice(0, -1)},"transcript":[`;
  for (let at = 0; at < lines.length; at += LINES_A_STEP) {
    piece += (at === 0 ? "" : ",") + jsonText(lines.slice(at, at + LINES_A_STEP)).slice(1, -1);
    if (piece.length > PIECE_CHARACTERS) {
      pieces.push(piece);
      piece = "";
    }
    yield;
  }
  pieces.push(`${piece}]}`);
  if (pieces.length > 1) written.set(call, pieces);
}

/** Measures of talk; of long talk they are made before (prepareLong). */
export const measuresOf = (lines: Message[]): TalkMeasures =>
  measured.get(lines) ?? talkMeasures(lines, [...rowsOf(lines)]);

/**
 * Brings what a long call came as into the transaction, piece by piece.
 * @param place of the call among those of this transaction
 * @returns the value of `sent`, for a statement of the same transaction; null: it is short, or was not prepared
 */
export async function bringLong(tx: Transaction, call: Call, place: number): Promise<SQL | null> {
  const pieces = written.get(call);
  if (pieces === undefined) return null;
  await tx.execute(
    sql`create temporary table if not exists long_calls (call int, place int, piece text) on commit drop`,
  );
  for (const [at, piece] of pieces.entries()) {
    await tx.execute(sql`insert into long_calls (call, place, piece) values (${place}, ${at}, ${piece})`);
  }
  return sql`(select string_agg(piece, '' order by long_calls.place) from long_calls where call = ${place})::jsonb`;
}
