import "server-only";
import type { Actor } from "@/lib/access/actor";
import type { Authorize } from "@/lib/access/authorize";
import { can, isInScope } from "@/lib/access/can";
import { withZone } from "@/lib/access/unknown-zone";
import type { View } from "@/lib/access/view";
import { agentFor, callFor, summaryFor } from "@/lib/access/visibility";
import type {
  ArchiveCalls,
  ArchiveChoices,
  ArchivePassage,
  Erasure,
  ArchivedCall as SentCall,
} from "@/lib/wire/archive-contract";
import type { ArchiveQuestion } from "@/lib/wire/archive-filters";
import { RequestError } from "@/lib/wire/request-error";
import { type ArchiveSort, readCursor, writeCursor } from "./cursor";
import { type Erased, numberForm } from "./erasure-store";
import type { ArchiveFilters } from "./filters";
import { isFindable, isFindableAgent, isFindableFailure } from "./findable";
import { type ArchiveHit, hitsIn, markedCall } from "./hits";
import { createKeeping, type KeepingParts } from "./keeping";
import { passageOf } from "./passage";
import { readQuery } from "./query";
import { type ArchivedCall, archivedCallOf, type CallRecord } from "./record";
import { formOf } from "./words";

const USUAL_LIMIT = 25;

type Page = { sort?: ArchiveSort | undefined; limit?: number | undefined; cursor?: string | undefined };

type ArchiveParts = KeepingParts & {
  authorize: Authorize;
  viewFor: (actor: Actor) => Promise<View>;
  askerOf: (actor: Actor) => string | undefined;
  /** @throws RequestError too_many_attempts */
  countSearch: (actor: Actor, key: string) => void;
  demo: () => boolean;
  /** Deletes files of exports that have ended. Never rejects. */
  sweepExports: () => Promise<void>;
  /** Leaves nothing in files of what was deleted; false: later, in a quiet hour. Never rejects. */
  scrub: () => Promise<boolean>;
};

