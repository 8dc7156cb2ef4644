// @vitest-environment happy-dom
import { act, within } from "@testing-library/react";
import { useRef } from "react";
import { beforeEach, describe, expect, it } from "vitest";
import { askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import { aCall, BUILD_START_MS } from "@/lib/calls/build";
import type { Call } from "@/lib/calls/call";
import { EndCall } from "./end-call";

const RUNNING = aCall();
const ROUTE = `DELETE /api/v1/calls/${RUNNING.id}`;
const HARM = "The caller is disconnected at once and the call's room is closed. This cannot be undone.";

function Page({ call, asOfMs }: { call: Call; asOfMs: number }) {
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <h1 ref={title} tabIndex={-1}>
        The call
      </h1>
      <EndCall call={call} title="Jane Smith · Customer Support Agent" asOfMs={asOfMs} afterwards={title} />
    </>
  );
}

const page = (call: Call = RUNNING, readMs = 0) => <Page call={call} asOfMs={BUILD_START_MS + readMs} />;

function opened(call: Call = RUNNING) {
  const screen = drawn(page(call));
  /** In the question, once there is one: behind it nothing can be pressed. */
  const button = (name: string) => {
    const dialog = screen.queryByRole("dialog");
    const place = dialog === null ? screen : within(dialog);
    return place.getByRole("button", { name }) as HTMLButtonElement;
  };
  const press = (name: string) => screen.user.click(button(name));
  const sent = () => askedOfServer().filter(({ method }) => method === "DELETE").length;
  return { ...screen, button, press, sent };
}

describe("ending a call", () => {
  beforeEach(() => {
    serverAnswers(`GET /api/v1/calls/${RUNNING.id}`, refusedWith(503, "database_unavailable"));
  });

  it.each(["completed", "failed", "no_answer"])("is not offered for a call that is %s", (status) => {
    expect(opened(aCall({ status })).queryByRole("button")).toBeNull();
  });

  it("asks first, names the call as everywhere, and the safe answer has the focus", async () => {
    const { press, getByRole, sent } = opened();
    await press("End call");
    const dialog = getByRole("dialog", { name: "End this call?" });
    expect(dialog.textContent).toContain("Jane Smith · Customer Support Agent");
    expect(dialog.textContent).toContain(HARM);
    expect(document.activeElement).toBe(getByRole("button", { name: "Keep the call" }));
    expect(sent()).toBe(0);
  });

  it.each(["Keep the call", "Close"])("%s sends nothing", async (button) => {
    const { press, queryByRole, sent } = opened();
    await press("End call");
    await press(button);
    expect(queryByRole("dialog")).toBeNull();
    expect(sent()).toBe(0);
  });

  it("Escape sends nothing", async () => {
    const { press, user, queryByRole, sent } = opened();
    await press("End call");
    await user.keyboard("{Escape}");
    expect(queryByRole("dialog")).toBeNull();
    expect(sent()).toBe(0);
  });

  it("sends one request however often it is pressed, and cannot be left meanwhile", async () => {
    let answer: (answer: { body: unknown }) => void = () => undefined;
    serverAnswers(ROUTE, () => new Promise((resolve) => (answer = resolve)));
    const { button, press, getByRole, sent, text } = opened();
    await press("End call");
    const sure = button("End call");
    await act(async () => {
      sure.click();
      sure.click();
    });
    expect(sent()).toBe(1);
    expect(getByRole("dialog", { name: "Ending the call…" })).toBeDefined();
    for (const name of ["Keep the call", "Ending…"]) expect(button(name).disabled).toBe(true);
    await act(async () => answer({ body: { data: RUNNING, meta: { outcome: "cancelled" } } }));
    expect(text()).toContain("You ended the call.");
    expect(sent()).toBe(1);
  });

  const reasonSent = () => askedOfServer().find(({ method }) => method === "DELETE")?.body;

  it("sends no reason where none was given", async () => {
    serverAnswers(ROUTE, { body: { data: RUNNING, meta: { outcome: "cancelled" } } });
    const { press } = opened();
    await press("End call");
    await press("End call");
    expect(reasonSent()).toBeUndefined();
  });

  it("sends the reason of one tap; a second tap takes it back, and own words take its place", async () => {
    serverAnswers(ROUTE, { body: { data: RUNNING, meta: { outcome: "cancelled" } } });
    const { press, user, button, getByRole } = opened();
    await press("End call");
    await press("Wrong number");
    expect(button("Wrong number").getAttribute("aria-pressed")).toBe("true");
    await press("Wrong number");
    expect(button("Wrong number").getAttribute("aria-pressed")).toBe("false");
    await press("Abuse");
    await user.type(getByRole("textbox", { name: "In your own words" }), " asked for it twice ");
    expect(button("Abuse").getAttribute("aria-pressed")).toBe("false");
    await press("End call");
    expect(reasonSent()).toEqual({ reason: "asked for it twice" });
  });

  it("says why the call was not ended, and lets it be tried again", async () => {
    serverAnswers(ROUTE, refusedWith(403, "not_permitted"));
    const { press, getByRole, sent } = opened();
    await press("End call");
    await press("End call");
    const alert = getByRole("alert");
    expect(getByRole("dialog", { name: "The call was not ended" }).contains(alert)).toBe(true);
    expect(alert.textContent).not.toBe("");
    await press("Try again");
    expect(sent()).toBe(2);
  });

  it("not confirmed in time, it says that it finds out; the next reading tells that the call runs on", async () => {
    serverAnswers(ROUTE, refusedWith(504, "call_service_timeout"));
    const { press, getByRole, text, draw } = opened();
    await press("End call");
    await press("End call");
    expect(getByRole("dialog", { name: "Not confirmed yet" }).textContent).toContain(
      "The call service did not answer in time. Earshot is reading the call again",
    );
    draw(page(RUNNING, Date.now() - BUILD_START_MS + 3_600_000));
    expect(getByRole("dialog", { name: "The call is still running" })).toBeDefined();
    expect(text()).toContain("Earshot has read the call again: it was not ended. You can try once more.");
  });

  it("a call that ends by itself while the question stands needs no request", async () => {
    const { press, getByRole, draw, sent, text } = opened();
    await press("End call");
    draw(page(aCall({ status: "completed" }), 1_000));
    expect(getByRole("dialog", { name: "The call has already ended" })).toBeDefined();
    expect(text()).toContain("Nothing more to do.");
    expect(sent()).toBe(0);
  });
});
