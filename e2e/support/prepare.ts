import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readyDatabase } from "@/lib/database/testing";
import { ask } from "./http";
import { COMPILED, READY_DATABASE, startEarshot } from "./servers";

/** What most journeys ask for, so that it is among what later servers need not compile. */
const USUAL = ["/", "/calls", "/calls/call_1", "/wall", "/sign-in", "/settings", "/api/v1/live", "/api/v1/calls"];

/** A server that is asked for the usual things and ends by itself leaves behind what V8 has made of it. */
async function compileOnce(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-compiled-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.env[COMPILED] = join(folder, "scripts");
  // Nothing answers there.
  const server = await startEarshot({ HEPPU_API_KEY: "none", HEPPU_API_URL: "http://127.0.0.1:9/api/v1" });
  for (const path of USUAL) await ask(server.url, path);
  await server.stop();
}

/**
 * Before the first journey, of which each server under test gets a copy: an empty database with our tables, and what has
 * been compiled.
 */
export default async function prepare(): Promise<void> {
  process.env[READY_DATABASE] = await readyDatabase();
  await compileOnce();
}