/** Calls that are over: kept, found and read. */
export function createArchive(parts: ArchiveParts) {
  const { stores, authorize, viewFor, lookThrough, askerOf, keeps, demo } = parts;

  /**
   * Finds calls that are over, as far as this actor may see them: what they may not see finds nothing.
   * @throws RequestError invalid_request, not_permitted for what their role finds nothing by, too_many_attempts
   */
  async function search(actor: Actor, question: ArchiveQuestion, page: Page): Promise<ArchiveCalls> {
    await authorize(actor, "archive.read");
    const view = await viewFor(actor);
    const filters = filtersOf(question, view, can(actor, "shares.manage").allowed);
    const query = question.q === undefined ? null : readQuery(question.q);
    const sort = sortOf(page.sort, query !== null);
    const after = page.cursor === undefined ? null : readCursor(page.cursor);
    if (page.cursor !== undefined && after?.sort !== sort) {
      throw new RequestError("invalid_request", {
        message: "cursor should be the nextCursor of a page in this order.",
      });
    }
    if (query !== null) parts.countSearch(actor, `archive ${question.q}`);
    const { archive, archiveSearch, database } = await stores();
    const found = await withZone(
      archiveSearch.search({
        ...{ query, filters, sort, after, form: formOf(view) },
        scope: view.scope,
        limit: page.limit ?? USUAL_LIMIT,
      }),
    );
    const records = await archive.findMany(found.callIds);
    const byId = new Map(records.map((record) => [record.callId, record]));
    const inOrder = found.callIds.flatMap((id) => byId.get(id) ?? []);
    const calls = inOrder.map((record) => ({ record, archived: archivedCallOf(record) }));
    const looked = query === null ? [] : calls;
    for (const { archived } of looked) await lookThrough(view, archived, askerOf(actor) ?? "");
    const hits = await hitsIn(
      database,
      looked.map(({ archived }) => archived),
      view,
      found.marks,
    );
    return {
      data: {
        calls: calls.map(({ record, archived }) => sentOf(record, archived, view, hits.get(record.callId) ?? [])),
        count: found.count,
      },
      meta: {
        nextCursor: found.next === null ? null : writeCursor(found.next),
        demo: demo(),
        masked: view.masked,
        redacted: view.redacted,
        scoped: view.scope !== null,
        keeps: await keeps(),
        lookedBackTo: found.lookedBackToMs === null ? null : new Date(found.lookedBackToMs).toISOString(),
        tooCommon: found.isTooCommon,
        unsearched: found.unsearched,
      },
    };
  }

  /** What somebody can narrow a search by, named as this actor sees it. @throws RequestError not_permitted */
  async function choices(actor: Actor): Promise<ArchiveChoices> {
    await authorize(actor, "archive.read");
    const view = await viewFor(actor);
    const found = await (await stores()).archiveChoices.of(view.scope);
    const agents = found.agents
      // One that this view names otherwise than it is could not be looked for by that name.
      .filter(({ id, name }) => isFindableAgent(view, id ?? name ?? ""))
      .map((agent) => agentFor(view, agent))
      .sort((one, other) => NAMES.compare(one.name ?? one.id ?? "", other.name ?? other.id ?? ""));
    return {
      data: {
        agents,
        campaigns: found.campaigns.filter((campaign) => isFindable(view, campaign)).sort(NAMES.compare),
        metadataKeys: view.raw ? found.metadataKeys : null,
        isComplete: found.isComplete,
      },
    };
  }

  /**
   * A call that is over and its lines around one, as far as this actor may see them.
   * @throws RequestError call_not_found also for one out of scope, not_permitted, too_many_attempts
   */
  async function passage(
    actor: Actor,
    callId: string,
    { line, q }: { line?: number | undefined; q?: string | undefined },
  ): Promise<ArchivePassage> {
    await authorize(actor, "archive.read");
    const view = await viewFor(actor);
    const known = await find(callId);
    if (known === null || !isInScope(view.scope, known.record)) throw new RequestError("call_not_found");
    const { record, archived } = known;
    const query = q === undefined ? null : readQuery(q);
    if (query !== null) parts.countSearch(actor, `archive ${q}`);
    await lookThrough(view, archived, askerOf(actor) ?? "");
    const { archiveSearch, database } = await stores();
    const marks = query === null ? [] : await archiveSearch.languagesFor(query);
    const { summary, lines } = await markedCall(database, archived, view, marks);
    const hits = (await hitsIn(database, [archived], view, marks)).get(callId) ?? [];
    return {
      data: { call: sentOf(record, archived, view, hits), summary, ...passageOf(lines, line ?? null) },
      meta: { demo: demo(), masked: view.masked, redacted: view.redacted },
    };
  }

  const keep = createKeeping(parts);

  /** What is stored of a call; null: nothing. Whoever asks has been asked for who they are. @throws DatabaseUnavailableError */
  async function find(callId: string): Promise<{ record: CallRecord; archived: ArchivedCall } | null> {
    const record = await (await stores()).archive.find(callId);
    return record === null ? null : { record, archived: archivedCallOf(record) };
  }

  /**
   * Takes a caller, or one call, out of the archive for good; nothing brings it back. Without `confirm` it only says how many
   * calls would go.
   * @returns `isScrubbed`: what was deleted lies in no file any more; false: that follows in a quiet hour
   * @throws RequestError not_permitted, invalid_request
   */
  async function erase(actor: Actor, { confirm, ...erased }: Erased & { confirm: boolean }): Promise<Erasure> {
    await authorize(actor, "archive.manage");
    if ("phoneNumber" in erased && numberForm(erased.phoneNumber) === null) {
      throw new RequestError("invalid_request", { message: "phoneNumber should have five digits at least." });
    }
    const { erasures, change } = await stores();
    if (!confirm) return { ...(await erasures.count(erased)), isErased: false, isScrubbed: false };
    const gone = await change(actor, async ({ tx, audit }) => {
      const all = await erasures.erase(tx, erased);
      const target = "callId" in erased ? { kind: "call", id: erased.callId } : null;
      audit.record({ action: "caller.erased", target, detail: all });
      return all;
    });
    if (gone.exports > 0) await parts.sweepExports();
    return { ...gone, isErased: true, isScrubbed: await parts.scrub() };
  }

  /** Those of these calls that are kept. Whoever asks has been asked for who they are. @throws DatabaseUnavailableError */
  async function keptOf(callIds: readonly string[]): Promise<Set<string>> {
    return (await stores()).archiveSearch.keptOf(callIds);
  }

  return { keptOf, search, choices, passage, keep, find, erase };
}

