import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "@/lib/database/embedded";
import { databaseTemplate } from "@/lib/database/template";
import { READY_DATABASE, ROOT } from "./servers";

/** Before the first journey: an empty database with our tables, of which each server under test gets a copy. */
export default async function prepare(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-ready-"));
  await (await openEmbedded(folder, await databaseTemplate(ROOT))).close();
  process.env[READY_DATABASE] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
