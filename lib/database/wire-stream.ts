import { Duplex } from "node:stream";
import { DatabaseUnavailableError } from "./errors";

/** An engine that speaks Postgres' protocol: whole messages in, whole messages out, one exchange at a time. */
type AskEngine = (messages: Uint8Array) => Promise<Uint8Array>;

export type WireEngine = {
  /** resolves when it can answer. @throws DatabaseUnavailableError */
  ready(): Promise<void>;
  exchange: AskEngine;
};

/** How long a transaction may sit idle on the one connection there is: the others wait for it. */
const IDLE_TRANSACTION_MS = 15_000;

const message = (type: string, body: Uint8Array): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const HELLO = Buffer.concat([message("R", Buffer.alloc(4)), message("Z", Buffer.from("I"))]);
/** Whatever the connection before left: an open transaction, named statements, settings. */
const FORGET = ["ROLLBACK", "DISCARD ALL"].map((sql) => message("Q", Buffer.from(`${sql}\0`)));

/** After these the engine answers: Query, Sync, Flush, and the end or failure of a copy. */
const ANSWERED = new Set(["Q", "S", "H", "c", "f"].map((type) => type.charCodeAt(0)));
const TERMINATE = "X".charCodeAt(0);

/** How much of `bytes` is messages up to the last that is answered, and whether the client takes its leave. */
function complete(bytes: Buffer): { length: number; leaves: boolean } {
  let length = 0;
  for (let at = 0; at + 5 <= bytes.length; ) {
    const type = bytes[at] ?? 0;
    at += 1 + bytes.readInt32BE(at + 1);
    if (at > bytes.length) break;
    if (type === TERMINATE) return { length, leaves: true };
    if (ANSWERED.has(type)) length = at;
  }
  return { length, leaves: false };
}

/**
 * What pg takes for a socket to a server: the embedded engine on the other side. So one driver serves both, with the
 * same types, errors and transactions.
 */
export class WireStream extends Duplex {
  #received: Buffer = Buffer.alloc(0);
  #isStarted = false;
  #idleTimer: NodeJS.Timeout | undefined;
  readonly #engine: WireEngine;

  constructor(engine: WireEngine) {
    super();
    this.#engine = engine;
  }

  connect(): this {
    this.#engine
      .ready()
      .then(async () => {
        for (const words of FORGET) await this.#engine.exchange(words);
        this.emit("connect");
      })
      .catch((error: Error) => this.destroy(error));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    this.#answer().then(
      () => done(),
      (error: Error) => done(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#idleTimer);
    done(error);
  }

  async #answer(): Promise<void> {
    if (!this.#isStarted && !this.#start()) return;
    const { length, leaves } = complete(this.#received);
    if (length > 0) {
      const asked = this.#received.subarray(0, length);
      this.#received = this.#received.subarray(length);
      clearTimeout(this.#idleTimer);
      const answer = await this.#engine.exchange(asked);
      this.push(answer);
      this.#watch(answer);
    }
    if (leaves) this.push(null);
  }

  /** The first message has no type; the engine has one user and one database, so anybody is let in. */
  #start(): boolean {
    const received = this.#received;
    if (received.length < 4 || received.length < received.readInt32BE(0)) return false;
    this.#received = received.subarray(received.readInt32BE(0));
    this.#isStarted = true;
    this.push(HELLO);
    return true;
  }

  /** Every answer ends in ReadyForQuery, whose last byte says whether a transaction is open. */
  #watch(answer: Uint8Array): void {
    const isIdle = answer.at(-1) === "I".charCodeAt(0);
    if (isIdle) return;
    const stuck = new DatabaseUnavailableError("A transaction did nothing for too long and was undone.");
    this.#idleTimer = setTimeout(() => this.destroy(stuck), IDLE_TRANSACTION_MS);
    this.#idleTimer.unref();
  }
}
