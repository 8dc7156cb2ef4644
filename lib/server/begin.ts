import "server-only";
import { isNamed } from "@/lib/errors/named";
import { announceSetup } from "./setup";

const RETRY_MS = 5_000;

/**
 * What a new process does by itself: makes the first admin, or says on the terminal how to. Goes on trying while the
 * database is away; never throws, for the live view needs none of it.
 */
export async function begin(): Promise<void> {
  const said = new Set<string>();
  for (;;) {
    try {
      const words = await announceSetup();
      if (words !== null) process.stdout.write(`${words}\n`);
      return;
    } catch (error) {
      const words = wordsOf(error);
      if (!said.has(words)) console.error(words);
      said.add(words);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    }
  }
}

/** Other errors' messages can hold what was asked of the database. */
function wordsOf(error: unknown): string {
  if (isNamed(error, "DatabaseUnavailableError")) return error.message;
  return `Earshot could not look for its first user (${error instanceof Error ? error.name : typeof error}).`;
}
