import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/lib/access/actor";
import { unescapeText } from "@/lib/database/any-text";
import type { Database } from "@/lib/database/database";
import { archivedCalls as calls } from "@/lib/database/schema";
import { inScope } from "./filters";

/** More is no list to choose from, but one to search in. */
const MOST_CHOICES = 500;
/** Names of metadata fields, and of agents without an id, are those of so many of the newest calls. */
const NEWEST = 1_000;
const MOST_KEYS = 100;

export type Choices = {
  agents: { id: string | null; name: string | null }[];
  campaigns: string[];
  metadataKeys: string[];
  isComplete: boolean;
};

/** What calls that are over can be narrowed by, as far as a scope has calls of it. */
export function createArchiveChoices({ database }: { database: Database }) {
  async function ask<Row>(query: SQL): Promise<Row[]> {
    return (await database.execute(query)).rows as Row[];
  }

  /** The different values of a column, from index entry to index entry: their number counts, not that of the calls. */
  const differentOf = (column: SQL) => sql`
    with recursive found as (
      (select ${column} as value from ${calls} where ${column} is not null order by ${column} limit 1)
      union all
      select (select ${column} from ${calls} where ${column} > found.value order by ${column} limit 1)
      from found where found.value is not null
    )
    select value from found where value is not null limit ${MOST_CHOICES + 1}`;

  const hasCalls = (column: SQL, scope: Scope) =>
    scope === null ? sql`true` : sql`exists (select from ${calls} where ${column} = each.value and ${inScope(scope)})`;

  return {
    /** @throws DatabaseUnavailableError */
    async of(scope: Scope): Promise<Choices> {
      const within = scope === null ? sql`true` : inScope(scope);
      const newest = sql`select ${calls.agentId} as id, ${calls.agentName} as name, ${calls.metadata} as metadata
        from ${calls} where ${within} order by ${calls.happenedAt} desc, ${calls.callId} desc limit ${NEWEST}`;
      const agents = await ask<{ value: string; name: string | null }>(sql`
        select each.value, (
          select ${calls.agentName} from ${calls} where ${calls.agentId} = each.value order by ${calls.happenedAt} desc nulls first limit 1
        ) as name from (${differentOf(sql`${calls.agentId}`)}) as each where ${hasCalls(sql`${calls.agentId}`, scope)}`);
      const nameless = await ask<{ name: string }>(
        sql`select distinct name from (${newest}) as newest where id is null and name is not null limit ${MOST_CHOICES}`,
      );
      const campaigns = await ask<{ value: string }>(
        sql`select each.value from (${differentOf(sql`${calls.campaignId}`)}) as each where ${hasCalls(sql`${calls.campaignId}`, scope)}`,
      );
      const keys = await ask<{ key: string }>(
        sql`select distinct key from (${newest}) as newest, jsonb_object_keys(metadata) as key order by key limit ${MOST_KEYS}`,
      );
      return {
        agents: [
          ...agents.map(({ value, name }) => ({
            id: unescapeText(value),
            name: name === null ? null : unescapeText(name),
          })),
          ...nameless.map(({ name }) => ({ id: null, name: unescapeText(name) })),
        ].slice(0, MOST_CHOICES),
        campaigns: campaigns.slice(0, MOST_CHOICES).map(({ value }) => unescapeText(value)),
        metadataKeys: keys.map(({ key }) => unescapeText(key)),
        isComplete: agents.length + nameless.length <= MOST_CHOICES && campaigns.length <= MOST_CHOICES,
      };
    },
  };
}

export type ArchiveChoicesStore = ReturnType<typeof createArchiveChoices>;
