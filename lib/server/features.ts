import "server-only";
import { keyOf } from "@/lib/access/view";
import { type Analytics, createAnalytics } from "@/lib/analytics";
import {
  type Archive,
  type Backfills,
  createArchive,
  createArchiveSize,
  createBackfills,
  inScope,
  isFindable,
  isFindableAgent,
  isFindableFailure,
  isOfOneCall,
  narrow,
} from "@/lib/archive";
import { createExports, type Exports, exportJob } from "@/lib/exports";
import { createIdentity, type Identity } from "@/lib/identity";
import { createQuality, type Quality } from "@/lib/quality";
import { settings } from "@/lib/settings/settings";
import { createSharing, type Sharing } from "@/lib/sharing";
import { createViews, type Views } from "@/lib/views";
import { createWalls, type Walls } from "@/lib/walls";
import { access } from "./access";
import { keepsCalls, keepsUp } from "./archive-decision";
import { authorizeCall, viewFor } from "./audience";
import { authorize, authorizeSignedIn } from "./authorize";
import { changeLimits } from "./change-limits";
import { earshot } from "./earshot";
import { refusalOf } from "./error-mapping";
import { exportFolder, sweepExportsNow, takingOf } from "./export-writing";
import { lookThrough } from "./long-transcripts";
import { listenedWords, peopleHere, readKeptCalls, reviewerOf, seeNotedCall, wakeQuality } from "./quality-parts";
import { askerOf } from "./read-limits";
import { askScorer, mayScoreOutside, outgoing, sealing } from "./scorer-parts";
import { scrubSoon } from "./scrub-soon";
import { shownCall } from "./shown-call";
import { states } from "./states";

/** A call that cannot be read whole in this time is read again later. */
const WHOLE_LIMIT_MS = 30_000;

/** What brings calls of the past into the archive, one process of all (gathering.ts). */
export const BACKFILL_WORK = "archive-backfill";

/** The features of this process, each handed what it needs of the others. Their stores open at the first use. */
export const walls: Walls = createWalls({ stores: access, authorize });

export const views: Views = createViews({ stores: access, authorize });

export const archive: Archive = createArchive({
  stores: access,
  authorize,
  viewFor,
  lookThrough: (view, archived, asker) => lookThrough(view, archived, asker),
  askerOf,
  countSearch: (actor, key) => earshot().readLimits.search(actor, key),
  keeps: keepsCalls,
  keptDays: async () => (await (await access()).storedSettings.current()).retention,
  async readWhole(callId) {
    const read = await earshot()
      .live.background.readWhole(callId, AbortSignal.timeout(WHOLE_LIMIT_MS))
      .catch(() => null);
    if (read?.kind === "call") return read;
    return read !== null && isOfOneCall(read.fault.kind) ? "gone" : "wait";
  },
  endsOf: async (callIds) => (await access()).callEnds.ofAll(callIds),
  demo: () => settings().demo,
  sweepExports: () => sweepExportsNow(access),
  scrub: scrubSoon,
  nowMs: Date.now,
});

export const archiveSize = createArchiveSize({
  stores: access,
  authorize,
  isEmbedded: async () => (await access()).open.isEmbedded,
  keptDays: async () => (await (await access()).storedSettings.current()).retention,
  nowMs: Date.now,
});

export const analytics: Analytics = createAnalytics({
  stores: access,
  authorize,
  viewFor,
  askerOf,
  countSearch: (actor, key) => earshot().readLimits.search(actor, key),
  narrow: async (view, filters, seesShares) => narrow(await access(), view, filters, seesShares),
  tells: { isFindable, isFindableAgent, isFindableFailure },
  keeps: keepsCalls,
  demo: () => settings().demo,
  nowMs: () => Date.now() + earshot().clock.skewMs(),
});

export const backfills: Backfills = createBackfills({
  stores: access,
  authorize,
  keeps: keepsCalls,
  keepsUp,
  keptDays: async () => (await (await access()).storedSettings.current()).retention,
  async countOf({ fromMs, toMs }) {
    const from = fromMs === null ? {} : { startDate: new Date(fromMs).toISOString() };
    const result = await earshot().live.page({ ...from, endDate: new Date(toMs).toISOString(), limit: 1 });
    if (result.kind === "fault") throw refusalOf(result.fault);
    if (result.fault !== null) throw refusalOf(result.fault);
    return result.page.pagination.total;
  },
  leftPerMinute: () => earshot().live.background.leftPerMinute(),
  wake: async () => (await access()).background.soon(BACKFILL_WORK),
  nowMs: () => Date.now() + earshot().clock.skewMs(),
});

export const exports: Exports = createExports({
  stores: access,
  authorize,
  viewFor,
  keyOf,
  take: takingOf(access),
  folder: exportFolder,
  send: async (exportId, unit) => (await access()).background.jobs.send(exportJob, { exportId }, unit),
  counted: (actor) => changeLimits().exporting(actor.kind === "person" ? actor.id : actor.kind),
  shownCall,
});

export const quality: Quality = createQuality(
  {
    ...{ stores: access, authorize, viewFor, askerOf, inScope },
    lookThrough: (view, whole, asker) => lookThrough(view, whole, asker),
    readCalls: readKeptCalls,
    seeCall: seeNotedCall,
    words: listenedWords,
    reviewer: reviewerOf,
    people: peopleHere,
    demo: () => settings().demo,
    wake: wakeQuality,
    nowMs: () => Date.now() + earshot().clock.skewMs(),
  },
  { outgoing, sealing, ask: askScorer, isPossible: mayScoreOutside },
);

export const sharing: Sharing = createSharing({
  stores: access,
  authorize,
  async authorizeSharing(actor, callId) {
    const result = await authorizeCall(actor, "call.share", callId);
    if (result.kind === "call") return viewFor(actor);
    throw refusalOf(result.fault);
  },
});

export const identity: Identity = createIdentity({
  stores: access,
  authorizeSignedIn,
  countSignIn: (person, headers) => changeLimits().change(person, headers, "sign_in"),
  providerState: () => states().oidc,
});
