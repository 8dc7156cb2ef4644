// @vitest-environment happy-dom
import { createRef } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { drawn } from "@/e2e/support/rendered";
import { aMessage, at, BUILD_START_MS } from "@/lib/calls/build";
import type { Message } from "@/lib/calls/call";
import { transcriptRows } from "@/lib/calls/transcript";
import { ReadingPosition } from "./reading-position";
import { type LineMarks, NO_MARKS, TranscriptLine } from "./transcript-line";
import type { TranscriptHandle } from "./transcript-list";
import { TranscriptView } from "./transcript-view";

const rowsOf = (...messages: Partial<Message>[]) =>
  transcriptRows(messages.map((message, line) => aMessage({ timestamp: at(1_000 * line), ...message })));
const many = (count: number) => rowsOf(...Array.from({ length: count }, (_, n) => ({ content: `Line ${n + 1}.` })));

function aView(rows: ReturnType<typeof rowsOf>, omitted = 0, fromStart = false) {
  const handle = createRef<TranscriptHandle | null>();
  const reading = new ReadingPosition();
  const view = (
    <TranscriptView
      {...{ rows, omitted, startMs: BUILD_START_MS, reading, handle, fromStart }}
      lead={<p>The lead.</p>}
      openAt={null}
      onLink={() => {}}
      canShareLink
      shown
      marksOf={() => NO_MARKS}
    />
  );
  return { view, reading };
}

function aLine(message: Partial<Message>, marks: Partial<LineMarks> = {}) {
  const [row] = rowsOf(message);
  if (row === undefined) throw new Error("It makes no row.");
  const shown: string[] = [];
  const linked: string[] = [];
  const line = (whole: boolean) => (
    // biome-ignore lint/a11y/useSemanticElements: as the transcript has it
    <div role="listitem">
      <TranscriptLine
        row={row}
        startMs={BUILD_START_MS}
        id="n1"
        onLink={(id) => linked.push(id)}
        canShareLink
        whole={whole}
        onShowWhole={(key) => shown.push(key)}
        {...NO_MARKS}
        {...marks}
      />
    </div>
  );
  const screen = drawn(line(false));
  return { ...screen, row, shown, linked, showWhole: () => screen.draw(line(true)) };
}

describe("the transcript before any program runs", () => {
  it("is its last sixty lines, each with its place among all, in a scroller that starts at its end", () => {
    const html = renderToStaticMarkup(aView(many(100), 20).view);
    expect(html.match(/role="listitem"/g)).toHaveLength(60);
    expect(html).toContain('aria-setsize="120" aria-posinset="61"');
    expect(html).toContain("Line 100.");
    expect(html).not.toContain(">Line 40.<");
    expect(html).toContain("flex-col-reverse");
    expect(html).toContain("The last 60 of 120 lines. The others need JavaScript.");
  });

  it("of a call that is over is its first sixty lines below what came of it, in a scroller that starts there", () => {
    const html = renderToStaticMarkup(aView(many(100), 0, true).view);
    expect(html.match(/role="listitem"/g)).toHaveLength(60);
    expect(html).toContain(">Line 1.<");
    expect(html).not.toContain("Line 100.");
    expect(html).not.toContain("flex-col-reverse");
    expect(html.indexOf("The lead.")).toBeLessThan(html.indexOf(">Line 1.<"));
    expect(html).toContain("The first 60 of 100 lines. The others need JavaScript.");
  });

  it("that is short says nothing of JavaScript", () => {
    expect(renderToStaticMarkup(aView(many(3)).view)).not.toContain("JavaScript");
  });
});

describe("the transcript of a page that is alive", () => {
  it("is a log that can be reached by keys and is not read out as it scrolls", () => {
    const { getByRole } = drawn(aView(many(3)).view);
    const log = getByRole("log", { name: "Transcript" });
    expect([log.tabIndex, log.getAttribute("aria-live")]).toEqual([0, "off"]);
  });

  it("opened at its end, nothing that stands there is new", () => {
    const rows = many(5);
    const { view, reading } = aView(rows);
    drawn(view);
    expect(reading.get()).toMatchObject({ lastReadKey: rows[4]?.key, following: true });
  });
});

describe("a line of a transcript", () => {
  it.each([
    ["assistant", "Agent"],
    ["user", "Caller"],
    ["interpreter", "interpreter"],
  ])("of %s says who in a word, and when since the start", (role, word) => {
    const { text } = aLine({ role, timestamp: at(65_000) });
    expect(text()).toContain(word);
    expect(text()).toMatch(/1:05/);
  });

  it("without a time says so, and without words too", () => {
    expect(aLine({ timestamp: null }).text()).toContain("no time");
    expect(aLine({ content: "  " }).text()).toContain("(no words)");
  });

  it("that is long is cut, says how long it is, and gives the line the focus when it is shown whole", async () => {
    const { user, getByRole, queryByRole, shown, row, text, showWhole } = aLine({ content: "word ".repeat(4_000) });
    const button = getByRole("button", { name: /^Show all 20,000 characters/ });
    expect(text().length).toBeLessThan(15_000);
    await user.click(button);
    expect(shown).toEqual([row.key]);
    expect(document.activeElement).toBe(getByRole("listitem"));
    showWhole();
    expect(queryByRole("button")).toBeNull();
    expect(text().length).toBeGreaterThan(19_000);
  });

  it("is put into the address where its time is pressed, and then offers its link and its words", async () => {
    const { user, getByRole, linked } = aLine({ content: "My parcel is late." });
    await user.click(getByRole("link"));
    expect(linked).toEqual(["n1"]);
    const { getByRole: get } = aLine({ content: "My parcel is late." }, { linked: true });
    expect(get("button", { name: "Copy link to line" })).toBeDefined();
    expect(get("button", { name: "Copy line" })).toBeDefined();
  });

  it("marks every hit of a search, and the one the reader is at", () => {
    const { container } = aLine({ content: "A parcel, the parcel." }, { needle: "parcel", current: 1 });
    const marks = [...container.querySelectorAll("mark")];
    expect(marks.map((mark) => mark.textContent)).toEqual(["parcel", "parcel"]);
    expect(marks[0]?.outerHTML).not.toBe(marks[1]?.outerHTML);
  });

  it("is text, whatever stands in it", () => {
    const { container, text } = aLine({ content: "<img src=x onerror=alert(1)>" });
    expect(container.querySelector("img")).toBeNull();
    expect(text()).toContain("<img src=x onerror=alert(1)>");
  });
});
