import { describe, expect, test } from "vitest";
import { aCall, aMessage, at } from "@/lib/calls/build";
import { CALL_COLUMNS, MEASURE_COLUMNS } from "./columns";
import { type TakenCall, WRITINGS } from "./many";
import { callFile, fileStem } from "./one";

const MEASURES = {
  ...{ responseMedianMs: 1_234, responseP95Ms: null, averageResponseMs: 7_500, responses: 3, pausesMs: 0 },
  ...{ agentShare: 0.66666, callerShare: 0.33333, ringTimeMs: null },
};

function taken(over: { facts?: Partial<TakenCall["facts"]>; measures?: TakenCall["measures"] } = {}): TakenCall {
  const call = aCall({ id: "call_1", status: "completed", transcript: [aMessage({ content: "Hello." })] });
  return {
    call,
    facts: {
      ...{ id: "call_1", status: "completed", direction: "inbound", agent: { id: "a", name: "Ava" }, campaignId: null },
      ...{ phoneNumber: "+1415", contactName: null, createdAt: null, startedAt: at(0), endedAt: at(9_000) },
      ...{ happenedAt: at(0), duration: 9, failureReason: null, summary: "=1+1", messageCount: 1, attention: null },
      ...{ endedByPerson: false, hasTalk: true, hits: [], ...over.facts },
    },
    measures: over.measures === undefined ? MEASURES : over.measures,
  };
}

/** Cells of a line that quotes none. */
const cellsOf = (line: string | null, names: readonly (readonly [string, unknown])[]) =>
  Object.fromEntries(
    (line ?? "")
      .trimEnd()
      .split(",")
      .map((cell, place) => [names[place]?.[0], cell]),
  );

describe("a table of calls", () => {
  test("has an empty cell for what nobody knows, and no formula", () => {
    const cells = cellsOf(WRITINGS.calls.piece(taken()), CALL_COLUMNS);
    expect(cells).toMatchObject({
      call_id: "call_1",
      watched: "false",
      attention: "",
      contact_name: "",
      summary: "'=1+1",
    });
    expect(cells.phone_number).toBe("'+1415");
  });

  test("names each reason for attention once, and says where there was none", () => {
    const reason = { severity: "warning", openedAt: at(0), clearedAt: null, line: null } as const;
    const attention = [
      { ...reason, reason: "dead_air" },
      { ...reason, reason: "dead_air" },
      { ...reason, reason: "stuck" },
    ];
    expect(cellsOf(WRITINGS.calls.piece(taken({ facts: { attention } })), CALL_COLUMNS)).toMatchObject({
      ...{ watched: "true", attention: "dead_air stuck" },
    });
    expect(cellsOf(WRITINGS.calls.piece(taken({ facts: { attention: [] } })), CALL_COLUMNS)).toMatchObject({
      ...{ watched: "true", attention: "" },
    });
  });
});

describe("a table of measures", () => {
  test("has seconds and shares; a real zero is a zero, and what is not known is empty", () => {
    expect(cellsOf(WRITINGS.measures.piece(taken()), MEASURE_COLUMNS)).toMatchObject({
      ...{ agent_response_median_seconds: "1.234", agent_response_p95_seconds: "", average_response_seconds: "7.5" },
      ...{ pauses_seconds: "0", agent_share: "0.6667", ring_seconds: "" },
    });
  });

  test("leaves out a call without a transcript", () => {
    expect(WRITINGS.measures.piece(taken({ measures: null }))).toBeNull();
  });
});

test("training records stand a line each, calls without a transcript are left out, and the last line counts them", () => {
  const silent = taken();
  const { head, piece, tail } = WRITINGS.training;
  const pieces = [taken(), { ...silent, call: { ...silent.call, transcript: null } }, taken()].map(piece);
  const text = `${head}${pieces.filter((one) => one !== null).join("")}${tail({ skipped: 1, unsearched: 0 })}`;
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    expect.objectContaining({ call_id: "call_1", outcome: "completed" }),
    expect.objectContaining({ call_id: "call_1" }),
    { _skipped: 1 },
  ]);
});

test.each(["training", "json", "text", "csv", "vtt"] as const)(
  "the file of one call as %s has a name that says nothing of who was in it",
  (format) => {
    const call = aCall({ id: "call_abc123" });
    const { name, text } = callFile(format, { call, contactName: "Jane Smith" });
    expect(name).toMatch(/^earshot-call_abc123\.(training\.json|json|txt|csv|vtt)$/);
    expect(text.length).toBeGreaterThan(0);
  },
);

test.each([
  ["a/../b", "a_b"],
  ['x"; y', "x_y"],
  ["..", "earshot"],
  ["line\r\nend", "line_end"],
  ["Ünï", "n_"],
])("the file name of %j is %j", (text, stem) => {
  expect(fileStem(text)).toBe(stem);
});

test.each([
  ["training", '{"_skipped":3,"_unsearched":2}\n'],
  ["calls", "# complete; 2 calls could not be searched yet and are left out\r\n"],
  [
    "measures",
    "# complete; 3 calls without a transcript are left out; 2 calls could not be searched yet and are left out\r\n",
  ],
] as const)("the last line of %s says what could not be searched", (format, line) => {
  expect(WRITINGS[format].tail({ skipped: 3, unsearched: 2 })).toBe(line);
});
