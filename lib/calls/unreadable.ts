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

/** With fields that could not be read elsewhere, each still once. */
export function withFields({ messages, fields }: Unreadable, others: readonly string[]): Unreadable {
  return { messages, fields: [...new Set([...fields, ...others])] };
}

/** Whether a field, or a part of it, is among what could not be read. */
export function isUnreadable({ fields }: Unreadable, field: string): boolean {
  return fields.some((name) => name === field || name.startsWith(`${field}.`));
}

/** By the first part of a field's name, where the whole has no words of its own. */
const WORDS: Record<string, string> = {
  transcript: "the transcript",
  "transcript.timestamp": "times of lines",
  "transcript.role": "who spoke some of the lines",
  metadata: "the metadata",
  agent: "the agent",
  summary: "the summary",
  startedAt: "when the call started",
  endedAt: "when it ended",
  createdAt: "when it was created",
  updatedAt: "when it last changed",
  scheduledAt: "when it is due",
  duration: "the duration",
  direction: "the direction",
  phoneNumber: "the number",
  status: "the status",
  failureReason: "why it failed",
  outcome: "the outcome",
  contact: "the contact",
  liveRoomStatus: "who is in the room",
};
const MOST_TOLD = 4;

/** "3 lines and the metadata could not be read."; null when all was read. */
export function unreadableSentence({ messages, fields }: Unreadable): string | null {
  const lines = messages === 0 ? [] : [messages === 1 ? "1 line" : `${messages.toLocaleString("en-GB")} lines`];
  const words = fields.map((field) => WORDS[field] ?? WORDS[field.split(".")[0] ?? ""] ?? "an id");
  const all = [...new Set([...lines, ...words])];
  const told = all.length > MOST_TOLD ? [...all.slice(0, MOST_TOLD - 1), `${all.length - MOST_TOLD + 1} more`] : all;
  const last = told.pop();
  if (last === undefined) return null;
  const sentence = `${told.length > 0 ? `${told.join(", ")} and ` : ""}${last} could not be read.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The same where only the number is known: on a card. */
export function unreadableWords(count: number): string {
  return count === 1 ? "1 part could not be read" : `${count.toLocaleString("en-GB")} parts could not be read`;
}
