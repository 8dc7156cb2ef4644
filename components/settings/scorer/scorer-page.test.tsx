// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import type { ScorerSettings, TriedScorer } from "@/lib/wire/scorer-contract";
import { ScorerPage } from "./scorer-page";

const scorer = (fields: Partial<ScorerSettings> = {}): ScorerSettings => ({
  ...{ address: "https://scorer.example/calls", isOn: true, since: "2026-11-26T12:00:00.000Z", secret: "set" },
  ...{ redacts: true, perDay: 500, usedToday: 12, waiting: 3, failed: 0, scored: 1_000, lastFault: null },
  ...{ isPossible: true, ...fields },
});
const NEW = scorer({ address: null, isOn: false, since: null, secret: "none", scored: 0, usedToday: 0 });
const tried = (fields: Partial<TriedScorer> = {}): TriedScorer => ({
  ...{ tookMs: 1_240, sentLines: 14, fault: null, problems: [], external: null, ...fields },
});

function page(settings: ScorerSettings) {
  serverAnswers("GET /api/v1/quality/scorer", { body: { data: settings } });
  const viewer = aPerson({ may: ["quality.manage"] });
  const screen = drawn(<ScorerPage />, { viewer, path: "/settings/scorer" });
  const changes = () =>
    askedOfServer().flatMap(({ method, path, body }) => (method === "GET" ? [] : [[method, path, body]]));
  return { ...screen, changes };
}

describe("the page of the outside scorer", () => {
  it("begins off and redacted, and sends what is typed; nothing is to be tried before there is an address", async () => {
    const { findByRole, getByRole, user, changes, queryByText, findByText } = page(NEW);
    serverAnswers("PUT /api/v1/quality/scorer", { body: { data: scorer() } });
    const address = await findByRole("textbox", { name: "Address" });
    expect((getByRole("checkbox", { name: "Send calls" }) as HTMLInputElement).checked).toBe(false);
    expect((getByRole("checkbox", { name: /Take numbers, names/ }) as HTMLInputElement).checked).toBe(true);
    expect(queryByText("Try it on one call")).toBeNull();
    await user.type(address, "https://scorer.example/calls");
    await user.type(document.querySelector("input[type=password]") as HTMLInputElement, "s3cret");
    await user.click(getByRole("checkbox", { name: "Send calls" }));
    await user.click(getByRole("button", { name: "Save" }));
    expect(await findByText("Try it on one call")).toBeDefined();
    expect(await findByText("Saved.")).toBeDefined();
    expect(changes()).toEqual([
      [
        ...["PUT", "/api/v1/quality/scorer"],
        { address: "https://scorer.example/calls", isOn: true, redacts: true, perDay: 500, secret: "s3cret" },
      ],
    ]);
    expect(document.querySelector<HTMLInputElement>("input[type=password]")?.value).toBe("");
  });

  it("keeps the secret where none is typed, and takes it away where that is asked for", async () => {
    const { findByRole, getByRole, user, changes, findByText } = page(scorer());
    serverAnswers("PUT /api/v1/quality/scorer", { body: { data: scorer() } });
    await user.click(await findByRole("button", { name: "Save" }));
    expect(await findByText("Saved.")).toBeDefined();
    await user.click(getByRole("checkbox", { name: "Take the secret away" }));
    await user.click(getByRole("button", { name: "Save" }));
    const sent = changes().map(([, , body]) => (body as { secret?: unknown }).secret);
    expect(sent).toEqual([undefined, null]);
  });

  it("says what leaves once redaction is off, and why an address is refused", async () => {
    const { findByRole, getByRole, user, findByText } = page(scorer());
    const message = "This address leads into this server's own network.";
    const error = { message, code: 400, reason: "invalid_request", requestId: "req_1" };
    serverAnswers("PUT /api/v1/quality/scorer", { status: 400, body: { error } });
    await user.click(await findByRole("checkbox", { name: /Take numbers, names/ }));
    expect(await findByText(/leaves Earshot word for word/)).toBeDefined();
    await user.click(getByRole("button", { name: "Save" }));
    expect((await findByRole("alert")).textContent).toContain(message);
  });

  it("tries the newest call, or one by its address, and shows what came back or why nothing did", async () => {
    const { findByRole, getByRole, user, changes, findByText } = page(scorer());
    serverAnswers("GET /api/v1/archive/calls", {
      body: {
        data: {
          calls: [
            { id: "call_rang", messageCount: 0 },
            { id: "call_new", messageCount: 3 },
          ],
        },
      },
    });
    const external = {
      ...{ state: "scored", fault: null },
      result: {
        ...{ score: 80, scorer: { name: "House model", version: "1" }, rubric: { name: "Support", version: "7" } },
        ...{ checks: [], droppedEvidence: 0, redacted: true, scoredAt: "2026-11-26T12:30:00.000Z" },
      },
    };
    serverAnswers("POST /api/v1/quality/scorer/try", { body: { data: { ...tried(), external } } });
    await user.click(await findByRole("button", { name: "Try it" }));
    expect(await findByText(/14 lines; it took 1\.2 s/)).toBeDefined();
    expect(await findByText("House model")).toBeDefined();
    serverAnswers("POST /api/v1/quality/scorer/try", {
      body: { data: tried({ fault: "wrong_shape", problems: ["score: Too big"] }) },
    });
    await user.type(getByRole("textbox", { name: "Call" }), "https://earshot.example/calls/call_7?line=2");
    await user.click(getByRole("button", { name: "Try it" }));
    expect(await findByText(/not of the form that is asked for/)).toBeDefined();
    expect(await findByText("score: Too big")).toBeDefined();
    expect(changes().map(([, , body]) => body)).toEqual([{ callId: "call_new" }, { callId: "call_7" }]);
  });

  it("says how it goes, what failed last and why, and has given-up calls tried again", async () => {
    const lastFault = { fault: "key_refused" as const, callId: "call_9", at: "2026-11-26T13:00:00.000Z" };
    const { findByText, getByRole, user, changes, container } = page(scorer({ failed: 4, lastFault }));
    expect(await findByText(/of 500/)).toBeDefined();
    expect(container.textContent).toContain("1,000 or more");
    expect(container.querySelector("[data-last-fault]")?.textContent).toMatch(/because it refused the secret/);
    serverAnswers("POST /api/v1/quality/scorer/retries", { body: { data: { calls: 4 } } });
    await user.click(getByRole("button", { name: "Try them again" }));
    expect(changes().at(-1)?.slice(0, 2)).toEqual(["POST", "/api/v1/quality/scorer/retries"]);
  });

  it("says that a secret is lost", async () => {
    const { findByText } = page(scorer({ secret: "lost" }));
    expect(await findByText(/this server has another key/)).toBeDefined();
  });

  it("has nothing to set in a demo that others look at", async () => {
    const { findByText, queryByRole } = page(scorer({ isPossible: false }));
    expect(await findByText(/nothing leaves it/)).toBeDefined();
    expect(queryByRole("button", { name: "Save" })).toBeNull();
  });

  it("says why it could not be read", async () => {
    serverAnswers("GET /api/v1/quality/scorer", refusedWith(503, "database_unavailable"));
    const screen = drawn(<ScorerPage />, { viewer: aPerson({ may: ["quality.manage"] }), path: "/settings/scorer" });
    expect(await screen.findByRole("alert")).toBeDefined();
  });
});
