import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { at } from "@/lib/calls/build";
import { SummaryPanel } from "./summary-panel";

const VIEW = {
  kind: "ended" as const,
  endedMs: Date.parse(at(0)),
  sentence: "The call was cancelled.",
  failed: false,
  summary: { kind: "not_expected" as const },
};
const textOf = (endedBy: Parameters<typeof SummaryPanel>[0]["endedBy"]) =>
  renderToStaticMarkup(<SummaryPanel view={VIEW} endedBy={endedBy ?? null} />)
    .replace(/<[^>]+>/g, "")
    .trim();
const by = { at: at(0), name: "Ada", reason: "wrong number" };

test("an end that was confirmed is told by whom and why", () => {
  expect(textOf({ ...by, confirmed: true })).toMatch(/^Ended by Ada, .* · wrong number$/);
  expect(textOf({ ...by, name: null, reason: null, confirmed: true })).toMatch(/^Ended by a person, /);
});

test("one that was not confirmed says how the call ended, who asked for it, and that nobody knows whether that was why", () => {
  const text = textOf({ ...by, confirmed: false });
  expect(text).toMatch(
    /^The call was cancelled\..*Ada asked to end it, .* · wrong number\. The call service did not confirm/,
  );
  expect(text).not.toContain("Ended by");
});

test("one that nobody here asked for names nobody", () => {
  expect(textOf(null)).not.toMatch(/ by |asked/);
});
