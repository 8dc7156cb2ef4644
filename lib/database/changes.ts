import type pg from "pg";

/** What a change may concern: who somebody is, walls' passes, share links, what people revealed, what admins set. */
export type Topic = "people" | "walls" | "shares" | "reveals" | "settings";

/** Said by triggers (migrations/0003_changes_are_told.sql) within the transaction that changes something. */
const CHANGES_CHANNEL = "earshot_changes";

/** What is committed to this database by whichever process, as far as it bears on who may do and see what. */
export type Changes = {
  /** true while a change is sure to be heard: by its own process before its commit is acknowledged, by others at once */
  areHeard(): boolean;
  /** @param hear the change's topic; null: any of them may have changed unheard */
  subscribe(hear: (topic: Topic | null) => void): void;
};

/** Hears on the connections that it is given. */
export type ChangesHeard = Changes & {
  /**
   * For each new connection of a pool. A connection that listens hears of its own commit before its answer does, so
   * whoever changes something here has been heard once they know that it is done. Where the server refuses, it can be
   * worked with all the same: `areHeard` finds out. @throws the driver's error when the connection does not work
   */
  listenOn(client: pg.ClientBase): Promise<void>;
  /** Anything may have changed unheard. */
  missed(): void;
};

/** A server in recovery, one that knows no LISTEN, one that does not let us. */
const REFUSALS = ["25006", "0A000", "42501"];

/** @throws the driver's error, unless the server understood and refused */
export async function listen(client: pg.ClientBase, channel: string): Promise<void> {
  try {
    await client.query(`listen ${channel}`);
  } catch (error) {
    if (!REFUSALS.includes(String((error as { code?: unknown } | null)?.code))) throw error;
  }
}

/** @param areHeard see Changes; where only this process writes, its own connections hear everything */
export function createChanges(areHeard: () => boolean = () => true): ChangesHeard {
  const listeners: ((topic: Topic | null) => void)[] = [];
  const tell = (topic: Topic | null) => {
    for (const hear of listeners) hear(topic);
  };

  return {
    areHeard,
    subscribe: (hear) => void listeners.push(hear),
    missed: () => tell(null),
    async listenOn(client) {
      client.on("notification", ({ channel, payload }) => {
        if (channel === CHANGES_CHANNEL) tell((payload ?? null) as Topic | null);
      });
      // Lost, perhaps while it committed something.
      client.on("error", () => tell(null));
      await listen(client, CHANGES_CHANNEL);
    },
  };
}
