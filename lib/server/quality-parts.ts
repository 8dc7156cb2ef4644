import "server-only";
import type { Actor, Person } from "@/lib/access/actor";
import { archivedCallOf } from "@/lib/archive";
import type { AttentionWords } from "@/lib/calls/attention-words";
import { isFinal } from "@/lib/calls/status";
import { personOf } from "@/lib/identity";
import { sayDefect } from "@/lib/log/defect.mjs";
import type { KeptCall } from "@/lib/quality";
import { settings } from "@/lib/settings/settings";
import { readWordLists } from "@/lib/settings/word-lists";
import type { Action } from "@/lib/wire/actions";
import { access } from "./access";
import { authorizeCall } from "./audience";
import { refusalOf } from "./error-mapping";

/** Work of one process of all (quality-work.ts). */
export const QUALITY_WORK = {
  judging: "quality-judging",
  sampling: "quality-sampling",
  scoring: "quality-scoring",
} as const;

/** Has it done soon, in whichever process; what comes of it is that work's. */
export function wakeQuality(what: keyof typeof QUALITY_WORK): void {
  access()
    .then(({ background }) => background.soon(QUALITY_WORK[what]))
    .catch((error) => sayDefect("quality.wake", "Calls could not be judged at once, and are later.", error));
}

/** Those of these calls that the archive has. @throws DatabaseUnavailableError */
export async function readKeptCalls(callIds: readonly string[]): Promise<KeptCall[]> {
  const { archive } = await access();
  return (await archive.findMany(callIds)).map((record) => {
    const { agentId, agentName, happenedAt } = record;
    return { ...archivedCallOf(record), agentId, agentName, happenedAt };
  });
}

/** A call that runs or is kept, for whoever may do this to it. @throws RequestError as authorizeCall does */
export async function seeNotedCall(actor: Actor, action: Action, callId: string) {
  const seen = await authorizeCall(actor, action, callId, { toMask: true });
  if (seen.kind === "fault") throw refusalOf(seen.fault);
  const { call, contactName, campaignId, roster } = seen.result.view;
  return { call, contactName, campaignId, roster, isLive: !isFinal(call.status) };
}

/** Somebody who may sign in; null: nobody by this id. */
export async function reviewerOf(userId: string): Promise<Person | null> {
  const user = await (await access()).users.byId(userId);
  if (user === null || user?.status !== "active") return null;
  return personOf(user, { via: "session", credentialId: "", mayAct: true });
}

/** Everybody who may sign in, by name. */
export async function peopleHere(): Promise<Person[]> {
  const users = await (await access()).users.list(null);
  return users
    .filter(({ status }) => status === "active")
    .map((user) => personOf(user, { via: "session", credentialId: "", mayAct: true }));
}

let words: AttentionWords | null = null;

/** What is listened for while calls run. */
export function listenedWords(): AttentionWords {
  words ??= readWordLists(settings().wordListsPath);
  return words;
}
