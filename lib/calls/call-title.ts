import type { BoardCall } from "./board";
import { maskedTail } from "./masking";

/** What a title is made of; a call, a row of the board and a row of the list all have it. */
type Titled = Pick<BoardCall, "id" | "contactName" | "phoneNumber"> & {
  agent: Readonly<{ name: string | null }> | null;
};

/**
 * The one title of a call, on card, page, tab, dialog, palette, wall, audit and share: who is at the other end, and the
 * agent. The id is small print.
 */
export type CallTitle = {
  /** the contact, in its masked form where it is masked ("R. W. ···0111"); the number where no name is known, else the id */
  who: string;
  /** null: not known */
  agent: string | null;
  /** "Victor Okafor · Nimbrel Tech Support" */
  text: string;
  /** the number, cut in front ("…0111"), for a title that does not name it: two people of one name are told apart by it */
  tail: string | null;
};

const TAIL_DIGITS = 4;
/** They turn the letters of a name around, and with them what stands beside it: a tab's title has nothing to hold it apart. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const straight = (name: string | null | undefined): string | null => name?.replace(TURNS, "").trim() || null;

/** Initials alone tell nobody apart, so that a masked number's last digits stand beside them. */
export function callTitle({ id, contactName, phoneNumber, agent }: Titled): CallTitle {
  const name = straight(contactName);
  const tail = maskedTail(phoneNumber);
  const number = tail === null ? phoneNumber?.trim() || null : `···${tail}`;
  const who = (tail === null ? (name ?? number) : [name, number].filter((part) => part !== null).join(" ")) ?? id;
  const agentName = straight(agent?.name);
  const digits = tail === null && name !== null ? (number?.replace(/\D/g, "") ?? "") : "";
  return {
    who,
    agent: agentName,
    text: `${who} · ${agentName ?? "unknown agent"}`,
    tail: digits === "" ? null : `…${digits.slice(-TAIL_DIGITS)}`,
  };
}
