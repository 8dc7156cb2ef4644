import "server-only";
import type { Actor } from "@/lib/access/actor";
import { isInScope } from "@/lib/access/can";
import { textMs } from "@/lib/calls/time";
import type { QualityNote } from "@/lib/wire/quality-contract";
import { RequestError } from "@/lib/wire/request-error";
import { personWho, type QualityParts } from "./parts";
import { noteEntry } from "./shown";

const NO_NOTE = { message: "There is no such note. It may have been deleted, or its call is kept no longer." };
const FULL = { message: "This call has as many notes as a call may have." };
const NO_WORDS = { message: "text should say something; only a flag needs no words." };
const NO_LINE = { message: "line should be the key of one of the call's lines, and null while the call runs." };

/** What people write about calls and their lines. */
export function createNotes(parts: QualityParts) {
  const { stores, authorize, viewFor, lookThrough, askerOf, readCalls, seeCall, nowMs } = parts;

  /** @throws RequestError call_not_found, and as for reading the call */
  async function list(actor: Actor, callId: string): Promise<{ notes: QualityNote[]; isKept: boolean }> {
    await authorize(actor, "quality.read");
    const seen = await seeCall(actor, "quality.read", callId);
    const view = await viewFor(actor);
    const kept = seen.isLive ? null : ((await readCalls([callId]))[0] ?? null);
    await lookThrough(view, seen, askerOf(actor) ?? "");
    const notes = await (await stores()).qualityNotes.list(callId);
    const personId = actor.kind === "person" ? actor.id : null;
    return {
      notes: notes.map((note) => noteEntry(view, note, seen, { kept, personId })),
      isKept: kept !== null,
    };
  }

  /** Of a call that runs it is the moment that is noted. @throws RequestError invalid_request, conflict, call_not_found */
  async function add(
    actor: Actor,
    callId: string,
    wanted: { line: number | null; kind: "comment" | "flag"; text: string; at?: string | null },
  ): Promise<QualityNote> {
    const person = await personWho(parts, actor, "quality.review");
    if (wanted.kind === "comment" && wanted.text === "") throw new RequestError("invalid_request", NO_WORDS);
    const seen = await seeCall(actor, "quality.review", callId);
    const view = await viewFor(actor);
    const [kept = null] = await readCalls([callId]);
    if (wanted.line !== null && !(kept?.lineKeys.includes(wanted.line) ?? false)) {
      throw new RequestError("invalid_request", NO_LINE);
    }
    const { qualityNotes, change } = await stores();
    // Of a call that has just ended lines may have no keys yet where it is read: their moment leads to them, too.
    const isMoment = wanted.line === null && (seen.isLive || (wanted.at ?? null) !== null);
    const at = isMoment ? new Date(Math.min(textMs(wanted.at ?? "") ?? nowMs(), nowMs())) : null;
    const note = await change(actor, async ({ tx, audit }) => {
      const { line: lineKey, kind, text } = wanted;
      const made = await qualityNotes.add(tx, { callId, lineKey, at, kind, text, by: person });
      if (made === null) throw new RequestError("conflict", FULL);
      audit.record({ action: "call.noted", target: { kind: "call", id: callId }, detail: { kind } });
      return made;
    });
    return noteEntry(view, note, seen, { kept, personId: person.id });
  }

  /** One's own; whoever manages quality any. @throws RequestError not_found, also for one of a call out of scope */
  async function remove(actor: Actor, id: string): Promise<QualityNote> {
    const person = await personWho(parts, actor, "quality.review");
    const { qualityNotes, change } = await stores();
    const note = await qualityNotes.find(id);
    if (note === null) throw new RequestError("not_found", NO_NOTE);
    const view = await viewFor(actor);
    const [kept = null] = await readCalls([note.callId]);
    const isSeen = kept === null ? view.scope === null || note.madeById === person.id : isInScope(view.scope, kept);
    if (!isSeen) throw new RequestError("not_found", NO_NOTE);
    if (note.madeById !== person.id) await authorize(actor, "quality.manage");
    await change(actor, async ({ tx, audit }) => {
      if (!(await qualityNotes.remove(tx, id))) throw new RequestError("not_found", NO_NOTE);
      audit.record({ action: "note.deleted", target: { kind: "call", id: note.callId }, detail: { kind: note.kind } });
    });
    // What it said is gone, for whoever deleted it as well.
    const { callId, kind, lineKey: line, at, madeAt, madeByName: madeBy } = note;
    return {
      ...{ id, callId, kind, line, text: "", madeBy },
      ...{ at: at?.toISOString() ?? null, madeAt: madeAt.toISOString(), isOwn: note.madeById === person.id },
    };
  }

  return { list, add, remove };
}
