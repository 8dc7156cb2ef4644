import fc from "fast-check";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state";
import { describe, expect, it } from "vitest";
import { routerFault } from "./router.mjs";

const header = (tree: unknown) => encodeURIComponent(JSON.stringify(tree));
const faultOf = (text: string) => routerFault({ rsc: "1", "next-router-state-tree": text });
/** What Next itself does with it. */
function isReadByNext(text: string): boolean {
  try {
    parseAndValidateFlightRouterState(text);
    return true;
  } catch {
    return false;
  }
}

const TREES = [
  ["", {}],
  ["", { children: ["__PAGE__", {}, null, "refetch"] }],
  [
    "",
    { children: ["calls", { children: [["callId", "call_1", "d", null], { children: ["__PAGE__", {}] }] }] },
    null,
    null,
    16,
  ],
  ["", { children: [["rest", "a/b", "oc", ["live"]], {}], modal: ["", {}] }, ["/live", ""], "metadata-only", 1, "x"],
  ["", { children: [["id", "x", "di(..)(..)", null], {}] }],
];

describe("the router's tree of segments", () => {
  it.each(TREES.map((tree) => [tree]))("is let through as Next's own router writes it: %j", (tree) => {
    expect(isReadByNext(header(tree))).toBe(true);
    expect(faultOf(header(tree))).toBeNull();
  });

  it.each([
    "",
    "x",
    "%",
    "%ff",
    "{}",
    "[]",
    "null",
    '[""]',
    '["",null]',
    '["",{"children":[]}]',
    '["",{"children":["a",{},["x"]]}]',
    '["",{},null,"everything"]',
    '["",{},null,null,"1"]',
    '["",{},null,null,1,2]',
    '["",{},null,null,1,"x",1]',
    '[["a","b","z",null],{}]',
    '[["a","b","d"],{}]',
    `${header(TREES[0])}, ${header(TREES[0])}`,
    "[".repeat(5_000),
    `["${"a".repeat(41_000)}",{}]`,
  ])("is refused where Next would fail: %s", (text) => {
    expect(isReadByNext(text)).toBe(false);
    expect(faultOf(text)).toMatchObject({ status: 400 });
  });

  it("is refused when it is deeper than any page", () => {
    const deep = (levels: number): unknown => (levels === 0 ? ["", {}] : ["", { children: deep(levels - 1) }]);
    expect(faultOf(header(deep(40)))).toBeNull();
    expect(faultOf(header(deep(41)))).toMatchObject({ status: 400 });
  });

  it("that gets through is one that Next reads, whatever is sent", () => {
    const segment = fc.oneof(
      fc.string(),
      fc.tuple(fc.string(), fc.string(), fc.constantFrom("d", "c", "oc", "x"), fc.constant(null)),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        fc.tuple(segment, fc.constant({})),
        fc.tuple(
          segment,
          fc.dictionary(fc.string(), tie("tree"), { maxKeys: 2 }),
          fc.option(fc.tuple(fc.string(), fc.string())),
        ),
        fc.tuple(segment, fc.dictionary(fc.string(), tie("tree"), { maxKeys: 1 }), fc.jsonValue(), fc.jsonValue()),
        fc.jsonValue(),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const text = header(value);
        if (faultOf(text) === null) expect(isReadByNext(text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the router's other headers", () => {
  it.each([
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
    { "next-router-segment-prefetch": "/calls/$d$callId/__PAGE__", "next-url": "/calls/call_1" },
    { "user-agent": "any" },
  ])("are let through as they are meant: %j", (headers) => {
    expect(routerFault(headers)).toBeNull();
  });

  it.each([
    { rsc: "yes" },
    { rsc: "1, 1" },
    { "next-router-prefetch": "true" },
    { "next-router-segment-prefetch": "_tree" },
    { "next-router-segment-prefetch": "/\u00e4" },
    { "next-url": "https://evil.example/" },
    { "next-url": `/${"a".repeat(5_000)}` },
    { "next-url": "" },
  ])("are refused otherwise: %j", (headers) => {
    expect(routerFault(headers)).toMatchObject({ status: 400 });
  });
});
