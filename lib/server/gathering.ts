import "server-only";
import { createBackfillRun, createGather, createKeepUp } from "@/lib/archive";
import { transact } from "@/lib/database/transaction";
import { campaignOf } from "@/lib/live/call-view";
import { settings } from "@/lib/settings/settings";
import { access } from "./access";
import { keepsCalls, keepsUp } from "./archive-decision";
import { earshot } from "./earshot";
import { archive, BACKFILL_WORK, backfills } from "./features";
import { sleep } from "./sleep";

const LOOK_EVERY_MS = 30_000;
/** Starting is busy enough. */
const KEEP_UP_AFTER_MS = 10_000;
const BACKFILL_AFTER_MS = 5_000;

/**
 * Has calls that nobody watches brought into the archive, by one process of all, with what live work leaves of the request
 * budget: those that end from now on, and those of the past that somebody asked for. The demo asks for its own.
 * @throws DatabaseUnavailableError
 */
export async function startGathering(): Promise<void> {
  if (settings().callService === null) return;
  const { live, clock } = earshot();
  const { database, background, archivePending: pending, archiveBackfills } = await access();
  const reads = live.background;
  const { skewMs, nowMs } = clock;
  const { gather } = createGather({
    ...{ reads, skewMs, campaignOf },
    keep: archive.keep,
    kept: async (callId) => (await archive.find(callId))?.archived.call ?? null,
  });
  const keeps = async () => (await keepsCalls()) === true;
  const common = { pending, reads, gather, nowMs, sleep, transact: transact.bind(null, database) as Transact };
  const keepUp = createKeepUp({
    ...{ ...common, skewMs, leftPerMinute: reads.leftPerMinute },
    isOn: async () => (await keeps()) && (await keepsUp()),
  });
  const backfill = createBackfillRun({ ...common, backfills: archiveBackfills, keeps });
  const often = { everyMs: LOOK_EVERY_MS };
  background.periodic({ ...often, name: "archive-keep-up", firstAfterMs: KEEP_UP_AFTER_MS, work: keepUp.run });
  background.periodic({ ...often, name: BACKFILL_WORK, firstAfterMs: BACKFILL_AFTER_MS, work: backfill.run });
  if (settings().demo) await backfills.beginFirst();
}

type Transact = Parameters<typeof createKeepUp>[0]["transact"];
