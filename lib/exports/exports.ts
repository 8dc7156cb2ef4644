import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import type { Authorize } from "@/lib/access/authorize";
import type { OpenedStores } from "@/lib/access/stores";
import type { View } from "@/lib/access/view";
import type { Call } from "@/lib/calls/call";
import type { UnitOfWork } from "@/lib/database/unit-of-work";
import type { CallFormat, ExportEntry, ManyFormat } from "@/lib/wire/exports-contract";
import { RequestError } from "@/lib/wire/request-error";
import type { ExportFolder } from "./folder";
import { WRITINGS } from "./many";
import { attachment, callFile } from "./one";
import type { ExportStores, StoredExport } from "./store";
import { streamed } from "./streamed";
import type { Take } from "./writer";

const NO_EXPORT = { message: "There is no such export of yours. It may have been deleted, or its time is over." };
const TOO_MANY = {
  message: "You have as many exports as anybody may. Wait until one is written, or delete one of those that are kept.",
  retryAfterMs: 60_000,
};

type Wanted = { format: ManyFormat; ids: string[] | null; question: Record<string, unknown> };
/** A file on its way to somebody. */
export type Download = { headers: Record<string, string>; body: string | ReadableStream<Uint8Array> };

type ExportParts = {
  stores: OpenedStores<ExportStores>;
  authorize: Authorize;
  viewFor: (actor: Actor) => Promise<View>;
  keyOf: (view: View) => string;
  take: Take;
  folder: () => ExportFolder;
  /** Has an export written, with the change that it follows. */
  send: (exportId: string, unit: UnitOfWork) => Promise<void>;
  /** One more export begins. @returns what to call once it is over @throws RequestError too_many_attempts */
  counted: (actor: Actor) => () => void;
  /** One call as this actor sees it, whom it has been asked that they may. @throws RequestError */
  shownCall: (actor: Actor, callId: string) => Promise<{ call: Call; contactName: string | null }>;
};

