import { type Fields, isFields } from "./read-fields";

/** Something that happened between lines: how it is told, and the role its line then has, which nobody hears; null: its own. */
export type LineEvent = { label: string; role: "tool" | "system" | "dtmf" | "event" | null };

const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");
const listOf = (names: string) => new Set(names.split(" "));

const TOOL_CALLS = listOf(
  "functioncall toolcall toolcalls tooluse toolinvocation toolcallinvocation functiontoolcall servertooluse invoketool " +
    "mcpcall mcptoolcall websearchcall filesearchcall computercall codeinterpretercall customtoolcall executablecode",
);
const TOOL_RESULTS = listOf(
  "functioncalloutput functioncallresult functionresult functionoutput toolresult toolcallresult toolcalloutput tooloutput " +
    "toolresponse functionresponse toolcallsresult toolresults tool function mcptoolresult servertoolresult " +
    "codeexecutionresult",
);
const HANDOVERS = listOf(
  "agenthandoff handoff handover agenthandover agenttransfer transfer transfercall calltransfer agentswap",
);
const KEY_PRESSES = listOf("dtmf dtmfinput dtmfreceived keypress keypad keypadinput keypresses sipdtmf");
/** Kinds of lines, not of events. */
const TALK = listOf(
  "message text speech utterance transcript chat outputtext inputtext agentresponse usertranscript conversation audio final " +
    "partial interim line turn voice sentence",
);

const MOST_NAMES = 5;
const LONGEST_NAME = 80;

function nameIn(value: unknown): string | null {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text === "string") return text.trim() === "" ? null : text.trim().slice(0, LONGEST_NAME);
  if (!isFields(value)) return null;
  return firstName(value, ["name", "tool_name", "toolName", "function", "function_name", "tool", "identity", "id"]);
}

function firstName(sent: Fields, fields: readonly string[]): string | null {
  for (const field of fields) {
    const name = Object.hasOwn(sent, field) ? nameIn(sent[field]) : null;
    if (name !== null) return name;
  }
  return null;
}

const TOOL_NAME = ["name", "tool_name", "toolName", "function_name", "functionName", "function", "tool"];
const NEW_AGENT = [
  "new_agent_id",
  "newAgentId",
  "new_agent",
  "newAgent",
  "to_agent",
  "toAgent",
  "to",
  "target",
  "destination",
];
const KEYS = ["digits", "digit", "dtmf", "keys", "key", "code", "value", "content", "text"];
const CALL_LISTS = [
  "tool_calls",
  "toolCalls",
  "function_call",
  "functionCall",
  "toolCallList",
  "tool_call",
  "toolCall",
];
const RESULT_LISTS = [
  "tool_results",
  "toolResults",
  "tool_call_results",
  "toolCallResult",
  "tool_result",
  "toolResult",
];

const labelled = (word: string, name: string | null) => (name === null ? word : `${word} · ${name}`);

function ofKind(kind: string, sent: Fields): LineEvent | null {
  if (TOOL_CALLS.has(kind)) return { label: labelled("Tool", toolNames(sent, CALL_LISTS)), role: "tool" };
  if (TOOL_RESULTS.has(kind)) return { label: labelled("Tool result", toolNames(sent, RESULT_LISTS)), role: "tool" };
  if (HANDOVERS.has(kind)) return { label: labelled("Handover", firstName(sent, NEW_AGENT)), role: "system" };
  if (KEY_PRESSES.has(kind)) return { label: labelled("Key press", firstName(sent, KEYS)), role: "dtmf" };
  return null;
}

/** The tool's own name, or those of the tools in a list beside. */
function toolNames(sent: Fields, lists: readonly string[]): string | null {
  const names = lists.flatMap((field) => namesIn(sent[field])).filter((name) => name !== "");
  return firstName(sent, TOOL_NAME) ?? (names.slice(0, MOST_NAMES).join(", ") || null);
}

/** Whether a part of a line, by its `type` or by the one field it is, is a call of a tool or a result: nobody said what stands in it. */
export function isToolPart(part: Fields): boolean {
  return partIs(part, TOOL_CALLS) || partIs(part, TOOL_RESULTS);
}

function partIs(part: Fields, kinds: ReadonlySet<string>): boolean {
  if (typeof part.type === "string") return kinds.has(plain(part.type));
  return Object.keys(part).some((name) => kinds.has(plain(name)) && isFields(part[name]));
}

/** What a line is by its `type` and the like, whose text, if any, nobody said: null for a line of talk. */
export function eventByKind(sent: Fields, role: string): LineEvent | null {
  for (const told of [sent.type, sent.kind, sent.event, role, sent.object]) {
    const event = typeof told === "string" ? ofKind(plain(told), sent) : null;
    if (event !== null) return event;
  }
  return null;
}

/** What a line tells beside its words, or instead of them: calls of tools and their results. Null when it tells nothing. */
export function eventBeside(sent: Fields): string | null {
  const names = (fields: readonly string[]) => fields.flatMap((field) => namesIn(sent[field])).slice(0, MOST_NAMES);
  const inParts = [sent.content, sent.parts].flatMap((parts) => (Array.isArray(parts) ? parts.filter(isFields) : []));
  const partNames = (kinds: ReadonlySet<string>) =>
    inParts
      .filter((part) => partIs(part, kinds))
      .flatMap((part) => namesIn(typeof part.type === "string" ? part : Object.values(part).find(isFields)));
  const called = [...names(CALL_LISTS), ...partNames(TOOL_CALLS)].slice(0, MOST_NAMES);
  if (called.length > 0) return labelled("Tool", called.filter((name) => name !== "").join(", ") || null);
  const answered = [...names(RESULT_LISTS), ...partNames(TOOL_RESULTS)].slice(0, MOST_NAMES);
  if (answered.length > 0) return labelled("Tool result", answered.filter((name) => name !== "").join(", ") || null);
  return null;
}

/** The names of one call of a tool or of a list of them; "" for one without a name. */
function namesIn(sent: unknown): string[] {
  const calls = Array.isArray(sent) ? sent : [sent];
  return calls.filter(isFields).map((call) => firstName(call, TOOL_NAME) ?? "");
}

/** The name of something without words that is none of the above; null when its kind is a kind of talk. */
export function otherEvent(sent: Fields): LineEvent | null {
  for (const field of ["event", "type", "kind"]) {
    const told = sent[field];
    if (typeof told !== "string" || told.trim() === "" || TALK.has(plain(told))) continue;
    const name = told.trim().slice(0, LONGEST_NAME);
    // A label of ours that is read once more stays what it is.
    return name.includes(" · ") ? { label: name, role: null } : { label: `Event · ${name}`, role: "event" };
  }
  return null;
}
