import type { BoardCall } from "@/lib/calls/board";
import { callTitle } from "@/lib/calls/call-title";
import { maskName, maskNumber, withoutNumbers } from "@/lib/calls/masking";

type Named = Pick<BoardCall, "id" | "phoneNumber"> & { agent: Readonly<{ name: string | null }> | null };

/**
 * A call's name in the tab and in the browser's history: its title in the masked form for everybody, because titles stand
 * in histories, in window lists and on shared screens.
 */
export function tabName({ id, phoneNumber, agent }: Named, contactName: string | null): string {
  return callTitle({
    id,
    agent: agent && { name: withoutNumbers(agent.name) },
    contactName: maskName(contactName),
    phoneNumber: maskNumber(phoneNumber),
  }).text;
}
