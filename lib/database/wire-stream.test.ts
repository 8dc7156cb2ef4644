import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DatabaseUnavailableError } from "./errors";
import { WireStream } from "./wire-stream";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** CommandComplete and ReadyForQuery: says to everything that it is done; T while a transaction is open. */
const done = (status: "I" | "T") => Buffer.from(`C\0\0\0\x07OK\0Z\0\0\0\x05${status}`, "latin1");

function clientOf(exchange: (asked: string) => Buffer, ready: () => Promise<void> = async () => {}) {
  const engine = {
    ready,
    exchange: async (messages: Uint8Array) => exchange(Buffer.from(messages).toString("latin1")),
  };
  const client = new pg.Client({ stream: () => new WireStream(engine) });
  const errors: Error[] = [];
  client.on("error", (error) => errors.push(error));
  return { client, errors };
}

test("a new connection first forgets what the one before left", async () => {
  const asked: string[] = [];
  const { client } = clientOf((words) => {
    asked.push(words.slice(5, -1));
    return done("I");
  });
  await client.connect();
  expect(asked).toEqual(["ROLLBACK", "DISCARD ALL"]);
  await client.end();
});

test("a transaction that does nothing is undone after 15 seconds, so that others come to their turn", async () => {
  const { client, errors } = clientOf((words) => done(words.includes("BEGIN") ? "T" : "I"));
  await client.connect();
  await client.query("BEGIN");
  await vi.advanceTimersByTimeAsync(14_900);
  expect(errors).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(errors[0]).toBeInstanceOf(DatabaseUnavailableError);
});

test("a connection outside a transaction may sit idle for as long as it likes", async () => {
  const { client, errors } = clientOf((words) => done(words.includes("BEGIN") ? "T" : "I"));
  await client.connect();
  await client.query("BEGIN");
  await client.query("COMMIT");
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(errors).toEqual([]);
  await client.end();
});

test("an engine that does not start is the connection's error", async () => {
  const { client } = clientOf(
    () => done("I"),
    async () => {
      throw new DatabaseUnavailableError("It is away.");
    },
  );
  await expect(client.connect()).rejects.toThrow("It is away.");
});
