import type { TranscriptRow } from "@/lib/calls/transcript";
import { cutText } from "@/lib/format/cut-text";

/** What a machine did, in words. `raw`: as it came, where the words are not all of it. */
type EventWords = { label: string; detail: string; raw: string | null };

const MOST_CHARACTERS = 160;
const MOST_VALUES = 8;
/** Longer data is not read through for a line of small print. */
const LONGEST_READ = 50_000;

/** "Tool · outages" and "Maple Court, Asheville" of a tool's line, which comes as a name and its data. */
export function eventWords({ event, role, content }: Pick<TranscriptRow, "event" | "role" | "content">): EventWords {
  const text = content.trim();
  const data = dataIn(text);
  if (data === null) return { label: event ?? roleWord(role), detail: text, raw: null };
  // A kind that has no name of its own yet takes the one that stands before the data.
  const kind = event ?? roleWord(role);
  const name = data.before !== "" && !kind.includes(" · ") ? data.before : null;
  // Whether it is the question or the answer nobody tells who writes its name before the data.
  const label = name === null ? kind : `${kind === "Tool result" ? "Tool" : kind} · ${name}`;
  const words = valuesIn(data.value).slice(0, MOST_VALUES);
  const before = name === null ? data.before : "";
  return {
    label,
    detail: cutText([before, ...words].filter((word) => word !== "").join(", "), MOST_CHARACTERS),
    raw: text,
  };
}

/** "tool_result" as a word that stands at the beginning of a line. */
function roleWord(role: string): string {
  const word = role.replaceAll(/[_-]+/g, " ").trim();
  return word === "" ? "Event" : word.charAt(0).toUpperCase() + word.slice(1);
}

/** JSON at the end of a text, with what stands before it; null where there is none. */
function dataIn(text: string): { before: string; value: unknown } | null {
  const from = text.search(/[[{]/);
  if (from === -1 || text.length > LONGEST_READ) return null;
  try {
    const value: unknown = JSON.parse(text.slice(from));
    return { before: text.slice(0, from).replace(/[\s:·(-]+$/, ""), value };
  } catch {
    return null;
  }
}

/** Texts as they are; numbers and yes or no with the name of what they are. */
function valuesIn(value: unknown, name = ""): string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  if (typeof value === "number") return [`${name} ${value}`.trim()];
  if (typeof value === "boolean") return [name === "" ? (value ? "yes" : "no") : `${name}: ${value ? "yes" : "no"}`];
  if (Array.isArray(value)) return value.flatMap((part) => valuesIn(part, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => valuesIn(part, key.replaceAll(/[_-]+/g, " ")));
}
