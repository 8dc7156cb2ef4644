import { cutText } from "@/lib/format/cut-text";

/** One place of the tree: a value, or a group of places. `key` is text to show, nothing else. */
export type MetadataNode =
  | { kind: "value"; key: string; text: string; type: "text" | "number" | "truth" | "nothing" }
  | {
      kind: "group";
      key: string;
      list: boolean;
      size: number;
      children: MetadataNode[];
      left: number;
      tooDeep: boolean;
    };

/** Whatever an integration stuffs into it, the page stays a page. */
const DEEPEST = 6;
const MOST_IN_GROUP = 100;
const MOST_IN_ALL = 400;
const MOST_CHARACTERS = 1_000;

/** Metadata as a tree to draw, bounded in depth, width, all in all and in text; what is left out is counted. */
export function metadataNodes(metadata: Readonly<Record<string, unknown>>): MetadataNode[] {
  const root = groupOf("", metadata, 0, { left: MOST_IN_ALL });
  return root.children;
}

/** How many entries there are at the top, and how many of them are left out of the tree. */
export function metadataLeftOut(metadata: Readonly<Record<string, unknown>>, nodes: readonly MetadataNode[]): number {
  return Object.keys(metadata).length - nodes.length;
}

type Group = Extract<MetadataNode, { kind: "group" }>;

function groupOf(key: string, value: object, depth: number, budget: { left: number }): Group {
  const list = Array.isArray(value);
  const keys = Object.keys(value);
  const node: Group = { kind: "group", key, list, size: keys.length, children: [], left: 0, tooDeep: depth >= DEEPEST };
  if (node.tooDeep) return { ...node, left: keys.length };
  for (const name of keys.slice(0, MOST_IN_GROUP)) {
    if (budget.left <= 0) break;
    budget.left -= 1;
    const member: unknown = (value as Record<string, unknown>)[name];
    const label = cut(list ? String(Number(name) + 1) : name, 200);
    node.children.push(nodeOf(label, member, depth + 1, budget));
  }
  return { ...node, left: keys.length - node.children.length };
}

function nodeOf(key: string, value: unknown, depth: number, budget: { left: number }): MetadataNode {
  if (typeof value === "object" && value !== null) return groupOf(key, value, depth, budget);
  if (typeof value === "string") {
    return {
      kind: "value",
      key,
      text: value === "" ? "(empty)" : cut(value, MOST_CHARACTERS),
      type: value === "" ? "nothing" : "text",
    };
  }
  if (typeof value === "number") return { kind: "value", key, text: String(value), type: "number" };
  if (typeof value === "boolean") return { kind: "value", key, text: value ? "yes" : "no", type: "truth" };
  return { kind: "value", key, text: "—", type: "nothing" };
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${cutText(text, most)} (${text.length.toLocaleString("en-GB")} characters)`;
}
