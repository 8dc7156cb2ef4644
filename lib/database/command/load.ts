import { END_MARK } from "./dump";
import type { CommandEngine } from "./engines";
import { CommandError } from "./fault";

/** Rows are handed to the engine in pieces of about so many bytes. */
const PIECE_BYTES = 8 * 1024 * 1024;
const COPY = /^COPY (.+) FROM stdin;$/;
const NEWLINE = 10;

/** Whole lines without their end. Only a line feed ends one: texts hold every other character as it is. */
async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      const line = bytes.subarray(from, at);
      yield rest.length === 0 ? line : Buffer.concat([...rest, line]);
      rest = [];
      from = at + 1;
    }
    if (from < bytes.length) rest.push(Buffer.from(bytes.subarray(from)));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** Collects lines and hands them over together. */
function createPile(put: (lines: Buffer[]) => Promise<unknown>, limitBytes: number) {
  let lines: Buffer[] = [];
  let bytes = 0;
  async function flush(): Promise<void> {
    const full = lines;
    lines = [];
    bytes = 0;
    if (full.length > 0) await put(full);
  }
  return {
    async add(line: Buffer): Promise<void> {
      lines.push(line);
      bytes += line.length + 1;
      if (bytes >= limitBytes) await flush();
    },
    flush,
  };
}

const joined = (lines: Buffer[]) => Buffer.concat(lines.flatMap((line) => [line, Buffer.from("\n")]));

/** Postgres' code and its first words, which name tables and rules; its details would hold what people wrote. */
function refused(error: unknown): CommandError {
  const { code, table } = error as { code?: string; table?: string };
  const facts = [code, table].filter(Boolean).join(", ");
  return new CommandError(`the database refuses what the dump holds (${facts || (error as Error).name})`);
}

/**
 * Reads a dump of ours, or one of `pg_dump --no-owner --no-privileges` as plain SQL, into an empty database.
 * @throws CommandError when it is cut short, or holds what the engine refuses
 */
export async function load(engine: CommandEngine, dumped: AsyncIterable<Uint8Array>): Promise<void> {
  let isWhole = false;
  let rows: ReturnType<typeof createPile> | null = null;
  const statements = createPile((lines) => engine.exec(joined(lines).toString("utf8")), Number.POSITIVE_INFINITY);
  const rowsInto = (target: string) =>
    createPile((lines) => {
      const blob = new Blob([new Uint8Array(joined(lines))]);
      return engine.query(`COPY ${target} FROM '/dev/blob'`, [], { blob });
    }, PIECE_BYTES);

  try {
    for await (const line of linesOf(dumped)) {
      if (rows !== null) {
        if (line.length === 2 && line.toString("latin1") === "\\.") {
          await rows.flush();
          rows = null;
        } else await rows.add(line);
        continue;
      }
      const words = line.length < 100_000 ? line.toString("utf8") : "";
      const target = COPY.exec(words)?.[1];
      if (words === END_MARK) isWhole = true;
      if (target !== undefined) {
        await statements.flush();
        rows = rowsInto(target);
        // Commands of psql and settings of another version are no statements.
      } else if (!words.startsWith("\\") && !words.startsWith("SET transaction_timeout")) await statements.add(line);
    }
    if (isWhole) await statements.flush();
  } catch (error) {
    throw error instanceof Error && "code" in error && String(error.code).length === 5 ? refused(error) : error;
  }
  if (!isWhole) throw new CommandError("the dump is cut short, or is none");
}
