import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type LabelledSpan = { line: number; start: number; end: number; kind: string };
export type Case = {
  /** the line of the file, for reports */
  at: string;
  language: string;
  messages: { role: string; content: string }[];
  spans: LabelledSpan[];
};

const ROLES: Record<string, string> = { C: "user", A: "assistant" };
const LABEL = /\{(\w+):([^}]*)\}/;

/** The cases of a labelled set; for its form see the head of the file. Throws if a line is not in that form. */
export function readCases(set: "held-out" | "tuned" | "hard" | "fresh" | "dictated" | "practice" | "second"): Case[] {
  const text = readFileSync(fileURLToPath(new URL(`./${set}.txt`, import.meta.url)), "utf8");
  return text.split("\n").flatMap((row, place) => {
    return row === "" || row.startsWith("#") ? [] : [readCase(row, `${set}.txt:${place + 1}`)];
  });
}

function readCase(row: string, at: string): Case {
  const [language = "", rest] = row.split(" | ");
  if (rest === undefined) throw new Error(`${at} has no language.`);
  const spans: LabelledSpan[] = [];
  const messages = rest.split(" // ").map((part, line) => {
    const role = ROLES[part.slice(0, part.indexOf(":"))];
    if (role === undefined) throw new Error(`${at} has a line of nobody.`);
    let content = part
      .slice(part.indexOf(":") + 2)
      .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    for (let label = LABEL.exec(content); label; label = LABEL.exec(content)) {
      const [marked, kind = "", inside = ""] = label;
      spans.push({ line, start: label.index, end: label.index + inside.length, kind });
      content = content.slice(0, label.index) + inside + content.slice(label.index + marked.length);
    }
    return { role, content };
  });
  return { at, language, messages, spans };
}
