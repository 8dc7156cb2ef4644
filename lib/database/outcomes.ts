import { isNamed } from "@/lib/errors/named";
import type { DatabaseUnavailableError, QueryError } from "./errors";

/** How one question ended: `fault` null when the database answered it, be it with a refusal. */
export type Outcome = { fault: DatabaseUnavailableError | null; isWrite: boolean };

let tell: (outcome: Outcome) => void = () => undefined;

/** From now on `listener` hears how every question to this process's database ends. */
export function onDatabaseOutcome(listener: (outcome: Outcome) => void): void {
  tell = listener;
}

const WRITE = /^\s*(insert|update|delete)\b/i;

/** @param error what queryFault made of a failure; null: it went well */
export function told(error: DatabaseUnavailableError | QueryError | null, sql = ""): void {
  tell({ fault: error !== null && isNamed<QueryError>(error, "QueryError") ? null : error, isWrite: WRITE.test(sql) });
}
