import "server-only";
import { isNamed } from "@/lib/errors/named";
import { sayDefect } from "@/lib/log/defect.mjs";
import { say } from "@/lib/log/log.mjs";
import { settings } from "@/lib/settings/settings";
import { startKeeping } from "./archiving";
import { fillDemo } from "./demo-life";
import { identity } from "./features";
import { startGathering } from "./gathering";
import { startQuality } from "./quality-work";
import { startRemaking } from "./remaking";

const RETRY_MS = 5_000;

/**
 * What a new process does by itself: makes the first admin, or says to whoever started it how to; has calls kept, those that
 * nobody watches too. Goes on trying while the database is away; never throws, for the live view needs none of it.
 */
export async function begin(): Promise<void> {
  const { auth, build, databaseUrl, boardIntervalMs, maxRequestsPerMinute } = settings();
  const database = databaseUrl === null ? "embedded" : "server";
  const started = { build, node: process.versions.node, auth, database, boardIntervalMs, maxRequestsPerMinute };
  say("info", "server.starting", "Earshot starts.", started);
  startKeeping();
  let isAnnounced = false;
  for (let attempt = 1; ; attempt++) {
    try {
      const words = isAnnounced ? null : await identity.setup.announce();
      // Not into the log: the link makes an admin of whoever opens it.
      if (words !== null) process.stderr.write(`${words}\n`);
      isAnnounced = true;
      if (auth === "demo") await fillDemo();
      await startGathering();
      await startRemaking();
      await startQuality();
      return;
    } catch (error) {
      if (attempt === 1) endWhenInUse(error);
      // What ails the database is in the log already.
      if (!isDatabaseAway(error)) {
        sayDefect("begin.failed", "Earshot could not look for its first user.", error);
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    }
  }
}

const isDatabaseAway = (error: unknown): error is Error & { fault: string } =>
  isNamed<Error & { fault: string }>(error, "DatabaseUnavailableError");

/** It could let nobody in as long as the other one runs. Later it may not end for that: it serves. */
function endWhenInUse(error: unknown): void {
  if (!isDatabaseAway(error) || error.fault !== "in_use") return;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
