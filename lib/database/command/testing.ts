import { getTableName, isTable, sql } from "drizzle-orm";
import type { OpenDatabase } from "../pool";
import * as schema from "../schema";

/** Test code: a database full of what is hard to carry over, and all of a database's content. */

const ODD = [
  "plain",
  "\\restrict nobody\n\\unrestrict nobody\nCOPY users (id) FROM stdin;\n\\.\n-- PostgreSQL database dump complete\n",
  "tab\t, carriage\r\n, U+2028 \u2028, backslash \\N \\\\, quote ' \"; $$",
  "NUL \0, U+0010 \u0010, lone \ud83d and \udc00, whole 🙂‍↕️, ﷽, e\u0301",
  "",
];

/** People with odd names, many rows, an audit trail that counts, and a value larger than a piece of a dump. */
export async function fillDatabase({ database }: OpenDatabase): Promise<void> {
  await database.insert(schema.users).values(
    ODD.map((name, n) => ({
      id: `u${n}`,
      email: n === 0 ? null : `${n}${name}`,
      name,
      role: "admin" as const,
      scope: { agents: ODD, campaigns: [name] },
      status: "active" as const,
      createdAt: new Date(1_700_000_000_123 + n),
    })),
  );
  await database.insert(schema.auditEvents).values(
    ODD.map((actorName, n) => ({
      at: new Date(n),
      actorKind: "person" as const,
      actorName,
      action: "call.cancelled",
      result: "done" as const,
      detail: { n, actorName },
    })),
  );
  await database
    .insert(schema.storedSettings)
    .values([
      { key: "large", value: "x🙂".repeat(2_000_000), updatedAt: new Date(0) },
      ...Array.from({ length: 300 }, (_, n) => ({ key: `row ${n}`, value: { n, ODD }, updatedAt: new Date(n) })),
    ]);
}

/** Every row of every table, also of the one that says which migrations were made. */
export async function everythingIn({ database }: Pick<OpenDatabase, "database">): Promise<Record<string, unknown[]>> {
  const content: Record<string, unknown[]> = {};
  for (const table of Object.values(schema).filter(isTable)) {
    const name = getTableName(table);
    const { rows } = await database.execute(sql`select to_jsonb(t) as row from ${sql.identifier(name)} t`);
    // Sorted here: two servers may sort text differently.
    content[name] = rows.map(({ row }) => JSON.stringify(row)).sort();
  }
  content.migrations = (await database.execute(sql`select * from drizzle.__drizzle_migrations order by id`)).rows;
  return content;
}
