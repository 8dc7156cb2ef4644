import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNull, lt, notExists, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/lib/database/database";
import { outbox } from "@/lib/database/schema";
import type { Topic } from "@/lib/database/unit-of-work";
import type { Faults } from "./faults";
import { GRACE_MS, limitedTo } from "./limited";
import { createLoop } from "./loop";

/** Changes of this process wake the worker; this finds what another one left behind. */
const LOOK_EVERY_MS = 30_000;
const MOST_AT_ONCE = 10;
/** How long one message may be in hand. */
const HANDLE_LIMIT_MS = 30_000;
/** After a process was killed another one takes its messages once this has passed. */
const CLAIM_MS = HANDLE_LIMIT_MS + GRACE_MS + 10_000;
/** Some five hours. */
export const MOST_ATTEMPTS = 16;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 3_600_000;

type Message = {
  /** the same at every attempt: hand it on to whoever can tell a repetition by it */
  idempotencyKey: string;
  /** 1 at the first */
  attempt: number;
  /** the attempt is to end: its time is over, or the process stops */
  signal: AbortSignal;
};
export type OutboxHandler<Payload> = (payload: Payload, message: Message) => Promise<void>;

export type OutboxWorker = {
  /** @throws Error when the topic has a handler already */
  on<Payload>(topic: Topic<Payload>, handler: OutboxHandler<Payload>): void;
  start(): void;
  /** Messages were committed. */
  wake(): void;
  /** Takes no more. What is in hand has `limitMs`, then is told to end and left to the next attempt. */
  stop(limitMs: number): Promise<void>;
};

type Row = Pick<typeof outbox.$inferSelect, "id" | "topic" | "payload" | "idempotencyKey" | "attempts">;

/**
 * Hands every message that was committed to the handler of its topic: at least once, never twice at the same time, those of
 * one key in order. One that fails is tried again, later and later, and those behind it wait; after sixteen attempts it is
 * given up and the next one's turn comes. Topics without a handler here are left to other processes.
 */
export function createOutboxWorker({ database, faults }: { database: Database; faults: Faults }): OutboxWorker {
  const me = randomUUID();
  const handlers = new Map<string, OutboxHandler<unknown>>();
  const inHand = new Map<number, Promise<void>>();
  const stopping = new AbortController();
  const loop = createLoop({ everyMs: LOOK_EVERY_MS, work: takeDue, faults });

  /** What another process has in hand is skipped, not waited for. */
  function claim(limit: number): Promise<Row[]> {
    const earlier = alias(outbox, "earlier");
    const sameKey = and(eq(earlier.topic, outbox.topic), eq(earlier.key, outbox.key), isNull(earlier.failedAt));
    const isBehind = database
      .select()
      .from(earlier)
      .where(and(sameKey, lt(earlier.id, outbox.id)));
    const isDue = and(
      isNull(outbox.failedAt),
      // The column keeps whole milliseconds, rounded.
      sql`${outbox.dueAt} <= now() + interval '1 millisecond'`,
      inArray(outbox.topic, [...handlers.keys()]),
      inHand.size === 0 ? undefined : notInArray(outbox.id, [...inHand.keys()]),
      or(isNull(outbox.key), notExists(isBehind)),
    );
    const due = database
      .$with("due")
      .as(
        database
          .select({ id: outbox.id })
          .from(outbox)
          .where(isDue)
          .orderBy(asc(outbox.id))
          .limit(limit)
          .for("update", { skipLocked: true }),
      );
    const { id, topic, payload, idempotencyKey, attempts } = outbox;
    return database
      .with(due)
      .update(outbox)
      .set({ claimedBy: me, dueAt: later(CLAIM_MS), attempts: sql`${outbox.attempts} + 1` })
      .from(due)
      .where(eq(outbox.id, due.id))
      .returning({ id, topic, payload, idempotencyKey, attempts });
  }

  async function takeDue(): Promise<null> {
    const room = MOST_AT_ONCE - inHand.size;
    if (handlers.size === 0 || room === 0) return null;
    const rows = await claim(room);
    for (const row of rows.sort((a, b) => a.id - b.id)) {
      const handling = handle(row).finally(() => {
        inHand.delete(row.id);
        // It made room, and the next of its key may come.
        loop.wake();
      });
      inHand.set(row.id, handling);
    }
    return null;
  }

  async function handle(row: Row): Promise<void> {
    const { topic, payload, idempotencyKey, attempts: attempt } = row;
    // Its last attempt ended with the process that was at it.
    if (attempt > MOST_ATTEMPTS) return settle(row, "given_up");
    try {
      await limitedTo(HANDLE_LIMIT_MS, stopping.signal, async (signal) =>
        handlers.get(topic)?.(payload, { idempotencyKey, attempt, signal }),
      );
    } catch (error) {
      if (stopping.signal.aborted) return settle(row, "unfinished");
      const isLast = attempt >= MOST_ATTEMPTS;
      faults.failed({ what: topic, attempt, isLast, error });
      return settle(row, isLast ? "given_up" : "again");
    }
    await settle(row, "done");
  }

  /** When this does not get through, the claim runs out and the message comes again. */
  async function settle(row: Row, end: "done" | "again" | "given_up" | "unfinished"): Promise<void> {
    const mine = and(eq(outbox.id, row.id), eq(outbox.claimedBy, me));
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** (row.attempts - 1), LONGEST_RETRY_MS);
    const next = {
      again: { dueAt: later(waitMs) },
      given_up: { failedAt: sql`now()` },
      // That this process stops is not the message's fault: the attempt does not count.
      unfinished: { dueAt: sql`now()`, attempts: row.attempts - 1 },
    };
    try {
      if (end === "done") await database.delete(outbox).where(mine);
      else
        await database
          .update(outbox)
          .set({ claimedBy: null, ...next[end] })
          .where(mine);
      if (end === "again") loop.wake(waitMs);
    } catch (error) {
      faults.away(error);
    }
  }

  return {
    on({ name, schema }, handler) {
      if (handlers.has(name)) throw new Error(`${name} has a handler.`);
      // An earlier version may have written another shape: then the attempt fails.
      handlers.set(name, async (payload, message) => handler(schema.parse(payload), message));
    },
    start: loop.start,
    wake: () => loop.wake(),
    async stop(limitMs) {
      const timer = setTimeout(() => stopping.abort(new DOMException("The process stops.", "AbortError")), limitMs);
      await loop.stop();
      await Promise.all(inHand.values());
      clearTimeout(timer);
    },
  };
}

const later = (ms: number) => sql`now() + ${ms}::double precision * interval '1 millisecond'`;
