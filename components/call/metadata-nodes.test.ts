import { describe, expect, it } from "vitest";
import { type MetadataNode, metadataLeftOut, metadataNodes } from "./metadata-nodes";

const count = (nodes: readonly MetadataNode[]): number =>
  nodes.reduce((sum, node) => sum + 1 + (node.kind === "group" ? count(node.children) : 0), 0);

describe("metadataNodes", () => {
  it("gives every kind of value words", () => {
    const nodes = metadataNodes({ a: "x", b: 5, c: true, d: null, e: "", f: [7], g: {} });
    expect(nodes.map((node) => (node.kind === "value" ? node.text : node.size))).toEqual([
      "x",
      "5",
      "yes",
      "—",
      "(empty)",
      1,
      0,
    ]);
  });

  it("numbers the entries of a list from one", () => {
    const [list] = metadataNodes({ tags: ["a", "b"] });
    expect(list?.kind === "group" && list.children.map((node) => node.key)).toEqual(["1", "2"]);
  });

  it("shows keys named like parts of every object as what they are", () => {
    const hostile: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":"x","<img onerror=1>":2}');
    const nodes = metadataNodes(hostile as Record<string, unknown>);
    expect(nodes.map((node) => node.key)).toEqual(["__proto__", "constructor", "<img onerror=1>"]);
    expect({}).not.toHaveProperty("polluted");
  });

  it("stops at a depth, and says so", () => {
    let deep: Record<string, unknown> = { bottom: 1 };
    for (let level = 0; level < 5_000; level += 1) deep = { level: deep };
    const nodes = metadataNodes(deep);
    expect(count(nodes)).toBeLessThan(10);
    let node = nodes[0];
    while (node?.kind === "group" && node.children[0]) node = node.children[0];
    expect(node).toMatchObject({ kind: "group", tooDeep: true });
  });

  it("stays bounded for any width, and counts what is left out", () => {
    const wide = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`k${index}`, { a: 1, b: 2, c: [1, 2, 3] }]),
    );
    const nodes = metadataNodes(wide);
    expect(count(nodes)).toBeLessThanOrEqual(400);
    expect(metadataLeftOut(wide, nodes) + nodes.length).toBe(5_000);
  });

  it("cuts long text and says how long it was", () => {
    const [node] = metadataNodes({ note: "x".repeat(50_000) });
    expect(node?.kind === "value" && node.text).toMatch(/^x{1000}… \(50,000 characters\)$/);
  });
});
