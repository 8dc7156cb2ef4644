import { isNamed } from "@/lib/errors/named";

/**
 * away: cannot be reached. late: does not answer in time. refused: does not let us in. read_only: takes no writes, mostly
 * because its disk is full. in_use: another process has the folder. unusable: what lies there cannot be opened.
 */
export type DatabaseFault = "away" | "late" | "refused" | "read_only" | "in_use" | "unusable";

/** The database cannot be opened or reached. Its message is one clear sentence without passwords, addresses or data. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
  /** All that Next lets a page's error boundary know of an error on the server. */
  readonly digest = "database_unavailable";
  constructor(
    message: string,
    readonly fault: DatabaseFault = "unusable",
  ) {
    super(message);
  }
}

/** The database understood a query and refused it. Says which rule, never which values: messages end in logs. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  constructor(
    /** Postgres' five characters, 23505 for a value that must be unique; "" when it gave none */
    readonly code: string,
    readonly constraint: string | null,
  ) {
    super(`The database refused a query (${[code || "no code", constraint].filter(Boolean).join(", ")}).`);
  }
}

/** Postgres' words for: the connection is gone, the server ends or starts, it is out of something, or damaged. */
const AWAY = /^(08|53|57P|58|XX)/;
const NOT_LET_IN = /^28/;
const NETWORK =
  /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|NOENT|ACCES|PERM)$|_TLS_|CERT/;
/** pg has no codes for what it notices itself. */
const PG_SAYS =
  /^(timeout exceeded|Query read timeout|timeout expired|Connection terminated|Client (has|was)|Cannot use a pool|The server does not support SSL)/;

function unavailable(code: string, message: string): DatabaseUnavailableError | null {
  const fault = (fault: DatabaseFault, words: string) => new DatabaseUnavailableError(words, fault);
  if (code === "25006" || code === "53100") {
    return fault("read_only", "The database takes no writes: its disk is full or it is read-only.");
  }
  if (code === "53300") return fault("refused", "The database server has no connection left for Earshot.");
  if (code === "3D000") return fault("refused", "The database server has no database of the name in DATABASE_URL.");
  if (NOT_LET_IN.test(code)) {
    return fault("refused", `The database server does not let in the user in DATABASE_URL (${code}).`);
  }
  if (AWAY.test(code) || NETWORK.test(code)) return fault("away", `The database does not answer (${code}).`);
  return PG_SAYS.test(message) ? fault("late", "The database does not answer in time.") : null;
}

/**
 * What a query's failure means: DatabaseUnavailableError when the database is away or takes no writes, else QueryError.
 * The driver's own error is left behind: it holds the query's values.
 */
export function queryFault(error: unknown): DatabaseUnavailableError | QueryError {
  if (isNamed<DatabaseUnavailableError>(error, "DatabaseUnavailableError") || isNamed<QueryError>(error, "QueryError"))
    return error;
  const first = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  const { code = "", constraint = null } = (first ?? {}) as { code?: string; constraint?: string | null };
  const message = first instanceof Error ? first.message : "";
  return unavailable(String(code), message) ?? new QueryError(String(code), constraint);
}
