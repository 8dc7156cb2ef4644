import { randomBytes } from "node:crypto";
import pg from "pg";
import { type ChangesHeard, listen } from "./changes";

const BEAT_MS = 2_000;
/** One beat may be lost or late. */
const HEARD_LIMIT_MS = 5_000;
/** Then it is made anew. */
const SILENT_LIMIT_MS = 15_000;
const RECONNECT_MS = 1_000;

/** A connection that only listens, and whether it hears. */
export type Listening = {
  /** true while what others commit is heard here */
  hears(): boolean;
  /** For each new connection of `pool`, by which the beats are sent. */
  prepareBeats(client: pg.ClientBase): Promise<void>;
  /** Begins. @param pool the connections that send the beats */
  start(changes: ChangesHeard, pool: pg.Pool): void;
  close(): Promise<void>;
};

/**
 * Listens to other processes' changes on one connection, made anew whenever it is lost. It proves itself: every two
 * seconds another connection sends a beat, which has to be heard by both, by the sender before its answer. A pooler that
 * lends connections by transaction loses one or the other.
 * @param options how the connection is made @param nowMs a clock that nobody sets
 */
export function createListening(options: pg.ClientConfig, nowMs = () => performance.now()): Listening {
  const channel = `earshot_beat_${randomBytes(6).toString("hex")}`;
  let client: pg.Client | null = null;
  /** when the last beat that came back had been sent; null: none did since this connection was made */
  let provedMs: number | null = null;
  let heardBySender = "";
  let isClosed = false;
  /** gives the connection up and makes another */
  let drop = () => {};
  let madeMs = 0;
  let changes: ChangesHeard | null = null;
  const timers = new Set<NodeJS.Timeout>();

  function later(ms: number, task: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      task();
    }, ms).unref();
    timers.add(timer);
  }

  async function connect(): Promise<void> {
    if (isClosed) return;
    const made = new pg.Client(options);
    let isLost = false;
    const lost = () => {
      if (isLost) return;
      isLost = true;
      if (client === made) client = null;
      provedMs = null;
      changes?.missed();
      made.end().catch(() => undefined);
      if (!isClosed) later(RECONNECT_MS, () => void connect());
    };
    made.on("error", lost);
    made.on("end", lost);
    made.on("notification", (heard) => {
      if (heard.channel === channel && client === made) hearBeat(heard.payload ?? "");
    });
    try {
      await made.connect();
      // It must not keep a draining process alive.
      (made as pg.Client & { unref(): void }).unref();
      await changes?.listenOn(made);
      await listen(made, channel);
      if (isLost) return;
      if (isClosed) return lost();
      client = made;
      drop = lost;
      madeMs = nowMs();
      // What was committed while nobody listened.
      changes?.missed();
    } catch {
      lost();
    }
  }

  let sent: { word: string; atMs: number; isHeard: boolean; isAnswered: boolean } | null = null;

  function hearBeat(word: string): void {
    if (sent?.word !== word) return;
    sent.isHeard = true;
    settle();
  }

  /** A beat counts once its sender has heard it, in time, and the connection that only listens has, too. */
  function settle(): void {
    if (sent?.isHeard && sent.isAnswered) provedMs = sent.atMs;
  }

  async function beat(pool: pg.Pool): Promise<void> {
    if (client === null) return;
    // A connection that a firewall has forgotten is told by nobody.
    if (nowMs() - Math.max(madeMs, provedMs ?? 0) > SILENT_LIMIT_MS) return drop();
    const mine = { word: randomBytes(6).toString("hex"), atMs: nowMs(), isHeard: false, isAnswered: false };
    sent = mine;
    await pool.query("select pg_notify($1, $2)", [channel, mine.word]);
    if (heardBySender !== mine.word) {
      // Whoever commits would know that it is done before this process has forgotten what it was.
      provedMs = null;
      return;
    }
    mine.isAnswered = true;
    if (sent === mine) settle();
  }

  function keepBeating(pool: pg.Pool): void {
    if (isClosed) return;
    beat(pool)
      .catch(() => undefined)
      .finally(() => later(provedMs === null ? BEAT_MS / 4 : BEAT_MS, () => keepBeating(pool)));
  }

  return {
    hears: () => client !== null && provedMs !== null && nowMs() - provedMs < HEARD_LIMIT_MS,
    async prepareBeats(sender) {
      sender.on("notification", (heard) => {
        if (heard.channel === channel) heardBySender = heard.payload ?? "";
      });
      await listen(sender, channel);
    },
    start(told, pool) {
      changes = told;
      void connect().then(() => keepBeating(pool));
    },
    async close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
