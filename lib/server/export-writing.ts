import "server-only";
import { join } from "node:path";
import type { Person } from "@/lib/access/actor";
import type { OpenedStores } from "@/lib/access/stores";
import { keyOf, policyFor, viewOf } from "@/lib/access/view";
import { type ArchiveStores, createTaking } from "@/lib/archive";
import { createExportFolder, createExportWriter, type ExportStores, sweepExports } from "@/lib/exports";
import { type IdentityStores, personOf } from "@/lib/identity";
import { createLoop } from "@/lib/jobs/loop";
import { databasePlace } from "@/lib/settings/database-place";
import { settings } from "@/lib/settings/settings";
import type { Background } from "./background";
import { beforeEnd } from "./before-end";
import { lookThrough } from "./long-transcripts";
import { kindOf, states } from "./states";

const HOUR_MS = 3_600_000;
const SWEEP_FIRST_AFTER_MS = 120_000;

/** Beside the database, in a folder from which nothing else is served. */
export const exportFolder = () =>
  createExportFolder(join(/* turbopackIgnore: true */ databasePlace(settings()).dataDir, "exports"));

/** Every kept call that a question leaves, as a view sees it. What is asked has passed lib/wire/api/exports.ts. */
export const takingOf = (stores: OpenedStores<ArchiveStores>) =>
  createTaking({ stores, lookThrough: (view, archived, asker) => lookThrough(view, archived, asker) }).take;

type Parts = Awaited<ReturnType<OpenedStores<ArchiveStores & ExportStores & Pick<IdentityStores, "users">>>> & {
  background: Pick<Background, "jobs">;
};

/** Has exports written by jobs of this process, and deleted when their time is over. Before jobs start. */
export function startExports(parts: Parts): void {
  const writer = createExportWriter({
    exports: parts.exports,
    folder: exportFolder(),
    take: takingOf(async () => parts),
    personOf: (ownerId, ownerRole) => personNow(parts, ownerId, ownerRole),
    viewFor: async (person) => viewOf(person, await policyFor(person, async () => parts.storedSettings)),
    keyOf,
  });
  writer.on(parts.background.jobs);
  const { background } = states();
  const sweeping = createLoop({
    everyMs: HOUR_MS,
    work: async () => {
      await writer.sweep();
      return null;
    },
    faults: { away: (error) => background.failing(kindOf(error)), well: () => background.well() },
  });
  sweeping.start(SWEEP_FIRST_AFTER_MS);
  beforeEnd(() => sweeping.stop());
}

/** Deletes files of exports that have ended, at once. Never rejects: what stays goes with the next hour. */
export async function sweepExportsNow(stores: OpenedStores<ExportStores>): Promise<void> {
  try {
    await sweepExports({ ...(await stores()), folder: exportFolder() });
  } catch (error) {
    states().background.failing(kindOf(error));
  }
}

/** Who has asked for an export, with the rights of now; null: nobody any more. */
async function personNow(
  { users }: Pick<Parts, "users">,
  ownerId: string,
  ownerRole: Person["role"],
): Promise<Person | null> {
  const mode = settings().auth;
  if (mode !== "on") {
    const nobody = { email: null, scope: null, credentialId: null, mayAct: true };
    const name = mode === "demo" ? "Demo" : "Everybody";
    return ownerId === mode ? { ...nobody, kind: "person", id: mode, name, role: ownerRole, via: mode } : null;
  }
  const user = await users.byId(ownerId);
  return user?.status === "active" ? personOf(user, { via: "session", credentialId: "", mayAct: true }) : null;
}
