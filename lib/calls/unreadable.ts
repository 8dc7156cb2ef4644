/**
 * What of a call's answer could not be read. `messages`: lines of which not even the words could be found. `fields`: our
 * names for what stood there in a form we do not know ("metadata", "startedAt", "transcript.timestamp"), each once.
 */
export type Unreadable = { messages: number; fields: string[] };

export const ALL_READ: Unreadable = { messages: 0, fields: [] };

/** As one number, for a card: lines and fields. More than 0 means that the call service sends what we do not understand. */
export function unreadableCount({ messages, fields }: Unreadable): number {
  return messages + fields.length;
}
