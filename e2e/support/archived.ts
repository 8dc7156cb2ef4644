import { expect } from "@playwright/test";
import { type ArchivedCall, archiveCallsSchema } from "@/lib/wire/archive-contract";
import type { Guarded } from "./access";
import { calmCall } from "./calls";
import { ask, parsed } from "./http";
import type { CallFields, Upstream } from "./upstream";

/** An Earshot that keeps calls which end while somebody watches. */
export type Archived = Guarded & {
  /** Has a call end that this server watches, and waits until it is kept. */
  keep: (fields: Partial<CallFields>) => Promise<string>;
  /** What somebody of this role finds; `refused`: the reason of a refusal instead. */
  find: (
    role: Role,
    question: string,
  ) => Promise<{ ids: string[]; calls: ArchivedCall[]; count: number; refused: string | null; text: string }>;
};
export type Role = "admin" | "supervisor" | "viewer";

async function keepIn(guarded: Guarded, upstream: Upstream, fields: Partial<CallFields>): Promise<string> {
  const { summary = null, status = "completed", failureReason = null, ...talk } = fields;
  const call = calmCall(talk);
  const cookie = await guarded.asRole("admin");
  const board = async () => (await ask(guarded.url, "/api/v1/live", { headers: { cookie } })).text();
  const isKept = async () => {
    // What nobody asks for is not read.
    await board();
    const answer = await ask(guarded.url, `/api/v1/archive/calls?who=${call.id}`, { headers: { cookie } });
    return parsed(archiveCallsSchema, answer).data.calls[0]?.summary ?? null;
  };
  await upstream.put(call);
  await expect.poll(board).toContain(call.id);
  // Its lines have been read once it no longer is starting.
  await expect
    .poll(async () => (await ask(guarded.url, `/api/v1/calls/${call.id}`, { headers: { cookie } })).text())
    .toContain(call.id);
  await upstream.end(call.id, {
    status: String(status),
    ...(typeof failureReason === "string" && { failureReason }),
    summary: typeof summary === "string" ? summary : "It is over.",
  });
  await expect.poll(isKept, { timeout: 60_000 }).not.toBeNull();
  return call.id;
}

/** Settings of a server that keeps calls; the outside scorer of a test is on this machine. */
export const KEEPING = { EARSHOT_ARCHIVE: "on", EARSHOT_PRIVATE_HOSTS: "127.0.0.1" };

/** `guarded` as a server that keeps calls which end on `upstream`. */
export const archivedOf = (guarded: Guarded, upstream: Upstream): Archived => ({
  ...guarded,
  keep: (fields) => keepIn(guarded, upstream, fields),
  async find(role, question) {
    const cookie = await guarded.asRole(role);
    const answer = await ask(guarded.url, `/api/v1/archive/calls?${question}`, { headers: { cookie } });
    const text = answer.text();
    if (answer.status !== 200) {
      const { error } = answer.json() as { error: { reason: string } };
      return { ids: [], calls: [], count: 0, refused: error.reason, text };
    }
    const { calls, count } = parsed(archiveCallsSchema, answer).data;
    return { ids: calls.map(({ id }) => id), calls, count: count.value, refused: null, text };
  },
});
