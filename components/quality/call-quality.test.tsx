// @vitest-environment happy-dom
import { waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, serverAnswers } from "@/e2e/support/rendered";
import type { TranscriptRow } from "@/lib/calls/transcript";
import { transcriptRows } from "@/lib/calls/transcript";
import type { CallAnswer } from "@/lib/wire/contract";
import type { CallQuality as Judged, QualityNote } from "@/lib/wire/quality-contract";
import { CallQuality } from "./call-quality";
import { indexOfNote, keyOfRow } from "./note-lines";

const MESSAGES = [
  { role: "agent", content: "Hello, this is Aurora.", timestamp: "2026-11-26T12:00:01.000Z" },
  { role: "caller", content: "My parcel is lost.", timestamp: "2026-11-26T12:00:05.000Z" },
];
const ROWS = transcriptRows(MESSAGES as never);
const KEYS = [7, 8];

const answer = (kept: boolean, status = "completed"): CallAnswer =>
  ({
    data: { id: "call_1", status, transcript: MESSAGES },
    meta: { archived: kept ? { hasTalk: true, watched: true } : null, lineKeys: kept ? KEYS : null },
  }) as unknown as CallAnswer;

const aNote = (fields: Partial<QualityNote> = {}): QualityNote => ({
  ...{ id: "n1", callId: "call_1", line: 8, at: null, kind: "comment", text: "Said twice.", madeBy: "Ada" },
  ...{ madeAt: "2026-11-26T13:00:00.000Z", isOwn: true, ...fields },
});

const judged = (fields: Partial<Judged["data"]> = {}): Judged =>
  ({
    data: {
      ...{ callId: "call_1", rubric: { id: "r", version: 3, name: "Every call" }, score: 66.6, passed: false },
      arithmetic: { earned: 20, possible: 30, leftOut: 15, passMark: 70 },
      checks: [
        {
          ...{ key: "greeting", title: "Greets", kind: "greeting", result: "pass", weight: 20, evidence: [7] },
          explanation: "The first line greets.",
        },
        {
          ...{ key: "talk", title: "Lets finish", kind: "interruptions", result: "unknown", weight: 0, evidence: [] },
          explanation: "Nobody knows when lines end.",
        },
      ],
      efficiency: "efficient",
      sentiment: { score: -0.4, method: "word_list", words: [{ word: "lost", value: -2, times: 1 }] },
      ...{ external: null, review: null, notes: [aNote()], judgedAt: "2026-11-26T12:10:00.000Z" },
      seed: {
        ...{ callId: "call_1", agentName: "Aurora", duration: 84, status: "completed", greetingUsed: true },
        ...{ closingUsed: false, professionalLanguage: null, resolutionProvided: true, responseTime: 4.25 },
        ...{ callEfficiency: "efficient", score: 66.6 },
      },
      ...fields,
    },
    meta: { demo: false, masked: false, redacted: false, mayReview: true },
  }) as unknown as Judged;

type Beneath = ((row: TranscriptRow) => ReactNode) | null;

function part(given: CallAnswer, may: string[]) {
  const gone: number[] = [];
  let beneath: Beneath = null;
  const screen = drawn(
    <CallQuality
      answer={given}
      rows={ROWS}
      rowAtKey={(key) => KEYS.indexOf(key)}
      chosen={() => 1}
      goTo={(index) => gone.push(index)}
      onAdditions={(make) => {
        beneath = make === null ? null : make();
      }}
    />,
    { viewer: aPerson({ role: "supervisor", may }) },
  );
  return { ...screen, gone, beneath: (row: TranscriptRow) => beneath?.(row) ?? null };
}
const REVIEWER = ["quality.read", "quality.review"];

