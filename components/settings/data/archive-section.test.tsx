// @vitest-environment happy-dom
import { waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import type { Backfill, BackfillList, BackfillPrice } from "@/lib/wire/backfill-contract";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";
import { ArchiveSection } from "./archive-section";
import { aboutWords, priceWords, stateWords } from "./backfill-words";

const backfill = (fields: Partial<Backfill> = {}): Backfill => ({
  ...{ id: "0123456789abcdef01234567", state: "running", from: null, to: "2026-11-26T12:00:00.000Z" },
  ...{ planned: 11_700, passed: 2_340, stored: 2_300, failed: 3, perMinute: 320, secondsLeft: 1_800, waitsFor: null },
  ...{ startedBy: "Ada Admin", createdAt: "2026-11-26T12:00:00.000Z", endedAt: null, ...fields },
});
const META: BackfillList["meta"] = {
  ...{ keeps: true, keepsUp: true, certainAt: "2026-11-26T12:00:00.000Z", open: 1, over: 12 },
};
const PRICE: BackfillPrice = { calls: 1_234, kept: 200, requests: 1_048, minutes: 3, perMinute: 480 };

function aSection(
  backfills: Backfill[] = [],
  { keeps = true, meta = META }: { keeps?: boolean | null; meta?: BackfillList["meta"] } = {},
) {
  serverAnswers("GET /api/v1/archive/backfills", { body: { data: { backfills }, meta } });
  const settings = { archive: { keeps, keepUp: true } } as StoredSettingsAnswer["data"];
  const screen = drawn(<ArchiveSection settings={settings} />, { viewer: aPerson(), path: "/settings/data" });
  const changes = () => askedOfServer().filter(({ method }) => method !== "GET");
  return { ...screen, changes };
}

describe("bringing in calls of the past", () => {
  it("says what it costs first, and begins only when that is taken", async () => {
    const { user, getByRole, findByText, findByRole, changes, queryByText } = aSection();
    serverAnswers("GET /api/v1/archive/backfill-price", { body: { data: PRICE } });
    serverAnswers("POST /api/v1/archive/backfills", { status: 201, body: { data: backfill() } });
    expect(await findByText("Nothing was brought in yet.")).toBeDefined();
    await user.type(getByRole("textbox", { name: "from" }), "1 Nov 2026");
    await user.type(getByRole("textbox", { name: "to" }), "2 Nov 2026");
    await user.click(getByRole("button", { name: "See what it costs" }));
    expect(await findByText(/1,234 calls, 200 or so of them kept already: 1,048 requests at most/)).toBeDefined();
    expect(changes()).toEqual([]);
    serverAnswers("GET /api/v1/archive/backfills", { body: { data: { backfills: [backfill()] }, meta: META } });
    await user.click(getByRole("button", { name: "Bring them in" }));
    expect(await findByRole("list", { name: "Backfills" })).toBeDefined();
    const [from, to] = [new Date("2026-11-01T00:00:00"), new Date("2026-11-03T00:00:00")];
    expect(changes()).toMatchObject([{ body: { from: from.toISOString(), to: to.toISOString() } }]);
    expect(queryByText(/1,234 calls/)).toBeNull();
  });

  it("another range takes the price back, and a price that cannot be told says why", async () => {
    const { user, getByRole, findByText, queryByText, findByRole } = aSection();
    serverAnswers("GET /api/v1/archive/backfill-price", { body: { data: PRICE } });
    await user.click(getByRole("button", { name: "See what it costs" }));
    expect(await findByText(/1,234 calls/)).toBeDefined();
    await user.type(getByRole("textbox", { name: "from" }), "1 Nov 2026");
    expect(queryByText(/1,234 calls/)).toBeNull();
    serverAnswers("GET /api/v1/archive/backfill-price", refusedWith(504, "call_service_timeout"));
    await user.click(getByRole("button", { name: "See what it costs" }));
    expect((await findByRole("alert")).textContent).not.toBe("");
    expect(queryByText(/1,234 calls/)).toBeNull();
  });

  it("shows how far it is, pauses it and has it go on", async () => {
    const { user, findByRole, findByText, getByText, changes } = aSection([backfill()]);
    const bar = await findByRole("progressbar", { name: "Gone through" });
    expect(bar.getAttribute("aria-valuenow")).toBe("20");
    expect(getByText("Running, 320 a minute, about 30 minutes left.")).toBeDefined();
    expect(
      getByText(
        "2,340 of 11,700 calls gone through · 2,300 brought in · 37 kept already or not over · 3 could not be read",
      ),
    ).toBeDefined();
    serverAnswers("PATCH /api/v1/archive/backfills/0123456789abcdef01234567", { body: { data: backfill() } });
    serverAnswers("GET /api/v1/archive/backfills", {
      body: { data: { backfills: [backfill({ state: "paused" })] }, meta: META },
    });
    await user.click(await findByRole("button", { name: /^Pause/ }));
    expect(await findByText("Paused.")).toBeDefined();
    await user.click(await findByRole("button", { name: /^Resume/ }));
    await waitFor(() => expect(changes().map(({ body }) => body)).toEqual([{ state: "paused" }, { state: "running" }]));
  });

  it("is cancelled after a question, and what has ended offers nothing", async () => {
    const { user, findByRole, changes, findByText, queryByRole } = aSection([backfill()]);
    await user.click(await findByRole("button", { name: /^Cancel/ }));
    const question = await findByRole("dialog", { name: "Cancel this backfill?" });
    expect(changes()).toEqual([]);
    serverAnswers("PATCH /api/v1/archive/backfills/0123456789abcdef01234567", { body: { data: backfill() } });
    serverAnswers("GET /api/v1/archive/backfills", {
      body: { data: { backfills: [backfill({ state: "cancelled" })] }, meta: META },
    });
    await user.click(within(question).getByRole("button", { name: "Cancel it" }));
    expect(await findByText("Cancelled. What it has kept stays.")).toBeDefined();
    expect(changes()).toMatchObject([{ body: { state: "cancelled" } }]);
    expect(queryByRole("progressbar")).toBeNull();
    expect(queryByRole("button", { name: /^(Pause|Resume|Cancel)/ })).toBeNull();
  });

  it("a change that is refused is told beside it", async () => {
    const { user, findByRole } = aSection([backfill()]);
    serverAnswers("PATCH /api/v1/archive/backfills/0123456789abcdef01234567", refusedWith(503, "database_unavailable"));
    await user.click(await findByRole("button", { name: /^Pause/ }));
    expect((await findByRole("alert")).textContent).not.toBe("");
  });

  it("what was known stays when it cannot be read anew; where nothing was known it says so", async () => {
    const { findByText, findByRole, unmount } = aSection([backfill()]);
    expect(await findByRole("progressbar")).toBeDefined();
    unmount();
    serverAnswers("GET /api/v1/archive/backfills", refusedWith(503, "database_unavailable"));
    const settings = { archive: { keeps: true, keepUp: true } } as StoredSettingsAnswer["data"];
    drawn(<ArchiveSection settings={settings} />, { viewer: aPerson(), path: "/settings/data" });
    expect(await findByText(/database/i)).toBeDefined();
  });
});

describe("keeping up", () => {
  it("says how far it has come, and is switched off with a click", async () => {
    const { user, findByText, getByRole, changes } = aSection();
    expect(await findByText(/1 call not over yet, 12 calls to be read/)).toBeDefined();
    serverAnswers("PATCH /api/v1/settings", { body: { data: { archive: { keeps: true, keepUp: false } } } });
    await user.click(getByRole("checkbox", { name: "Keep calls that nobody watched, too" }));
    await waitFor(() => expect(changes()).toMatchObject([{ body: { archive: { keepUp: false } } }]));
  });

  it("before it has begun it claims nothing", async () => {
    const { findByText, queryByText } = aSection([], { meta: { ...META, certainAt: null, open: 0, over: 0 } });
    expect(await findByText("It begins within a minute.")).toBeDefined();
    expect(queryByText(/Gone through/)).toBeNull();
  });

  it("where calls are not kept there is nothing to switch, and nothing is asked", async () => {
    const { findByText, queryByRole } = aSection([], { keeps: null });
    expect(await findByText(/Calls are not kept here/)).toBeDefined();
    expect(queryByRole("checkbox")).toBeNull();
    expect(askedOfServer()).toEqual([]);
  });
});

describe("words", () => {
  it.each([
    [3, "about 10 seconds"],
    [54, "about 60 seconds"],
    [60, "about 1 minute"],
    [5_399, "about 90 minutes"],
    [7_200, "about 2 hours"],
    [200_000, "about 2 days"],
  ])("%d seconds are %s", (seconds, words) => expect(aboutWords(seconds)).toBe(words));

  it.each([
    [{ ...PRICE, calls: null, requests: null, minutes: null }, "does not say how many calls"],
    [{ ...PRICE, calls: 0, kept: 0 }, "There are no calls in that time."],
    [{ ...PRICE, kept: 0, calls: 1, requests: 1 }, "1 call: 1 request at most, about 3 minutes"],
  ])("a price of %j", (price, words) => expect(priceWords(price)).toContain(words));

  it.each([
    [{ waitsFor: "unreachable" }, "The call service does not answer; it goes on by itself when it does."],
    [{ waitsFor: "another" }, "Waits for the one before it."],
    [{ waitsFor: "key_rejected" }, "The call service rejects its key; it goes on once the key is right."],
    [{ perMinute: null }, "Running."],
    [{ secondsLeft: null }, "Running, 320 a minute."],
    [{ state: "done" as const }, "Done."],
  ])("%j", (fields, words) => expect(stateWords(backfill(fields))).toBe(words));
});
