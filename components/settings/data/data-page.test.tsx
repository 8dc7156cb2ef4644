// @vitest-environment happy-dom
import { waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";
import { DataPage } from "./data-page";

type Retention = StoredSettingsAnswer["data"]["retention"];
const NONE_COMING = { auditDays: null, endedDays: null, talkDays: null, factDays: null };
const HOLDS: Retention = { auditDays: 365, endedDays: 90, talkDays: 90, factDays: 400, shorter: NONE_COMING };
const UNDECIDED = { keeps: null, keepUp: true, decidedBy: "settings" } as const;
const SIGN_IN = {
  ...{ mode: "on", publicUrl: "http://localhost", trustedProxies: 0, sessionIdleHours: 12, sessionLifeHours: 720 },
  oidc: null,
} as const;
const SIZE = {
  ...{ calls: 0, lines: 0, archiveBytes: 90_000, databaseBytes: 9_000_000, recentCalls: 0, recentDays: null },
  ...{ usualMost: 50_000, keptDays: 400, countedAt: "2026-01-05T09:00:00.000Z" },
};
const settings = (retention: Retention = HOLDS, archive: StoredSettingsAnswer["data"]["archive"] = UNDECIDED) => ({
  body: {
    data: {
      privacy: { supervisorsSeeNumbers: false, redactForSupervisors: false },
      retention,
      archive,
      signIn: SIGN_IN,
    },
  },
});

async function aPage(retention?: Retention) {
  serverAnswers("GET /api/v1/settings", settings(retention));
  serverAnswers("PATCH /api/v1/settings", settings());
  serverAnswers("GET /api/v1/archive/size", { body: { data: SIZE } });
  serverAnswers("GET /api/v1/settings/retention", {
    body: { data: { auditEntries: 4312, endedRecords: 0, talks: 7, calls: 1 } },
  });
  const screen = drawn(<DataPage />, { viewer: aPerson({ may: ["settings.manage"] }), path: "/settings/data" });
  const audit = (await screen.findByRole("textbox", { name: "Audit trail, days" })) as HTMLInputElement;
  const save = () => screen.user.click(screen.getByRole("button", { name: "Save" }));
  const type = async (days: string) => {
    await screen.user.clear(audit);
    await screen.user.type(audit, days);
  };
  const changes = () => askedOfServer().filter(({ method }) => method === "PATCH");
  return { ...screen, audit, save, type, changes };
}

describe("how long records are kept", () => {
  it("shortening says how many entries are lost and asks; keeping them sends nothing", async () => {
    const { type, save, findByRole, user, changes, queryByRole } = await aPage();
    await type("30");
    await save();
    const question = await findByRole("dialog", { name: "Keep records for a shorter time?" });
    expect(question.textContent).toContain(
      "from 365 to 30 days: 4,312 entries that are there now are deleted for good",
    );
    expect(question.textContent).toContain("begins in 24 hours");
    await user.click(within(question).getByRole("button", { name: "Keep it" }));
    expect(queryByRole("dialog")).toBeNull();
    expect(changes()).toEqual([]);
  });

  it("is shortened once that was confirmed, and says when it holds", async () => {
    const { type, save, findByRole, user, changes, findByText } = await aPage();
    await type("30");
    await save();
    const question = await findByRole("dialog", { name: "Keep records for a shorter time?" });
    await user.click(within(question).getByRole("button", { name: "Shorten it" }));
    expect(await findByText("Saved. It holds in 24 hours.")).toBeDefined();
    expect(changes()[0]?.body).toMatchObject({ retention: { auditDays: 30, endedDays: 90 } });
  });

  it("of talk that is shortened says of how many calls it goes", async () => {
    const { save, findByRole, getByRole, user } = await aPage();
    const talk = getByRole("textbox", { name: "What was said in calls, days" });
    await user.clear(talk);
    await user.type(talk, "30");
    await save();
    const question = await findByRole("dialog", { name: "Keep records for a shorter time?" });
    expect(question.textContent).toContain("from 90 to 30 days: 7 calls’ talk that are there now");
  });

  it("is lengthened without a question", async () => {
    const { type, save, findByText, changes } = await aPage();
    await type("400");
    await save();
    expect(await findByText("Saved.")).toBeDefined();
    expect(changes()).toHaveLength(1);
  });

  it.each(["29", "0", "abc", "4000", ""])(
    "%j days of audit trail are refused beside the field, and nothing is asked",
    async (days) => {
      const { type, save, audit, findByText, changes } = await aPage();
      await type(days === "" ? " " : days);
      await save();
      expect(await findByText("Whole days, from 30 to 3650.")).toBeDefined();
      expect(audit.getAttribute("aria-invalid")).toBe("true");
      expect(changes()).toEqual([]);
    },
  );

  it("what is to come is shown with its moment, is not asked about again, and can be taken back", async () => {
    const coming = { days: 30, from: "2026-11-27T12:00:00.000Z" };
    const { audit, user, getByRole, text, changes, queryByRole, save } = await aPage({
      ...HOLDS,
      shorter: { ...NONE_COMING, auditDays: coming },
    });
    expect(text()).toMatch(/365 days until \d{1,2} Nov 2026, \d\d:\d\d, then 30\./);
    expect(audit.value).toBe("30");
    serverAnswers("PATCH /api/v1/settings", refusedWith(503, "database_unavailable"));
    await save();
    await waitFor(() => expect(changes()).toHaveLength(1));
    expect(queryByRole("dialog")).toBeNull();
    serverAnswers("PATCH /api/v1/settings", settings());
    await user.click(getByRole("button", { name: "Keep 365 days" }));
    await waitFor(() => expect(text()).not.toContain("days until"));
    expect(changes().at(-1)?.body).toEqual({ retention: { auditDays: 365 } });
  });

  it("that cannot be counted is not shortened unseen", async () => {
    const { type, save, findByRole, changes, queryByRole } = await aPage();
    serverAnswers("GET /api/v1/settings/retention", refusedWith(503, "database_unavailable"));
    await type("30");
    await save();
    expect((await findByRole("alert")).textContent).toMatch(/database does not answer/);
    expect(queryByRole("dialog")).toBeNull();
    expect(changes()).toEqual([]);
  });
});

describe("whether calls that are over are kept", () => {
  it("is undecided until somebody decides, and saving something else decides nothing", async () => {
    const { save, text, changes, getByRole } = await aPage();
    expect(text()).toContain("Nobody has decided yet, so nothing is kept.");
    expect((getByRole("radio", { name: "Keep them" }) as HTMLInputElement).checked).toBe(false);
    await save();
    await waitFor(() => expect(changes()).toHaveLength(1));
    expect(changes()[0]?.body).not.toHaveProperty("archive");
  });

  it("is saved as chosen", async () => {
    const { save, changes, getByRole, user } = await aPage();
    await user.click(getByRole("radio", { name: "Keep nothing" }));
    await save();
    await waitFor(() => expect(changes()).toHaveLength(1));
    expect(changes()[0]?.body).toMatchObject({ archive: { keeps: false } });
  });

  it.each([
    ["environment", true, "EARSHOT_ARCHIVE"],
    ["demo", true, "The demo keeps its own"],
  ] as const)("is told and not asked where the %s decides", async (decidedBy, keeps, words) => {
    serverAnswers("GET /api/v1/settings", settings(HOLDS, { keeps, keepUp: true, decidedBy }));
    const { findByText, queryByRole } = drawn(<DataPage />, {
      viewer: aPerson({ may: ["settings.manage"] }),
      path: "/settings/data",
    });
    expect(await findByText(new RegExp(words))).toBeDefined();
    expect(queryByRole("radio", { name: "Keep them" })).toBeNull();
  });
});
