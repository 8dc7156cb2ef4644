import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { isNamed } from "@/lib/errors/named";
import type { Database } from "./pool";
import { outbox } from "./schema";
import { type Transaction, transact } from "./transaction";

/** A kind of message, with the shape of its payload: what writes it and what handles it agree on this. */
export type Topic<Payload> = { name: string; schema: z.ZodType<Payload> };

/** What has to follow a change: written with it, handled after it (lib/jobs). */
type OutboxWriter = {
  /**
   * @param options.key messages of one topic and key are handled one after the other, in the order of their changes
   * @throws ZodError when the payload is not of the topic's shape, which undoes the change
   */
  put<Payload>(topic: Topic<Payload>, payload: Payload, options?: { key?: string }): void;
};

/** One change: everything written with `tx` and what has to follow it are there together, or neither is. */
export type UnitOfWork = {
  tx: Transaction;
  outbox: OutboxWriter;
  /**
   * For what lives in this process's memory: caches, wake-ups. Runs once the change is there, and also when the connection
   * was lost while committing, because then it may be. Never after a change that was undone.
   */
  afterCommit(act: () => void): void;
};

export type UnitsOfWork = <T>(work: (unit: UnitOfWork) => Promise<T>) => Promise<T>;

type Parts = {
  database: Pick<Database, "$client">;
  nowMs: () => number;
  /** hears what an `afterCommit` threw: the change itself is done */
  onDefect: (error: unknown) => void;
  /** hears that messages were committed, so that nobody has to look for them */
  onOutbox?: () => void;
};

/** @returns a function that runs one unit of work; it throws what `transact` throws */
export function createUnitsOfWork({ database, nowMs, onDefect, onOutbox = () => undefined }: Parts): UnitsOfWork {
  return async function run<T>(work: (unit: UnitOfWork) => Promise<T>): Promise<T> {
    const messages: (typeof outbox.$inferInsert)[] = [];
    const acts: (() => void)[] = [];
    let isOver = false;
    let isComplete = false;

    function demandOpen(): void {
      if (isOver) throw new Error("This change is over.");
    }

    const put: OutboxWriter["put"] = ({ name, schema }, payload, { key } = {}) => {
      demandOpen();
      const parsed = schema.parse(payload);
      const createdAt = new Date(nowMs());
      messages.push({ topic: name, key: key ?? null, payload: parsed, idempotencyKey: randomUUID(), createdAt });
    };
    const afterCommit = (act: () => void) => {
      demandOpen();
      acts.push(act);
    };

    function follow(): void {
      for (const act of messages.length > 0 ? [...acts, onOutbox] : acts) {
        try {
          act();
        } catch (error) {
          onDefect(error);
        }
      }
    }

    try {
      const result = await transact(database, async (tx) => {
        const done = await work({ tx, outbox: { put }, afterCommit });
        isOver = true;
        // Last, when the change holds its rows: so of two changes of one thing the numbers follow their order.
        if (messages.length > 0) await tx.insert(outbox).values(messages);
        isComplete = true;
        return done;
      });
      follow();
      return result;
    } catch (error) {
      isOver = true;
      if (isComplete && isNamed(error, "DatabaseUnavailableError")) follow();
      throw error;
    }
  };
}