describe("how a call was judged", () => {
  it("shows the arithmetic, what does not count and what is not known, and leads to the line", async () => {
    serverAnswers("GET /api/v1/quality/calls/call_1", { body: judged() });
    const { findByText, getByRole, text, gone, user } = part(answer(true), REVIEWER);
    expect(await findByText("67")).toBeDefined();
    expect(text()).toContain("Every call · version 3");
    expect(text()).toContain("100 × 20 passed ÷ 30 passed or failed = 67. 15 left out");
    expect(text()).toContain("not passed (from 70)");
    expect(text()).toContain("does not count");
    expect(text()).toContain("Sentiment, by a word listnegative (−0.40)");
    expect(text()).toContain("lost −2");
    await user.click(getByRole("button", { name: /^Line/ }));
    expect(gone).toEqual([0]);
  });

  it("shows the review of the call service's document field for field, and what of it nobody knows", async () => {
    serverAnswers("GET /api/v1/quality/calls/call_1", { body: judged() });
    const { findByText, container, user } = part(answer(true), REVIEWER);
    await user.click(await findByText("As the call service's document reviews it"));
    const facts = [...container.querySelectorAll("[data-document-review] dt > span")].map(
      ({ textContent }) => textContent,
    );
    const values = [...container.querySelectorAll("[data-document-review] dd:not([id])")];
    expect(facts.map((fact, place) => `${fact}: ${values[place]?.textContent}`)).toEqual([
      "Greeting used: yes",
      "Closing used: no",
      "Professional language: —",
      "Resolution provided: yes",
      "Response time: 4.3 s",
      "Call efficiency: efficient",
      "Score: 66.6",
    ]);
  });

  it("says why there is none: no rubric, no score, or a call that is not kept", async () => {
    const none = { rubric: null, score: null, passed: null, arithmetic: null, checks: [] };
    serverAnswers("GET /api/v1/quality/calls/call_1", { body: judged(none) });
    const { findByText, unmount } = part(answer(true), REVIEWER);
    expect(await findByText(/no rubric is for calls of this agent/)).toBeDefined();
    unmount();
    serverAnswers("GET /api/v1/quality/calls/call_1/notes", { body: { data: { notes: [], isKept: false } } });
    expect(await part(answer(false), REVIEWER).findByText(/Earshot has not kept this call/)).toBeDefined();
  });

  it("of a call that has just ended and is read from the call service names no line it cannot lead to", async () => {
    serverAnswers("GET /api/v1/quality/calls/call_1", { body: judged() });
    serverAnswers("GET /api/v1/quality/calls/call_1/notes", { body: { data: { notes: [], isKept: true } } });
    const { findByText, queryByRole } = part(answer(false), REVIEWER);
    expect(await findByText("1 line, to be opened once the call has settled")).toBeDefined();
    expect(queryByRole("button", { name: /^Line/ })).toBeNull();
  });

  it("offers whoever may only read nothing to write or review", async () => {
    const body = judged();
    serverAnswers("GET /api/v1/quality/calls/call_1", { body: { ...body, meta: { ...body.meta, mayReview: false } } });
    const { findByText, queryByRole } = part(answer(true), ["quality.read"]);
    expect(await findByText("67")).toBeDefined();
    for (const name of [/^Note/, "Review this call", "Delete this note"]) {
      expect(queryByRole("button", { name })).toBeNull();
    }
  });
});

describe("notes", () => {
  it("stand beneath their line, and the line that is chosen gets the next", async () => {
    serverAnswers("GET /api/v1/quality/calls/call_1", { body: judged() });
    serverAnswers("POST /api/v1/quality/calls/call_1/notes", { status: 201, body: { data: aNote() } });
    const { findAllByText, user, getByRole, beneath } = part(answer(true), REVIEWER);
    await findAllByText("Said twice.");
    expect(ROWS.map((row) => beneath(row) !== null)).toEqual([false, true]);
    await user.click(getByRole("button", { name: "Note on the chosen line" }));
    await user.type(getByRole("textbox", { name: "Note" }), "Twice.");
    await user.click(getByRole("button", { name: "Save the note" }));
    await waitFor(() =>
      expect(askedOfServer().find(({ method }) => method === "POST")?.body).toEqual({
        ...{ line: 8, at: null, kind: "comment", text: "Twice." },
      }),
    );
  });

  it("on a line of a running call name the moment it was said", async () => {
    serverAnswers("GET /api/v1/quality/calls/call_1/notes", { body: { data: { notes: [], isKept: false } } });
    serverAnswers("POST /api/v1/quality/calls/call_1/notes", { status: 201, body: { data: aNote() } });
    const { user, findByRole, getByRole } = part(answer(false, "active"), REVIEWER);
    await user.click(await findByRole("button", { name: "Note on the chosen line" }));
    await user.click(getByRole("checkbox", { name: "Flag it" }));
    await user.click(getByRole("button", { name: "Save the note" }));
    await waitFor(() =>
      expect(askedOfServer().find(({ method }) => method === "POST")?.body).toEqual({
        ...{ line: null, at: "2026-11-26T12:00:05.000Z", kind: "flag", text: "" },
      }),
    );
  });

  it.each([
    ["its line's row", { line: 7, at: null }, 0],
    ["the line said last at its moment", { line: null, at: "2026-11-26T12:00:04.000Z" }, 0],
    ["none, before anybody spoke", { line: null, at: "2026-11-26T11:00:00.000Z" }, -1],
    ["none, where it is about the call", { line: null, at: null }, -1],
    ["none, where its line is not here", { line: 99, at: null }, -1],
  ])("stand at %s", (_, note, expected) => {
    expect(indexOfNote(note, ROWS, (key) => KEYS.indexOf(key))).toBe(expected);
  });

  it("find a row's key in reading order, whatever the order lines came in", () => {
    const turned = [MESSAGES[1], MESSAGES[0]] as never;
    expect([keyOfRow(turned, [8, 7], 0), keyOfRow(turned, [8, 7], 1), keyOfRow(turned, null, 0)]).toEqual([7, 8, null]);
  });
});
