import type { SQL } from "drizzle-orm";
import type { Actor, Person, Scope } from "@/lib/access/actor";
import type { Authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { OpenedStores } from "@/lib/access/stores";
import type { View } from "@/lib/access/view";
import type { AttentionWords } from "@/lib/calls/attention-words";
import type { Action } from "@/lib/wire/actions";
import { RequestError } from "@/lib/wire/request-error";
import type { KeptCall, ReadCalls } from "./kept-call";
import type { QualityStores } from "./stores";

/** What of a call is masked and redacted in what people write about it. */
export type SeenCall = Pick<KeptCall, "call" | "contactName" | "campaignId" | "roster">;

export type QualityParts = {
  stores: OpenedStores<QualityStores>;
  authorize: Authorize;
  viewFor: (actor: Actor) => Promise<View>;
  /** Has long talk looked through away from the main thread. */
  lookThrough: (view: View, whole: SeenCall, asker: string) => Promise<unknown>;
  askerOf: (actor: Actor) => string | undefined;
  readCalls: ReadCalls;
  /**
   * A call that runs or is kept, when this actor may do this to it. @throws RequestError call_not_found, and as for reading it
   */
  seeCall: (actor: Actor, action: Action, callId: string) => Promise<SeenCall & { isLive: boolean }>;
  inScope: (scope: NonNullable<Scope>) => SQL;
  /** what is listened for while calls run */
  words: () => AttentionWords;
  /** Somebody who may review calls; null: nobody by this id may. */
  reviewer: (userId: string) => Promise<Person | null>;
  /** Everybody who may sign in, by name. */
  people: () => Promise<Person[]>;
  demo: () => boolean;
  /** Has waiting calls judged, calls put into the queue, calls sent to the outside scorer, soon. */
  wake: (what: "judging" | "sampling" | "scoring") => void;
  /** the call service's time, ms since the epoch */
  nowMs: () => number;
};

export const scopeOf = ({ inScope }: Pick<QualityParts, "inScope">, { scope }: View): SQL | undefined =>
  scope === null ? undefined : inScope(scope);

/** @throws RequestError not_permitted or sign_in_required */
export async function personWho(
  { authorize }: Pick<QualityParts, "authorize">,
  actor: Actor,
  action: Action,
): Promise<Person> {
  await authorize(actor, action);
  if (actor.kind !== "person") throw new RequestError("not_permitted");
  return actor;
}

export const mayReview = (actor: Actor): boolean => can(actor, "quality.review").allowed;
export const mayManage = (actor: Actor): boolean => can(actor, "quality.manage").allowed;
