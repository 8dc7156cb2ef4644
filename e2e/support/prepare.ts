import { readyDatabase } from "@/lib/database/testing";
import { READY_DATABASE } from "./servers";

/** Before the first journey: an empty database with our tables, of which each server under test gets a copy. */
export default async function prepare(): Promise<void> {
  process.env[READY_DATABASE] = await readyDatabase();
}
