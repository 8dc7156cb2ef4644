import { sql } from "drizzle-orm";
import { createArchiveStores } from "@/lib/archive";
import { aCall, aMessage } from "@/lib/calls/build";
import type { OpenDatabase } from "@/lib/database/database";
import { transact } from "@/lib/database/transaction";

/** So many calls are made in one statement. */
const AT_ONCE = 2_000;
const LINES = 20;
const HOUR_MS = 3_600_000;

/** The number that every one of them was with. */
const FILLED_NUMBER = "+14155550171";

/** One call, kept as any other is. */
async function keepFirst({ database }: Pick<OpenDatabase, "database">): Promise<void> {
  const startMs = Date.now() - HOUR_MS;
  const iso = (ms: number) => new Date(startMs + ms).toISOString();
  const transcript = Array.from({ length: LINES }, (_, place) =>
    aMessage({
      role: place % 2 === 0 ? "assistant" : "user",
      content: `Line ${place} of the call with my order ${place}, please look it up for me now.`,
      timestamp: iso(place * 3_000),
    }),
  );
  const first = {
    call: aCall({
      ...{ id: "call_filled_0", status: "completed", phoneNumber: FILLED_NUMBER, liveRoomStatus: null, transcript },
      ...{ createdAt: iso(-2_000), startedAt: iso(0), endedAt: iso(60_000), updatedAt: iso(60_000), duration: 60 },
      summary: "The caller asked for an order.",
    }),
    ...{ contactName: "Jane Appleseed", campaignId: null, omittedMessages: 0, isSettled: true },
    ...{ readAtMs: Date.now(), watched: null, endedBy: null },
  };
  const { archive } = createArchiveStores({ database, nowMs: Date.now });
  await transact(database, (tx) => archive.put(tx, first, { keepsTalk: true }));
}

/**
 * An archive of so many calls of twenty lines, `call_filled_0` an hour ago and each further one a minute before, with an
 * order's number of its own in every line: one is kept as any call is, the others are made of its row.
 */
export async function fillArchive(open: Pick<OpenDatabase, "database" | "upkeep">, calls: number): Promise<void> {
  const { database } = open;
  await keepFirst(open);
  const { rows } = await database.execute(sql`select column_name from information_schema.columns
    where table_name = 'archived_calls' and column_name not in ('call_id', 'happened_at', 'kept_at', 'sent')`);
  const others = sql.raw((rows as { column_name: string }[]).map((row) => `"${row.column_name}"`).join(", "));
  for (let from = 1; from < calls; from += AT_ONCE) {
    await database.execute(sql`insert into archived_calls (call_id, happened_at, kept_at, sent, ${others})
      select 'call_filled_' || n, happened_at - n * interval '1 minute', kept_at - n * interval '1 minute',
        jsonb_set(replace(sent::text, 'order', 'order ' || md5(n::text))::jsonb, '{id}', to_jsonb('call_filled_' || n)), ${others}
      from archived_calls, generate_series(${from}::int, ${Math.min(from + AT_ONCE, calls) - 1}::int) as n
      where call_id = 'call_filled_0'`);
  }
  await open.upkeep();
}
