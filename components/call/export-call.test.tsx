// @vitest-environment happy-dom
import { act } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { aCall, aMessage, at } from "@/lib/calls/build";
import { transcriptRows } from "@/lib/calls/transcript";
import type { CallAnswer } from "@/lib/wire/contract";
import { CallPrint } from "./call-print";
import { ExportCall } from "./export-call";
import { ExportCallDialog } from "./export-call-dialog";

const ROUTE = "POST /api/v1/calls/call_1/export";
const saved: string[] = [];
beforeEach(() => {
  saved.length = 0;
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
});
afterEach(() => vi.restoreAllMocks());

describe("exporting a call", () => {
  it.each([
    ["Text", "text"],
    ["Table (CSV)", "csv"],
    ["Subtitles (WebVTT)", "vtt"],
    ["Training record (JSON)", "training"],
    ["The call (JSON)", "json"],
  ])("as %s asks for it, saves the file and closes", async (name, format) => {
    serverAnswers(ROUTE, { body: {} });
    let closed = 0;
    const { user, getByRole } = drawn(<ExportCallDialog callId="call_1" onClose={() => (closed += 1)} />);
    await user.click(getByRole("button", { name: new RegExp(`^${name.replace(/[()]/g, "\\$&")}`) }));
    await expect.poll(() => closed).toBe(1);
    expect(askedOfServer().map(({ body }) => body)).toEqual([{ format }]);
    expect(saved).toHaveLength(1);
  });

  it("says why there is no file", async () => {
    serverAnswers(ROUTE, refusedWith(404, "call_not_found"));
    const { user, getByRole, findByRole } = drawn(<ExportCallDialog callId="call_1" onClose={() => undefined} />);
    await user.click(getByRole("button", { name: /^Text/ }));
    expect((await findByRole("alert")).textContent).not.toBe("");
    expect(saved).toEqual([]);
  });

  it("is offered to whoever may, and to nobody else", () => {
    const who = (may: string[]) => drawn(<ExportCall callId="call_1" />, { viewer: aPerson({ may }) });
    expect(who(["call.read"]).queryByRole("button")).toBeNull();
    expect(who(["call.export"]).getByRole("button", { name: "Export" })).toBeDefined();
  });
});

it("on paper a call has every line, and the page has none of that before and after", () => {
  const transcript = Array.from({ length: 300 }, (_, place) =>
    aMessage({ content: `Line ${place}.`, timestamp: at(place * 1_000) }),
  );
  const answer = {
    data: aCall({ transcript, summary: "All was well." }),
    meta: { contactName: null, archived: null, omittedMessages: 0, redacted: false },
  } as unknown as CallAnswer;
  const { text } = drawn(<CallPrint answer={answer} rows={transcriptRows(transcript)} startMs={Date.parse(at(0))} />);
  expect(text()).toBe("");
  act(() => void window.dispatchEvent(new Event("beforeprint")));
  expect(text()).toContain("All was well.");
  for (const { content } of transcript) expect(text()).toContain(content);
  act(() => void window.dispatchEvent(new Event("afterprint")));
  expect(text()).toBe("");
});