export type Archive = ReturnType<typeof createArchive>;

function sortOf(asked: ArchiveSort | undefined, hasWords: boolean): ArchiveSort {
  const sort = asked ?? (hasWords ? "best" : "newest");
  if (hasWords && sort !== "best" && sort !== "newest") {
    throw new RequestError("invalid_request", { message: "With q, sort should be best or newest." });
  }
  // Without words none is better than another.
  return !hasWords && sort === "best" ? "newest" : sort;
}

const NAMES = new Intl.Collator("en");

/** @throws RequestError not_permitted for a filter that would tell what the role does not show */
export function filtersOf(question: ArchiveQuestion, view: View, seesShares: boolean): ArchiveFilters {
  const { metadata, attention, who, endedByPerson, shared, hasNotes } = question;
  if (metadata !== undefined && !view.raw) {
    throw new RequestError("not_permitted", {
      message: "Your role does not show metadata, so it cannot search by it.",
    });
  }
  if (shared !== undefined && !seesShares) {
    throw new RequestError("not_permitted", {
      message: "Your role does not show who has shared what, so it cannot search by it.",
    });
  }
  demandOrder("from", question.from, "to", question.to);
  demandOrder("minSeconds", question.minSeconds, "maxSeconds", question.maxSeconds);
  const findable = (texts: string[] | undefined) => texts?.filter((text) => isFindable(view, text));
  const { from: fromMs, to: toMs, minSeconds: leastSeconds, maxSeconds: mostSeconds, direction } = question;
  return {
    ...{
      statuses: findable(question.status),
      agents: question.agent?.filter((text) => isFindableAgent(view, text)),
      campaigns: findable(question.campaign),
    },
    ...{ direction, metadata, fromMs, toMs, leastSeconds, mostSeconds, endedByPerson, shared, hasNotes },
    attention: attention?.includes("any") ? "any" : attention,
    failures: question.failure?.filter((reason) => isFindableFailure(view, reason)),
    ...{
      leastResponseMs: question.minResponseMs,
      belowResponseMs: question.belowResponseMs,
      weekHour: question.weekHour,
    },
    who: who === undefined ? undefined : { text: who, onlyIds: view.masked },
  };
}

/** @throws RequestError invalid_request for a range that ends before it begins: no call could be in it */
function demandOrder(first: string, from: number | undefined, last: string, to: number | undefined): void {
  if (from === undefined || to === undefined || from <= to) return;
  throw new RequestError("invalid_request", { message: `${first} should not be more than ${last}.` });
}

/** A call's facts as a view sees them. */
export function sentOf(record: CallRecord, archived: ArchivedCall, view: View, hits: ArchiveHit[]): SentCall {
  // Only what a list shows is made for it: what was said stays where it is.
  const { call, contactName, campaignId } = callFor(view, {
    ...archived,
    call: { ...archived.call, transcript: null },
  });
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return {
    id: call.id,
    status: call.status,
    direction: call.direction,
    agent: agentFor(view, { id: record.agentId, name: record.agentName }),
    ...{ campaignId, contactName },
    phoneNumber: call.phoneNumber,
    createdAt: iso(record.createdAt),
    startedAt: iso(record.startedAt),
    endedAt: iso(record.endedAt),
    happenedAt: record.happenedAt.toISOString(),
    duration: record.durationSeconds,
    failureReason: call.failureReason,
    summary: summaryFor(view, archived),
    messageCount: record.messageCount,
    attention: record.wasWatched ? record.reasons.map(({ sentence: _, ...one }) => one) : null,
    endedByPerson: record.endedByName !== null,
    hasTalk: archived.hasTalk,
    hits,
  };
}
