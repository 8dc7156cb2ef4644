// @vitest-environment happy-dom
import { waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { aPerson, askedOfServer, drawn, refusedWith, serverAnswers } from "@/e2e/support/rendered";
import type { StoredSettingsAnswer } from "@/lib/wire/settings-contract";
import { DataPage } from "./data-page";

type Retention = StoredSettingsAnswer["data"]["retention"];
const HOLDS: Retention = { auditDays: 365, endedDays: 90, shorter: { auditDays: null, endedDays: null } };
const SIGN_IN = {
  ...{ mode: "on", publicUrl: "http://localhost", trustedProxies: 0, sessionIdleHours: 12, sessionLifeHours: 720 },
  oidc: null,
} as const;
const ARCHIVE = { keeps: null, keepUp: true };
const settings = (retention: Retention = HOLDS) => ({
  body: {
    data: {
      privacy: { supervisorsSeeNumbers: false, redactForSupervisors: false },
      retention,
      archive: ARCHIVE,
      signIn: SIGN_IN,
    },
  },
});

async function aPage(retention?: Retention) {
  serverAnswers("GET /api/v1/settings", settings(retention));
  serverAnswers("PATCH /api/v1/settings", settings());
  serverAnswers("GET /api/v1/settings/retention", { body: { data: { auditEntries: 4312, endedRecords: 0 } } });
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
      shorter: { auditDays: coming, endedDays: null },
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