/** Calls as files: each as whoever takes it sees calls, and written down. */
export function createExports(parts: ExportParts) {
  const { stores, authorize, viewFor, keyOf, take, folder, send, counted, shownCall } = parts;

  /** One call as a file. @throws RequestError as for reading the call */
  async function exportCall(actor: Actor, callId: string, format: CallFormat): Promise<Download> {
    const shown = await shownCall(actor, callId);
    const { name, mediaType, text } = callFile(format, shown);
    const { audit } = await stores();
    await audit.happened({ actor, action: "call.exported", target: { kind: "call", id: callId }, detail: { format } });
    return { headers: headersOf(name, mediaType), body: text };
  }

  /** @throws RequestError not_permitted or sign_in_required */
  async function exporter(actor: Actor): Promise<Person> {
    await authorize(actor, "archive.export");
    if (actor.kind !== "person") throw new RequestError("not_permitted");
    return actor;
  }

  /** Every call that matches, as it is read. The file ends with a line that says that it is whole. */
  async function stream(actor: Actor, { format, ids, question }: Wanted): Promise<Download> {
    const person = await exporter(actor);
    const view = await viewFor(actor);
    const over = counted(actor);
    const { mediaType, extension, head, piece, tail } = WRITINGS[format];
    const asked = { question, ids, withTalk: format === "training", after: null, asker: `person:${person.id}` };
    const taking = take(view, asked);
    const left = { skipped: 0, unsearched: 0 };
    async function* pieces(): AsyncGenerator<string> {
      if (head !== "") yield head;
      for await (const { calls, unsearched } of taking) {
        const written = calls.map(piece);
        left.skipped += written.filter((one) => one === null).length;
        left.unsearched += unsearched;
        const text = written.filter((one) => one !== null).join("");
        if (text !== "") yield text;
      }
      yield tail(left);
    }
    const text = pieces();
    try {
      // What cannot be answered is refused before anything is sent.
      const first = await text.next();
      const { audit } = await stores();
      await audit.happened({ actor, action: "archive.exported", detail: { format } });
      return {
        headers: headersOf(`earshot-${format}.${extension}`, mediaType),
        body: streamed(first, text, over),
      };
    } catch (error) {
      over();
      throw error;
    }
  }

  /** Has it written in the background. @throws RequestError too_many_attempts; DatabaseUnavailableError */
  async function begin(actor: Actor, { format, ids, question }: Wanted): Promise<ExportEntry> {
    const person = await exporter(actor);
    const view = keyOf(await viewFor(actor));
    const { exports, change } = await stores();
    return change(actor, async (unit) => {
      const wanted = { ownerId: person.id, ownerRole: person.role, format, view, question: { filters: question, ids } };
      const row = await exports.add(unit.tx, wanted);
      if (row === null) throw new RequestError("too_many_attempts", TOO_MANY);
      await send(row.id, unit);
      unit.audit.record({ action: "export.begun", target: target(row.id), detail: { format } });
      return entryOf(row, view);
    });
  }

  /** One's own, newest first. */
  async function list(actor: Actor): Promise<ExportEntry[]> {
    const person = await exporter(actor);
    const view = keyOf(await viewFor(actor));
    return (await (await stores()).exports.list(person.id)).map((row) => entryOf(row, view));
  }

  /** @throws RequestError not_found for what is not theirs */
  async function theirs(actor: Actor, id: string): Promise<{ row: StoredExport; view: string }> {
    const person = await exporter(actor);
    const row = await (await stores()).exports.find(id);
    if (row === null || row.ownerId !== person.id) throw new RequestError("not_found", NO_EXPORT);
    return { row, view: keyOf(await viewFor(actor)) };
  }

  async function find(actor: Actor, id: string): Promise<ExportEntry> {
    const { row, view } = await theirs(actor, id);
    return entryOf(row, view);
  }

  /** Ends it, or deletes what it has written. @throws RequestError not_found */
  async function remove(actor: Actor, id: string): Promise<ExportEntry> {
    const { row, view } = await theirs(actor, id);
    const { exports, change } = await stores();
    await change(actor, async ({ tx, audit }) => {
      if (!(await exports.remove(tx, id, row.ownerId))) throw new RequestError("not_found", NO_EXPORT);
      audit.record({ action: "export.deleted", target: target(id), detail: { format: row.format } });
    });
    // One that is being written goes once more when its writer sees that it is not wanted; what stays is swept.
    await folder()
      .remove(id)
      .catch(() => undefined);
    return entryOf(row, view);
  }

  /** @throws RequestError not_found; conflict: it is not written yet; not_permitted: they see less than when it was */
  async function fetchFile(actor: Actor, id: string): Promise<Download> {
    const { row, view } = await theirs(actor, id);
    if (row.state !== "done") throw new RequestError("conflict", { message: "This export is not written yet." });
    if (row.view !== view) {
      const message = "You see calls otherwise than when this was written. Export them anew.";
      throw new RequestError("not_permitted", { message });
    }
    const body = await folder().read(id, row.bytes);
    if (body === null) {
      throw new RequestError("not_found", { message: "The file is not on this server. Export the calls anew." });
    }
    const { audit } = await stores();
    const detail = { format: row.format, calls: row.calls };
    await audit.happened({ actor, action: "export.fetched", target: target(id), detail }).catch(async (error) => {
      await body.cancel();
      throw error;
    });
    const { mediaType, extension } = WRITINGS[row.format];
    const headers = headersOf(`earshot-${row.format}-${id.slice(0, 8)}.${extension}`, mediaType);
    return { headers: { ...headers, "Content-Length": String(row.bytes) }, body };
  }

  return { call: exportCall, stream, begin, list, find, remove, fetchFile };
}

export type Exports = ReturnType<typeof createExports>;

const target = (id: string) => ({ kind: "export", id });

const headersOf = (name: string, mediaType: string): Record<string, string> => ({
  "Content-Type": mediaType,
  "Content-Disposition": attachment(name),
  "Cache-Control": "private, no-store",
});

function entryOf(row: StoredExport, view: string): ExportEntry {
  const { id, format, state, fault, calls, skipped, bytes, reached, createdAt, finishedAt, expiresAt } = row;
  return {
    ...{ id, format, state, fault, calls, skipped, unsearched: row.question.unsearched ?? 0, bytes },
    reached: reached === null ? null : new Date(reached.happenedMs).toISOString(),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    mayFetch: state === "done" && row.view === view,
  };
}
