import type { Call, CallListItem, Message } from "./call";
import type { CallReading, RowReading } from "./read-call";
import { isFields } from "./read-fields";
import type { TranscriptReading } from "./read-transcript";

/**
 * What came, beside what was read of it, so that `data` can be handed on field for field. On the call itself, under a key that
 * no JSON has: it goes along where a call is joined with an older one. A transcript's is kept by the transcript.
 */
const CAME = Symbol.for("earshot.call.came");
/** What of a row could not be read, by its name; likewise. */
const UNREAD = Symbol.for("earshot.call.unread");
type Came = CallReading["came"];
type Transcripts = WeakMap<readonly Message[], Pick<TranscriptReading, "from"> & { came: unknown }>;
const TRANSCRIPTS = Symbol.for("earshot.call.transcripts");
// Pages and handlers are bundled apart: whichever of them had a call read, all of them hand it out.
const shared = globalThis as { [TRANSCRIPTS]?: Transcripts };
shared[TRANSCRIPTS] ??= new WeakMap();
const transcripts: Transcripts = shared[TRANSCRIPTS];

/** The call of a reading, with what came behind it. */
export function withSent({ call, came, transcript }: CallReading, sent: unknown): Call {
  if (transcript !== null) {
    const own = isFields(sent) ? sent.transcript : undefined;
    // A transcript in another shape than a list stands there as it came; under another name it has come there already.
    if (transcript.came !== null && Array.isArray(own)) transcripts.set(transcript.messages, transcript);
    else if (!Array.isArray(own) && own !== undefined) {
      transcripts.set(transcript.messages, { from: [], came: own });
    }
  }
  return came.size === 0 ? call : { ...call, [CAME]: came };
}

/** The same of a row of the list. */
export function rowWithSent({ item, came, fields }: RowReading): CallListItem {
  return came.size === 0 ? item : { ...item, [CAME]: came, [UNREAD]: fields };
}

/** The fields of a row that could not be read. */
export function unreadFields(item: CallListItem): string[] {
  return (item as { [UNREAD]?: string[] })[UNREAD] ?? [];
}

/** A call as it was read, without what came behind it. */
export function asRead(call: Call): Call {
  const read: Call & { [CAME]?: Came } = { ...call };
  delete read[CAME];
  return read;
}

/** A call or a row as it goes out: what came, and what it was read to only where nothing had come. */
export function asSent<Read extends Call | CallListItem>(read: Read): Record<string, unknown> & { id: string } {
  const out: Record<string, unknown> & { id: string } = { ...read };
  const came = (read as { [CAME]?: Came })[CAME];
  for (const [field, { sent, read: then }] of came ?? []) {
    // Joined with another snapshot, a field may stand for that one now.
    if (Object.is(read[field], then)) out[field] = sent;
  }
  const lines = read.transcript;
  if (Array.isArray(lines)) out.transcript = sentLines(lines as Message[]);
  return out;
}

function sentLines(messages: Message[]): unknown {
  const known = transcripts.get(messages);
  if (known === undefined) return messages;
  if (!Array.isArray(known.came)) return known.came;
  return known.came.map((sent: unknown, at) => beside(sent, known.from[at] ?? null));
}

/**
 * Lines as they were read anew, those that say what is known already being the known ones, so that a transcript of which
 * nothing or little changed is held and worked out once. Same lines, same list. Lists with something else behind them than
 * was read stay as they are: `data` hands that on.
 */
export function withKnownLines(known: Message[] | null, lines: Message[]): Message[] {
  if (known === null || transcripts.has(known) || transcripts.has(lines)) return lines;
  const shared = lines.map((line, place) => {
    const before = known[place];
    return before !== undefined && isSameLine(before, line) ? before : line;
  });
  return lines.length === known.length && shared.every((line, place) => line === known[place]) ? known : shared;
}

/** What has parts of its own counts as different. */
function isSameLine(before: Message, line: Message): boolean {
  if (before === line) return true;
  const names = Object.keys(line);
  return names.length === Object.keys(before).length && names.every((name) => Object.is(before[name], line[name]));
}

/** A line as it came; role, words and time beside it where they came under other names. */
function beside(sent: unknown, line: Message | null): unknown {
  if (line === null || line === sent || !isFields(sent)) return sent;
  const added: Record<string, unknown> = {};
  if (!Object.hasOwn(sent, "role") && line.role !== "unknown") added.role = line.role;
  if (!Object.hasOwn(sent, "content") && line.content !== "") added.content = line.content;
  if (!Object.hasOwn(sent, "timestamp") && line.timestamp !== null) added.timestamp = line.timestamp;
  return { ...sent, ...added };
}

/** The newest lines of a transcript, so many at most, with what came for them. */
export function newestLines(messages: Message[], most: number): Message[] {
  if (messages.length <= most) return messages;
  const newest = messages.slice(messages.length - most);
  const known = transcripts.get(messages);
  const first = newest[0];
  if (known === undefined || !Array.isArray(known.came) || first === undefined) return newest;
  const start = known.from.indexOf(first);
  transcripts.set(newest, { came: known.came.slice(start), from: known.from.slice(start) });
  return newest;
}
