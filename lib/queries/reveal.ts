import type { QueryClient } from "@tanstack/react-query";
import type { RevealAnswer } from "@/lib/wire/contract";
import { revealApiPath } from "@/lib/wire/paths";
import { callQuery } from "./call";
import { change } from "./change";

/**
 * Shows or hides a call's numbers and names for whoever is signed in, then reads the call again: also on a paused page.
 * @throws FetchError when the server refused; a failure to read afterwards shows where every failed reading does
 */
export async function setRevealed(client: QueryClient, callId: string, revealed: boolean): Promise<void> {
  await change<RevealAnswer["data"]>(revealed ? "POST" : "DELETE", revealApiPath(callId));
  await readCallAgain(client, callId);
}

/** Reads a call now, whether its page is paused or has no more to wait for. */
export async function readCallAgain(client: QueryClient, callId: string): Promise<void> {
  await client.fetchQuery({ ...callQuery(callId), staleTime: 0 }).catch(() => undefined);
}
