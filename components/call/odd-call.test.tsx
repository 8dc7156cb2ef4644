import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { at, BUILD_START_MS } from "@/lib/calls/build";
import { readCall } from "@/lib/calls/read-call";
import { type TranscriptRow, transcriptRows } from "@/lib/calls/transcript";
import { callView, emptyTranscriptWords } from "./call-view";
import { ReadingNotes } from "./reading-notes";
import { roomWords } from "./room-words";
import { rowWords } from "./row-words";
import { SummaryPanel } from "./summary-panel";
import { NO_MARKS, TranscriptLine } from "./transcript-line";

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>,
  fc.constantFrom("user", "dtmf", "…", at(5), 7, "message", "tool", [{ text: "Hi" }], { name: "x" }),
);
const fieldsOf = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), value);
const line = fieldsOf(
  "role",
  "content",
  "timestamp",
  "message",
  "time",
  "type",
  "event",
  "tool_calls",
  "speaker",
  "digits",
);
const call = fc
  .tuple(
    fieldsOf(
      "status",
      "duration",
      "startedAt",
      "endedAt",
      "agent",
      "summary",
      "metadata",
      "liveRoomStatus",
      "failureReason",
    ),
    fc.array(line, { maxLength: 6 }),
    fc.constantFrom("active", "completed", "failed", "ringing", "odd"),
  )
  .map(([fields, transcript, status]) => ({ status, ...fields, transcript, id: "call_1" }));

const Line = (of: { row: TranscriptRow; startMs: number | null }) => (
  <TranscriptLine {...of} id="n1" onLink={() => {}} canShareLink={false} whole onShowWhole={() => {}} {...NO_MARKS} />
);

const NOT_WORDS = /undefined|\[object|NaN|Invalid Date/;

describe("the page of any call whatsoever", () => {
  it("shows no piece of program text for what it could not read", () => {
    fc.assert(
      fc.property(call, (sent) => {
        const reading = readCall(sent, BUILD_START_MS);
        if (reading === null) throw new Error("no call");
        const { call: read, unreadable } = reading;
        const rows = transcriptRows(read.transcript);
        const view = callView(read, { settled: true, unreadable });
        const page = renderToStaticMarkup(
          <>
            <ReadingNotes unreadable={unreadable} rows={rows} live />
            {view.kind === "ended" ? <SummaryPanel view={view} /> : null}
            {rows.map((row) => (
              <Line key={row.key} row={row} startMs={BUILD_START_MS} />
            ))}
          </>,
        );
        const words = [
          ...Object.values(emptyTranscriptWords(view, read.transcript, { unreadable })),
          roomWords(read, 0, { unreadable }) ?? "",
          ...rows.map((row) => rowWords(row, BUILD_START_MS)),
        ];
        // What somebody said may be any word.
        const said = JSON.stringify(sent);
        for (const text of [page, ...words]) {
          const found = NOT_WORDS.exec(text)?.[0];
          if (found !== undefined) expect(said).toContain(found);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("tells a tool by its name, and a line without words by who had it", () => {
    const sent = [
      { role: "assistant", content: null, tool_calls: [{ function: { name: "lookup_order" } }] },
      { role: "user", content: " " },
    ];
    const rows = transcriptRows(readCall({ id: "a", transcript: sent })?.call.transcript ?? null);
    const shown = rows.map((row) => renderToStaticMarkup(<Line row={row} startMs={null} />));
    expect(shown[0]).toContain("Tool · lookup_order");
    expect(shown[0]).not.toContain("no words");
    expect(shown[1]).toMatch(/Caller.*\(no words\)/);
  });

  it("keeps a number's plus sign in front among right-to-left words, and leaves other text alone", () => {
    const shown = (content: string) => {
      const [row] = transcriptRows([{ role: "user", content, timestamp: null }]);
      if (row === undefined) throw new Error("no row");
      return renderToStaticMarkup(<Line row={row} startMs={null} />);
    };
    expect(shown("رقمي +1 (415) 555-2671 من فضلك")).toContain('<bdi dir="ltr">+1 (415) 555-2671</bdi>');
    expect(shown("המספר שלי +14155552671")).toContain('<bdi dir="ltr">+14155552671</bdi>');
    expect(shown("My number is +14155552671")).not.toContain('dir="ltr"');
  });
});
