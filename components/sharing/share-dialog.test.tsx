// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { ShareDialog } from "./share-dialog";

const CALL = "call_abc123";
const NONE = { data: { shares: [] }, meta: { all: true, more: false } };

function aDialog(masked = false, ended = false) {
  let closes = 0;
  const close = () => {
    closes += 1;
  };
  const screen = drawn(<ShareDialog callId={CALL} masked={masked} ended={ended} onClose={close} />);
  const box = (name: string | RegExp) => screen.getByRole("checkbox", { name }) as HTMLInputElement;
  const make = () => screen.user.click(screen.getByRole("button", { name: "Make the link" }));
  const wanted = () => askedOfServer().find(({ method }) => method === "POST")?.body;
  return { ...screen, box, make, wanted, closes: () => closes };
}

describe("sharing a call", () => {
  beforeEach(() => {
    serverAnswers("GET /api/v1/shares", { body: NONE });
    serverAnswers("POST /api/v1/shares", { body: { data: { id: "shr_1", path: "/s/shr_1#secret" } } });
  });

  it("is careful unless told otherwise: everything masked, for a day, with a passcode made for it", async () => {
    const { make, wanted, findByRole, container, getByRole } = aDialog();
    await make();
    await findByRole("dialog", { name: "The link is ready" });
    const passcode = container.ownerDocument.querySelector("[data-passcode]")?.textContent ?? "";
    expect(passcode).toMatch(/^\w{4}-\w{4}$/);
    expect(getByRole("button", { name: "Copy the passcode" })).toBeDefined();
    expect(wanted()).toEqual({
      callId: CALL,
      label: "",
      grant: { live: true, transcript: true, summary: true, participants: true, metrics: true, masked: true },
      hours: 24,
      passcode,
    });
  });

  it("sends what was chosen, and says it in words before the link is sent", async () => {
    const { user, box, make, wanted, getByRole, findByText } = aDialog();
    await user.click(box("Summary"));
    await user.click(box(/^The call while it runs/));
    await user.click(box(/^Shorten numbers and names/));
    await user.selectOptions(getByRole("combobox", { name: /It ends after/ }), "8 hours");
    await user.clear(getByRole("textbox", { name: /Passcode/ }));
    await user.type(getByRole("textbox", { name: /Passcode/ }), "sesame-7");
    await user.type(getByRole("textbox", { name: /Label/ }), " for Kim ");
    await make();
    const words = await findByText(/^It shows this call once it has ended: .*with numbers and names\./);
    expect(words.textContent).toMatch(/and its passcode can open it, for 8 hours\.$/);
    expect(words.textContent).not.toContain("summary");
    expect(await findByText(/Send the passcode another way than the link/)).toBeDefined();
    expect(wanted()).toMatchObject({
      label: "for Kim",
      hours: 8,
      passcode: "sesame-7",
      grant: { live: false, summary: false, transcript: true, masked: false },
    });
  });

  it("makes a link without a passcode where the field was emptied, and refuses a short one in its own words", async () => {
    const { user, make, wanted, getByRole, findByRole, text } = aDialog();
    const field = getByRole("textbox", { name: /Passcode/ });
    await user.clear(field);
    await user.type(field, "abc");
    await make();
    expect(text()).toContain("A passcode has at least 6 characters.");
    expect(wanted()).toBeUndefined();
    await user.clear(field);
    await make();
    await findByRole("dialog", { name: "The link is ready" });
    expect(wanted()).toMatchObject({ passcode: null });
    expect(text()).toContain("Earshot does not keep it and cannot show it again.");
  });

  it("of a call that is over offers nothing to follow, and says so of the link", async () => {
    const { make, queryByRole, findByText } = aDialog(false, true);
    expect(queryByRole("checkbox", { name: /while it runs/ })).toBeNull();
    await make();
    expect(await findByText(/^It shows this call: transcript/)).toBeDefined();
  });

  it("has the link for colleagues beside it", () => {
    expect(aDialog().getByRole("button", { name: "Copy link (for colleagues)" })).toBeDefined();
  });

  it("who sees calls masked cannot share them otherwise", async () => {
    const { box, make, wanted, findByRole } = aDialog(true);
    expect(box(/^Shorten numbers and names/).disabled).toBe(true);
    await make();
    await findByRole("dialog", { name: "The link is ready" });
    expect(wanted()).toMatchObject({ grant: { masked: true } });
  });

  it("tells the link once, to copy it now, with the copy button in focus", async () => {
    const { make, findByText, getByRole, text, user, closes } = aDialog();
    await make();
    expect(await findByText(/\/s\/shr_1#secret$/)).toBeDefined();
    expect(text()).toContain("Earshot keeps neither and cannot show them again.");
    expect(document.activeElement).toBe(getByRole("button", { name: "Copy the link" }));
    await user.click(getByRole("button", { name: "Done" }));
    expect(closes()).toBe(1);
  });

  it("says why no link was made and keeps what was typed", async () => {
    serverAnswers("POST /api/v1/shares", refusedWith(429, "too_many_attempts"));
    const { user, make, getByRole, findByRole } = aDialog();
    const label = getByRole("textbox", { name: /Label/ }) as HTMLInputElement;
    await user.type(label, "for Kim");
    await make();
    expect((await findByRole("alert")).textContent).not.toBe("");
    expect(label.value).toBe("for Kim");
    expect(getByRole("dialog", { name: "Share this call" })).toBeDefined();
  });

  it("says that the links that exist cannot be listed, and lets one be made", async () => {
    serverAnswers("GET /api/v1/shares", refusedWith(503, "database_unavailable"));
    const { findByText, getByRole } = aDialog();
    expect(await findByText(/The links that exist cannot be listed/)).toBeDefined();
    expect((getByRole("button", { name: "Make the link" }) as HTMLButtonElement).disabled).toBe(false);
  });

  it("Escape closes it", async () => {
    const { user, closes, getByRole } = aDialog();
    await user.type(getByRole("textbox", { name: /Label/ }), "x{Escape}");
    expect(closes()).toBe(1);
  });
});
