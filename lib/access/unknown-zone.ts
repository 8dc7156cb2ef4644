import { isNamed } from "@/lib/errors/named";
import { RequestError } from "@/lib/wire/request-error";

/** Postgres' code for a value that means nothing to it, as a time zone that is newer than its list. */
const MEANS_NOTHING = "22023";

/** The same work; a time zone that this machine knows and the database does not is refused in words. @throws RequestError */
export async function withZone<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isNamed<{ name: string; code: string } & Error>(error, "QueryError") && error.code === MEANS_NOTHING) {
      throw new RequestError("invalid_request", { message: "The database does not know this time zone." });
    }
    throw error;
  }
}
