import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import type { View } from "@/lib/access/view";
import { escapeText } from "@/lib/database/any-text";
import type { Database } from "@/lib/database/database";
import { callFigures } from "@/lib/database/schema";
import type { ArchiveQuestion } from "@/lib/wire/archive-filters";
import { RequestError } from "@/lib/wire/request-error";
import { filtersOf } from "./archive";
import { figureConditionsOf } from "./filters";
import { readQuery } from "./query";
import { type ScanPlace, scanWindow } from "./scan";
import type { ArchiveSearch, Language } from "./search";
import { formOf } from "./words";

/** What words find is looked up once, and held as ids. */
const MOST_IDS = 50_000;
const WINDOW = 1_000;
const GAP_MS = 1;

/** `conditions`: on `call_figures`, of the question and of what the view sees at all. */
type Narrowed = { conditions: SQL[]; isTooCommon: boolean };

/**
 * A question of the archive as conditions on `call_figures`. What only a call itself can tell (words, metadata, parts of names)
 * is looked for before, window by window, so that no statement takes long.
 * @throws RequestError not_permitted for what the view finds nothing by, invalid_request where too many calls have the words;
 * DatabaseUnavailableError
 */
export async function narrow(
  { database, archiveSearch }: { database: Database; archiveSearch: Pick<ArchiveSearch, "languagesFor"> },
  view: View,
  question: ArchiveQuestion,
  seesShares: boolean,
): Promise<Narrowed> {
  const filters = filtersOf(question, view, seesShares);
  const query = question.q === undefined ? null : readQuery(question.q);
  const languages = query === null ? null : await archiveSearch.languagesFor(query);
  if (languages?.length === 0) return { conditions: [sql`false`], isTooCommon: true };
  const { conditions, rest } = figureConditionsOf(filters, view.scope);
  const isTold = languages === null && Object.values(rest).every((one) => one === undefined);
  if (isTold) return { conditions, isTooCommon: false };
  const ids = await idsOf(database, { filters, view, languages });
  return { conditions: [...conditions, sql`${callFigures.callId} = any(${arrayOf(ids)}::text[])`], isTooCommon: false };
}

type Looked = { filters: ReturnType<typeof filtersOf>; view: View; languages: readonly Language[] | null };

async function idsOf(database: Database, { filters, view, languages }: Looked): Promise<string[]> {
  const ids: string[] = [];
  let place: ScanPlace | null = null;
  do {
    const asked = { filters, scope: view.scope, languages, form: formOf(view), ids: null, after: place };
    const window = await scanWindow(database, asked, WINDOW);
    for (const { callId } of window.found) ids.push(callId);
    if (ids.length > MOST_IDS) {
      throw new RequestError("invalid_request", {
        message: "So many calls have this that nothing can be counted. Choose a shorter time, or other words.",
      });
    }
    place = window.next;
    await pause(GAP_MS);
  } while (place !== null);
  return ids;
}

/** An array as Postgres reads it from a text. */
const arrayOf = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${escapeText(text).replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
