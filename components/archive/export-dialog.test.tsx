// @vitest-environment happy-dom
import { waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { at } from "@/lib/calls/build";
import type { ExportEntry } from "@/lib/wire/exports-contract";
import { ExportDialog } from "./export-dialog";
import { MyExports } from "./my-exports";

const EXPORT: ExportEntry = {
  ...{ id: "0123456789abcdef01234567", format: "training", state: "running", fault: null, calls: 12_300, skipped: 41 },
  unsearched: 7,
  ...{ bytes: 1_234_567, reached: at(0), createdAt: at(0), finishedAt: null, expiresAt: null, mayFetch: false },
};
const DONE: ExportEntry = { ...EXPORT, state: "done", finishedAt: at(0), expiresAt: at(9e9), mayFetch: true };
const LIST = "GET /api/v1/archive/exports";
const listing = (...exports: ExportEntry[]) => serverAnswers(LIST, { body: { data: { exports } } });
const SUPERVISOR = aPerson({ role: "supervisor", may: ["archive.export"] });

function dialog(props: Partial<Parameters<typeof ExportDialog>[0]> = {}, viewer = SUPERVISOR) {
  const filters = new URLSearchParams("status=completed&q=refund");
  return drawn(<ExportDialog filters={filters} ids={null} count={null} onClose={() => undefined} {...props} />, {
    viewer,
  });
}

describe("exporting many calls", () => {
  it("asks for what the page is filtered by, in the chosen form, and shows how far it is", async () => {
    listing(EXPORT);
    serverAnswers("POST /api/v1/archive/exports", { status: 201, body: { data: EXPORT } });
    const { user, getByRole, findByText } = dialog({ count: { value: 2_000, isCapped: true } });
    expect(getByRole("dialog", { name: "Export more than 2,000 calls" })).toBeDefined();
    await user.click(getByRole("radio", { name: /^Measures/ }));
    await user.click(getByRole("button", { name: "Export" }));
    expect(await findByText("12,300")).toBeDefined();
    expect(await findByText("41 without a transcript left out")).toBeDefined();
    expect(await findByText("7 not searched yet, left out")).toBeDefined();
    const sent = askedOfServer().find(({ method }) => method === "POST");
    expect(sent?.body).toEqual({ status: "completed", q: "refund", format: "measures" });
  });

  it("asks for the chosen calls where some were chosen", async () => {
    listing(EXPORT);
    serverAnswers("POST /api/v1/archive/exports", { status: 201, body: { data: EXPORT } });
    const { user, getByRole } = dialog({ ids: ["call_1"], filters: new URLSearchParams() });
    expect(getByRole("dialog", { name: "Export one call" })).toBeDefined();
    await user.click(getByRole("button", { name: "Export" }));
    await waitFor(() => expect(askedOfServer()[0]?.body).toEqual({ format: "training", ids: ["call_1"] }));
  });

  it("says why it was refused, and can be tried again", async () => {
    serverAnswers("POST /api/v1/archive/exports", refusedWith(429, "too_many_attempts"));
    const { user, getByRole, findByRole } = dialog();
    await user.click(getByRole("button", { name: "Export" }));
    expect((await findByRole("alert")).textContent).not.toBe("");
    expect(getByRole("button", { name: "Export" }).hasAttribute("disabled")).toBe(false);
  });

  it("is not offered to a role that may not", () => {
    const { queryByRole, text } = dialog({}, aPerson({ role: "viewer", may: ["call.export"] }));
    expect(queryByRole("button", { name: "Export" })).toBeNull();
    expect(text()).toContain("Supervisors and admins export many at once.");
  });
});

describe("my exports", () => {
  it.each<[what: string, entry: ExportEntry, words: string, isThere: boolean]>([
    ["that are written can be downloaded", DONE, "Written", true],
    ["that are being written can not", EXPORT, "Being written", false],
    ["that wait say so", { ...EXPORT, state: "waiting" }, "Waiting for its turn", false],
    ["whose owner sees less now cannot", { ...DONE, mayFetch: false }, "Written as you saw calls before", false],
    [
      "whose file went with a call that was erased say so",
      { ...EXPORT, state: "failed", fault: "erased" },
      "a call in it has been erased since",
      false,
    ],
    ["that failed say why", { ...EXPORT, state: "failed", fault: "too_large" }, "larger than 2 GB", false],
  ])("%s", async (_, entry, words, isThere) => {
    listing(entry);
    const { findByText, queryByRole } = drawn(<MyExports />, { viewer: SUPERVISOR });
    expect(await findByText(new RegExp(words))).toBeDefined();
    const link = queryByRole("link", { name: "Download" });
    expect(link?.getAttribute("href") ?? null).toBe(isThere ? `/api/v1/archive/exports/${entry.id}/file` : null);
  });

  it("are ended, or deleted, one by one", async () => {
    listing(EXPORT);
    serverAnswers(`DELETE /api/v1/archive/exports/${EXPORT.id}`, { body: { data: EXPORT } });
    const { user, findByRole, findByText } = drawn(<MyExports />, { viewer: SUPERVISOR });
    const cancel = await findByRole("button", { name: "Cancel the export of training records" });
    listing();
    await user.click(cancel);
    expect(await findByText("No exports")).toBeDefined();
  });

  it("say that they could not be read", async () => {
    serverAnswers(LIST, refusedWith(503, "database_unavailable"));
    const { findByRole } = drawn(<MyExports />, { viewer: SUPERVISOR });
    expect(await findByRole("alert")).toBeDefined();
  });
});
